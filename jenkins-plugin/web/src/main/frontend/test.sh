#!/usr/bin/env bash
# usage: test.sh unit|e2e|tour [VITEST ARGUMENTS]
# Tests of the pages: beside components, or end to end in Chromium against a server that was built before. Reports go where those
# of Java go, screenshots to target/pages. tour takes the pictures of docs/tutorial/tour.md anew.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
module=$(cd -- "$here/../../.." && pwd)
what=$1
shift
cd "$here"
mkdir -p "$module/target/surefire-reports"
case $what in
  unit)
    LAAS_VITEST_REPORT=$module/target/surefire-reports/TEST-pages.xml npx vitest run "$@"
    ;;
  e2e | tour)
    jars=("$module"/target/laas-*-SNAPSHOT.jar "$module"/target/lib/*.jar)
    LAAS_CLASS_PATH=${LAAS_CLASS_PATH:-$(IFS=:; printf '%s' "${jars[*]}")}
    export LAAS_CLASS_PATH LAAS_SHOTS=${LAAS_SHOTS:-$module/target/pages/shots}
    if [[ $what == tour ]]; then
      export LAAS_TOUR=$module/../../docs/images/tour
      mkdir -p "$LAAS_TOUR"
      npx vitest run --config e2e/vitest.config.ts "$@"
      exit
    fi
    LAAS_E2E_REPORT=$module/target/surefire-reports/TEST-pages-e2e.xml npx vitest run --config e2e/vitest.config.ts "$@"
    ;;
  *)
    printf 'test.sh: %s is none of unit, e2e and tour\n' "$what" >&2
    exit 2
    ;;
esac
