# shellcheck shell=bash
# What the tests need on a Debian machine: finding what is missing, asking, installing.
#
# A library for ./test. Every `need_…` finds out by looking for the thing itself, not for a package:
# a Node from elsewhere is as good as Debian's. What cannot be installed is a failure, never a skip.

# Checked to understand deny.toml; built without optimisation: a minute, and it runs for seconds.
CARGO_DENY_VERSION=0.20.2
# Checked: what docs/api.md says of it is what its clients do.
THREATEXCHANGE_VERSION=1.2.17
TARGET=${CARGO_TARGET_DIR:-target}

# Debian packages that are missing, for one call of apt-get.
MISSING=()

unattended() {
    [ "${CI:-}" = 1 ] || [ "${CI:-}" = true ]
}

# Asks a yes-or-no question; yes without asking under CI=1.
agreed() {
    local answer
    if unattended; then
        return 0
    fi
    if [ ! -t 0 ]; then
        echo "$1 Nobody is here to ask: run it yourself, or set CI=1." >&2
        return 1
    fi
    read -r -p "$1 [y/N] " answer
    [ "$answer" = y ] || [ "$answer" = Y ] || [ "$answer" = yes ]
}

need_rust() {
    local what absent=()
    for what in cargo cc git; do
        command -v "$what" >/dev/null || absent+=("$what")
    done
    if [ ${#absent[@]} -gt 0 ]; then
        echo "missing: ${absent[*]}. A Rust toolchain, a C compiler and git are what this machine must bring itself." >&2
        return 1
    fi
    if ! cargo fmt --version >/dev/null 2>&1 || ! cargo clippy --version >/dev/null 2>&1; then
        if ! command -v rustup >/dev/null; then
            echo "missing: rustfmt and clippy, which belong to the Rust toolchain." >&2
            return 1
        fi
        agreed "rustfmt and clippy are missing: rustup component add rustfmt clippy?" || return 1
        rustup component add rustfmt clippy || return 1
    fi
    cargo --version
}

need_postgres() {
    local programs
    programs=$(postgres_programs)
    if [ -z "$programs" ]; then
        MISSING+=(postgresql)
    else
        "$programs/postgres" --version
    fi
}

need_node() {
    if command -v node >/dev/null; then
        echo "node $(node --version)"
    else
        MISSING+=(nodejs)
    fi
    command -v npm >/dev/null || MISSING+=(npm)
}

chromium_path() {
    command -v chromium || command -v chromium-browser || command -v google-chrome || true
}

# The same Chromium without windows: what shows hundreds of pages needs a third less of the machine with it.
chromium_shell_path() {
    command -v chromium-headless-shell || true
}

need_chromium() {
    local path
    path=$(chromium_path)
    if [ -z "$path" ]; then
        MISSING+=(chromium)
    else
        "$path" --version 2>/dev/null
    fi
    path=$(chromium_shell_path)
    if [ -z "$path" ]; then
        MISSING+=(chromium-headless-shell)
    else
        "$path" --version 2>/dev/null
    fi
    # DejaVu Sans writes Arabic too, in one megabyte.
    if ! command -v fc-list >/dev/null; then
        MISSING+=(fontconfig fonts-dejavu-core)
    elif [ -z "$(fc-list :lang=ar family)" ]; then
        MISSING+=(fonts-dejavu-core)
    fi
}

# Reads films, and makes those that the tests read. Debian's own is new enough from 12 on.
need_ffmpeg() {
    if ! command -v ffmpeg >/dev/null || ! command -v ffprobe >/dev/null; then
        MISSING+=(ffmpeg)
    else
        ffmpeg -version | sed -n '1s, Copyright.*,,p'
    fi
}

# Installs what the `need_…` above found missing.
install_missing() {
    local as_root=()
    if [ ${#MISSING[@]} -eq 0 ]; then
        return 0
    fi
    if ! command -v apt-get >/dev/null; then
        echo "missing: ${MISSING[*]} (named as Debian names them; there is no apt-get here)." >&2
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "missing: ${MISSING[*]}. As root: apt-get install --no-install-recommends ${MISSING[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    agreed "missing: ${MISSING[*]}. Run apt-get install for them?" || return 1
    "${as_root[@]}" apt-get update -qq || return 1
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${MISSING[@]}" || return 1
    MISSING=()
}

# Installs the packages of tests/browser as its lock file says; quick when they are there already.
need_browser_packages() {
    local folder=tests/browser stamp=tests/browser/node_modules/.installed-lock
    if [ ! -f "$folder/package-lock.json" ]; then
        echo "tests/browser is missing (or its package-lock.json): the browser tests cannot run." >&2
        return 1
    fi
    if cmp -s "$folder/package-lock.json" "$stamp"; then
        echo "tests/browser: packages are as locked"
        return 0
    fi
    # The browser is Debian's; no package may bring or start anything while it is installed.
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund || return 1
    cp "$folder/package-lock.json" "$stamp"
}

tx_python_path() {
    echo "$TARGET/tools/threatexchange/bin/python"
}

need_python() {
    if ! command -v python3 >/dev/null; then
        MISSING+=(python3 python3-venv)
    elif ! python3 -c 'import ensurepip' 2>/dev/null; then
        MISSING+=(python3-venv)
    else
        python3 --version
    fi
}

# The peer that pulls lists in the black-box tests, in a place of its own.
need_threatexchange() {
    local path
    path=$(tx_python_path)
    if [ "$("$path" -c 'from importlib.metadata import version; print(version("threatexchange"))' 2>/dev/null)" != "$THREATEXCHANGE_VERSION" ]; then
        agreed "threatexchange $THREATEXCHANGE_VERSION is missing: install it into $TARGET/tools?" || return 1
        python3 -m venv --clear "$TARGET/tools/threatexchange" || return 1
        "$path" -m pip install --quiet --disable-pip-version-check "threatexchange==$THREATEXCHANGE_VERSION" || return 1
    fi
    echo "threatexchange $THREATEXCHANGE_VERSION"
}

cargo_deny_path() {
    echo "$TARGET/tools/bin/cargo-deny"
}

need_cargo_deny() {
    local path
    path=$(cargo_deny_path)
    if [ "$("$path" --version 2>/dev/null)" != "cargo-deny $CARGO_DENY_VERSION" ]; then
        agreed "cargo-deny $CARGO_DENY_VERSION is missing: build it into $TARGET/tools?" || return 1
        CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR="$TARGET/tools-build" \
            cargo install --quiet --locked --debug cargo-deny --version "$CARGO_DENY_VERSION" --root "$TARGET/tools" || return 1
        rm -rf -- "$TARGET/tools-build"
    fi
    "$path" --version
}
