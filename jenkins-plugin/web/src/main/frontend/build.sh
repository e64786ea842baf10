#!/usr/bin/env bash
# usage: build.sh DIRECTORY STAMP
# Builds the pages into DIRECTORY when a source is newer than what is there. Where Node is missing or its packages cannot be
# fetched it says so loudly and ends well: the server then shows its status page. With LAAS_PAGES=required it fails instead.
set -euo pipefail
out=$1
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
stamp=$2

without() {
  printf '\n!!! THE PAGES ARE NOT BUILT: %s\n!!! The server will show its status page instead.\n\n' "$1" >&2
  [[ ${LAAS_PAGES:-} == required ]] && exit 1
  exit 0
}

command -v node >/dev/null && command -v npm >/dev/null || without "node and npm are not here (Debian: sudo apt-get install nodejs npm; 20.19 or later is needed)"
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  without "Node 20.19 or later is needed, this is $(node --version)"

cd "$here"
state=$({
  node --version
  find . ../resources/io/laas/web/openapi.json ../../../../../docs \( -name node_modules -o -name dist -o -name schema.d.ts \) -prune -o -type f -print0 |
    sort -z | xargs -0 sha256sum
} | sha256sum)
if [[ -e $out/index.html && -e $stamp && $(<"$stamp") == "$state" ]]; then
  exit 0
fi
rm -f "$stamp"
lock=$(sha256sum <package-lock.json)
if [[ ! -e node_modules/.laas-lock || $(<node_modules/.laas-lock) != "$lock" ]]; then
  npm ci --no-audit --no-fund --loglevel=error || without "npm ci failed; its messages are above"
  printf '%s' "$lock" >node_modules/.laas-lock
fi
LAAS_PAGES_OUT=$out npm run --silent build
printf '%s' "$state" >"$stamp"
