#!/usr/bin/env bash
# A PostgreSQL of our own, for tests: fresh, on a free port of this machine only, gone afterwards.
#
#   tests/tools/postgres.sh start DIR    prints its address on standard output, for VIGIE_TEST_POSTGRES
#   tests/tools/postgres.sh stop DIR     stops it and removes DIR
#
# DIR must not exist or be empty. The server never runs as root: root hands it to the user `postgres`.
# fsync stays on. A log-in costs one round of its hash instead of 4,096: stories have several each, and a password of 128
# random bits needs no rounds to be kept.
set -euo pipefail

# The newest server on this machine; nothing when there is none.
postgres_programs() {
    local newest
    newest=$(find /usr/lib/postgresql/*/bin -maxdepth 1 -name initdb 2>/dev/null | sort -V | tail -n 1) || true
    if [ -n "$newest" ]; then
        dirname "$newest"
    elif command -v initdb >/dev/null 2>&1; then
        dirname "$(readlink -f "$(command -v initdb)")"
    fi
}

# Runs a command as somebody who is not root.
unprivileged() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# A port nobody answers on. Somebody may still take it before we do: `start` tries again then.
free_port() {
    local port
    while :; do
        port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return
        fi
    done
}

# Stores the password of the one role anew with one round (RFC 5802, as PostgreSQL writes it). Arguments: port, password.
light_log_in() {
    env PGPASSWORD="$2" "$(postgres_programs)/psql" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 \
        "host=127.0.0.1 port=$1 user=vigie dbname=postgres sslmode=disable" <<'SQL'
\getenv password PGPASSWORD
CREATE EXTENSION pgcrypto;
WITH drawn AS (SELECT gen_random_bytes(16) AS salt),
salted AS (SELECT salt, hmac(salt || '\x00000001'::bytea, convert_to(:'password', 'UTF8'), 'sha256') AS key FROM drawn)
SELECT format('ALTER ROLE vigie PASSWORD %L', 'SCRAM-SHA-256$1:' || encode(salt, 'base64')
    || '$' || encode(sha256(hmac('Client Key'::bytea, key, 'sha256')), 'base64')
    || ':' || encode(hmac('Server Key'::bytea, key, 'sha256'), 'base64'))
FROM salted \gexec
DROP EXTENSION pgcrypto;
SQL
}

postgres_start() {
    local dir=$1 programs password port attempt
    programs=$(postgres_programs)
    if [ -z "$programs" ]; then
        echo "PostgreSQL is not installed: apt-get install postgresql" >&2
        return 1
    fi
    if [ "$(id -u)" -eq 0 ] && ! id postgres >/dev/null 2>&1; then
        echo "PostgreSQL must not run as root and there is no user postgres to run it" >&2
        return 1
    fi
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd)
    if [ "${#dir}" -gt 80 ]; then
        echo "$dir is too long a path for a socket: set TMPDIR to a shorter one" >&2
        return 1
    fi
    chmod 700 "$dir"
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s\n' "$password" >"$dir/password"
    [ "$(id -u)" -ne 0 ] || chown -R postgres: "$dir"

    unprivileged "$programs/initdb" --pgdata="$dir/data" --username=vigie --pwfile="$dir/password" \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 || {
        cat "$dir/initdb.log" >&2
        return 1
    }
    for attempt in 1 2 3 4 5; do
        port=$(free_port)
        if unprivileged "$programs/pg_ctl" start --pgdata="$dir/data" --log="$dir/server.log" --wait --timeout=60 --silent \
            --options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$dir -c max_connections=200" \
            >"$dir/start.log" 2>&1 </dev/null; then
            light_log_in "$port" "$password" >"$dir/log-in.log" 2>&1 || {
                cat "$dir/log-in.log" >&2
                echo "PostgreSQL runs and its password could not be stored anew: are psql and pgcrypto (postgresql-contrib) there?" >&2
                unprivileged "$programs/pg_ctl" stop --pgdata="$dir/data" --mode=fast --silent
                return 1
            }
            echo "postgres://vigie:$password@127.0.0.1:$port/postgres"
            return
        fi
        echo "PostgreSQL did not start on port $port (attempt $attempt of 5)" >&2
    done
    cat "$dir/start.log" "$dir/server.log" >&2
    return 1
}

postgres_stop() {
    local dir=$1 programs
    programs=$(postgres_programs)
    if [ -n "$programs" ] && [ -f "$dir/data/postmaster.pid" ]; then
        dir=$(cd "$dir" && pwd)
        unprivileged "$programs/pg_ctl" stop --pgdata="$dir/data" --mode=fast --wait --timeout=60 --silent
    fi
    # Only a folder that we made: anything else stays.
    if [ -f "$dir/password" ]; then
        rm -rf -- "$dir"
    fi
}

# Used by ./test as a library, or called by hand.
if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    case "${1:-}:${2:-}" in
        start:?*) postgres_start "$2" ;;
        stop:?*) postgres_stop "$2" ;;
        *)
            sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
            exit 2
            ;;
    esac
fi
