#!/usr/bin/env bash
# Tests of ./test itself: a step that fails must fail the run, and nothing may stay running or lying about.
# Run by ./test as its step `self`; cargo is a stand-in here, PostgreSQL is real when it is installed.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
# shellcheck source=tests/tools/postgres.sh
. tests/tools/postgres.sh

room=$(mktemp -d "${TMPDIR:-/tmp}/vigie-self.XXXXXX")
trap 'rm -rf -- "$room"' EXIT
mkdir "$room/bin" "$room/tmp"
chmod 711 "$room" "$room/tmp"
cat >"$room/bin/cargo" <<'STUB'
#!/bin/sh
# Succeeds, except at the task named in FAIL_AT.
[ "$1 $2" != "${FAIL_AT:-}" ]
STUB
chmod +x "$room/bin/cargo"

# Runs ./test with the stand-in and its own folders; answers with its exit code, output in $room/out.
try() {
    local code=0
    env PATH="$room/bin:$PATH" TMPDIR="$room/tmp" CARGO_TARGET_DIR="$room/target" CI=1 ./test "$@" >"$room/out" 2>&1 </dev/null || code=$?
    echo "$code"
}

promise() {
    if [ "$2" != "$3" ]; then
        printf 'broken: %s\nexpected: %s\ngot: %s\n' "$1" "$2" "$3" >&2
        sed 's/^/    /' "$room/out" >&2
        exit 1
    fi
    echo "kept: $1"
}

last_line() {
    tail -n 1 "$room/out"
}

promise "a step that succeeds is counted" 0 "$(try --only tidy)"
promise "the last line counts the steps" "1 passed, 0 failed" "$(last_line)"
promise "the first command of a step can fail it" 1 "$(FAIL_AT='xtask tidy' try --only tidy)"
promise "the last line says so" "0 passed, 1 failed" "$(last_line)"
promise "the last command of a step can fail it" 1 "$(FAIL_AT='xtask data' try --only tidy)"
promise "how to run it again is said" 1 "$(grep -c -x 'again, only this: ./test --only tidy' "$room/out")"
promise "an unknown step is a usage error" 2 "$(try --only nothing)"
promise "an unknown option is a usage error" 2 "$(try --fast)"

if [ -n "$(postgres_programs)" ]; then
    promise "PostgreSQL starts" 0 "$(try --only postgres)"
    promise "it is gone with its folder afterwards" "" "$(ls -A "$room/tmp")"
    mkdir -p "$room/tmp/taken/data"
    touch "$room/tmp/taken/data/something"
    promise "a server that cannot start is a failure" 1 "$(tests/tools/postgres.sh start "$room/tmp/taken" >"$room/out" 2>&1 && echo 0 || echo 1)"

    address=$(tests/tools/postgres.sh start "$room/tmp/pg")
    pid=$(head -n 1 "$room/tmp/pg/data/postmaster.pid")
    promise "it asks for the password" "refused" "$(psql "${address/:*@/:wrong@}" -c 'SELECT 1' >"$room/out" 2>&1 && echo open || echo refused)"
    promise "it keeps what is committed: fsync is on" "on" "$(psql "$address" -At -c 'SHOW fsync' 2>"$room/out")"
    promise "a log-in costs one round" 'SCRAM-SHA-256$1:' "$(psql "$address" -At -c 'SELECT left(rolpassword, 16) FROM pg_authid WHERE rolname = current_user' 2>"$room/out")"
    promise "it does not run as root" "no" "$([ "$(stat -c %u "/proc/$pid")" -eq 0 ] && echo yes || echo no)"
    tests/tools/postgres.sh stop "$room/tmp/pg"
    promise "stop ends it" "gone" "$(psql "$address" -c 'SELECT 1' >"$room/out" 2>&1 && echo there || echo gone)"
    promise "stop removes its folder" "gone" "$([ -e "$room/tmp/pg" ] && echo there || echo gone)"
    promise "stopping what is not there is no failure" 0 "$(tests/tools/postgres.sh stop "$room/tmp/pg" >"$room/out" 2>&1 && echo 0 || echo 1)"

    # Without a folder of its own it may lie in memory; what a killed run left there goes with the next one.
    memory() { find /dev/shm -maxdepth 1 -name 'vigie-test.*' 2>/dev/null | sort; }
    before=$(memory)
    if [ -w /dev/shm ]; then
        mkdir -p /dev/shm/vigie-test.selftest/pg/data
        true &
        wait $!
        echo $! | tee /dev/shm/vigie-test.selftest/pid >/dev/shm/vigie-test.selftest/pg/data/postmaster.pid
    fi
    promise "it runs without TMPDIR" 0 "$(unset TMPDIR && env PATH="$room/bin:$PATH" CARGO_TARGET_DIR="$room/target" CI=1 ./test --only postgres >"$room/out" 2>&1 </dev/null && echo 0 || echo 1)"
    promise "nothing more lies in memory" "$before" "$(memory)"

    # Interrupted in the middle: the stand-in sleeps in the unit step while PostgreSQL is up.
    printf '#!/bin/sh\n[ "$1" != test ] || { touch "%s/asleep"; sleep 20; }\n' "$room" >"$room/bin/cargo"
    setsid env PATH="$room/bin:$PATH" TMPDIR="$room/tmp" CARGO_TARGET_DIR="$room/target" CI=1 ./test --only unit >"$room/out" 2>&1 </dev/null &
    run=$!
    for _ in $(seq 100); do [ -e "$room/asleep" ] || sleep 0.1; done
    kill -TERM -- "-$run" # the whole group, as a terminal, timeout(1) or a supervisor does
    code=0
    wait "$run" || code=$?
    promise "an interrupted run says so" 143 "$code"
    promise "an interrupted run leaves nothing behind" "" "$(ls -A "$room/tmp" | grep -v -x taken)"
fi
