#!/usr/bin/env bash
# A PostgreSQL for tests, on the loopback interface, with its data in DIR.
#   postgres.sh start DIR   starts it and prints its JDBC URL
#   postgres.sh stop DIR    stops it
set -euo pipefail

die() { echo "postgres.sh: $*" >&2; exit 1; }

[[ $# -eq 2 ]] || die "usage: postgres.sh start|stop DIR"
command=$1 dir=$2
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1) || true
[[ -x ${bin:-}/pg_ctl ]] || die "PostgreSQL is not installed (Debian, Ubuntu: apt-get install postgresql)"

# PostgreSQL does not run as root.
as_user() { if [[ $(id -u) -eq 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

case $command in
  start)
    mkdir -p "$dir"
    chmod 755 "$dir"
    if [[ $(id -u) -eq 0 ]]; then chown postgres "$dir"; fi
    cd "$dir"
    [[ -d $dir/data ]] || as_user "$bin/initdb" -D "$dir/data" -U laas --auth=trust -E UTF8 >"$dir/initdb.log"
    port=$(free_port)
    as_user "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w \
      -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$dir -c max_connections=200" \
      start >/dev/null </dev/null || die "it did not start: $(tail -3 "$dir/server.log")"
    echo "jdbc:postgresql://127.0.0.1:$port/postgres?user=laas"
    ;;
  stop)
    cd "$dir"
    as_user "$bin/pg_ctl" -D "$dir/data" -m fast -w stop >/dev/null
    ;;
  *) die "usage: postgres.sh start|stop DIR" ;;
esac
