# ./laas test: every test that this machine can run; what it cannot is skipped by name and counted.
# shellcheck shell=bash

test_excluded=()
test_missing=()
test_postgres=
test_not_run=0
test_passed=0
test_failed=0

# shellcheck source=launcher/maven.sh
source "$LAAS_HOME/launcher/maven.sh"

laas_test() {
  need java mvn
  test_find_parts
  # A test that fails is run once more, and named if it passes then: real machines, browsers and processes share two busy cores here.
  local arguments=(-B -ntp -T 2 verify -Dsurefire.rerunFailingTestsCount=1 -Dlaas.pages.phase=process-classes) code=0 maven=mvn with_jenkins=false
  if test_find_jenkins; then
    maven=$MAVEN
    with_jenkins=true
    arguments+=(-Pjenkins)
  fi
  [[ ${#test_excluded[@]} -eq 0 ]] || arguments+=("-Dlaas.excludedGroups=$(IFS=,; echo "${test_excluded[*]}")")
  [[ -z ${LAAS_POSTGRES_URL:-} ]] || arguments+=("-Dlaas.postgres.url=$LAAS_POSTGRES_URL")
  export LAAS_GUEST_DIR=$GUEST_DIR
  rm -rf "$LAAS_HOME"/{shared-model,provisioner,jenkins-plugin/engine,jenkins-plugin/web,jenkins-plugin/plugin,chat-bot}/target/surefire-reports
  (cd "$LAAS_HOME" && "$maven" --fail-at-end "${arguments[@]}" "$@") || code=$?
  if (($# == 0 && code == 0)); then
    test_pages || code=1
  fi
  if $with_jenkins && (($# == 0 && code == 0)); then
    test_in_jenkins || code=1
  fi
  test_summary "$code"
}

# Finds out which parts the machine has, and installs or starts what it may.
test_find_parts() {
  local code=0
  ensure_host --ovs || code=$?
  if ((code != 0)); then
    test_lacks "libvirt and QEMU (ensure-host.sh: exit code $code)" libvirt pod ovs
    ensure_host --simulated || test_lacks "libvirt's client library (libvirt0)" libvirt-client
  elif ! ensure_guest; then
    test_lacks "the guest image (build-guest.sh failed)" pod
  fi
  if ((code == 0)) && ! ovs-vsctl --timeout=5 show >/dev/null 2>&1; then
    test_lacks "Open vSwitch" ovs
  fi
  test_find_cloud_init || test_lacks "cloud-init (apt-get download cloud-init, and python3)" cloud-init
  test_find_chromium || test_lacks "Chromium (apt-get install chromium)" chromium
  test_start_postgres || test_lacks "PostgreSQL (apt-get install postgresql)" postgres
}

# The plugin is built and tested in a real Jenkins, whose artifacts are on no public mirror of Maven Central's.
test_find_jenkins() {
  if jenkins_is_here; then
    return 0
  fi
  test_not_run=$(grep -rhE '^ *@(Test|ParameterizedTest)\b' "$PLUGIN_DIR/src/test" | wc -l)
  test_missing+=("$jenkins_trouble: the module jenkins-plugin/plugin, $test_not_run tests in a real Jenkins")
  printf '\n!!! THE JENKINS PLUGIN IS NEITHER BUILT NOR TESTED: %s\n\n' "$jenkins_trouble" >&2
  return 1
}

# The main job once more from end to end: a Pipeline in a real Jenkins, on real machines.
test_in_jenkins() {
  if [[ " ${test_excluded[*]} " == *" pod "* ]]; then
    test_missing+=("real machines: the Pipeline in a real Jenkins (./laas jenkins --check)")
    test_not_run=$((test_not_run + 1))
    return 0
  fi
  local home code=0
  home=$(mktemp -d)
  "$LAAS_HOME/laas" jenkins --check --home "$home" --port $((20000 + RANDOM % 20000)) </dev/null || code=$?
  rm -rf "$home"
  if ((code == 0)); then
    test_passed=$((test_passed + 1))
  else
    test_failed=$((test_failed + 1))
  fi
  return "$code"
}

# The pages: tests beside components, then from end to end in Chromium against a server on simulated machines.
test_pages() {
  local code=0
  if [[ ! -e $PAGES ]]; then
    test_leaves_out "Node 20.19 or later with npm and its packages: tests of the pages" '*.test.ts*' '*.e2e.ts'
    return 0
  fi
  "$FRONTEND/test.sh" unit || code=1
  if [[ " ${test_excluded[*]} " =~ " chromium "|" libvirt-client " ]]; then
    test_leaves_out "Chromium or libvirt's client library: tests of the pages from end to end" '*.e2e.ts'
  else
    "$FRONTEND/test.sh" e2e --retry=1 || code=1
  fi
  return "$code"
}

# test_leaves_out WHY FILES…: counts the tests in files of the pages that are not run.
test_leaves_out() {
  local why=$1 files=() name count
  shift
  for name in "$@"; do
    mapfile -t -O "${#files[@]}" files < <(find "$FRONTEND/src" "$FRONTEND/e2e" -name "$name")
  done
  count=$(cat "${files[@]}" | grep -cE '^ *test[.(]')
  test_missing+=("$why, $count tests")
  test_not_run=$((test_not_run + count))
}

test_lacks() {
  local what=$1
  shift
  test_missing+=("$what: tests of group $(IFS=,; echo "$*")")
  test_excluded+=("$@")
}

# cloud-init and netplan judge the seeds of machines. They are unpacked from their packages and not installed: cloud-init would run when
# this machine boots.
test_find_cloud_init() {
  local tree=$LAAS_CACHE/cloud-init packages
  if [[ ! -d $tree/usr/lib/python3/dist-packages/cloudinit ]]; then
    [[ -x /usr/bin/python3 ]] || return 1
    mapfile -t packages < <(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
      cloud-init netplan.io 2>/dev/null | grep -xE 'cloud-init|netplan\.io|libnetplan[0-9]+|libyaml-0-2|python3-[a-z0-9-]+' | grep -vx python3-minimal)
    [[ " ${packages[*]} " == *" cloud-init "* ]] || return 1
    say "unpacking cloud-init for the tests of seeds …"
    test_unpack "$tree" "${packages[@]}" || return 1
  fi
  export LAAS_CLOUD_INIT=$tree
}

# test_unpack DIRECTORY PACKAGES…: what is in the packages, as it would be below /.
test_unpack() {
  local tree=$1 work deb
  shift
  work=$(mktemp -d)
  mkdir -p "${tree%/*}" "$work/deb" "$work/tree"
  (cd "$work/deb" && apt-get -q -o APT::Sandbox::User=root download "$@" >/dev/null 2>&1) &&
    for deb in "$work"/deb/*.deb; do dpkg-deb -x "$deb" "$work/tree" || rm -rf "$work/tree"; done &&
    [[ -d $work/tree/usr/lib/python3/dist-packages/cloudinit ]] && rm -rf "$tree" && mv "$work/tree" "$tree"
  local code=$?
  rm -rf "$work"
  return "$code"
}

test_find_chromium() {
  if ! command -v chromium chromium-browser google-chrome >/dev/null; then
    ((EUID == 0)) || return 1
    say "installing Chromium for the tests of pages …"
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium >/dev/null 2>&1 || return 1
  fi
}

test_start_postgres() {
  local script=$LAAS_HOME/jenkins-plugin/engine/src/test/scripts/postgres.sh
  if ! compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; then
    ((EUID == 0)) || return 1
    say "installing PostgreSQL for its tests …"
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql >/dev/null 2>&1 || return 1
  fi
  test_postgres=$(mktemp -d)
  trap test_stop_postgres EXIT
  LAAS_POSTGRES_URL=$("$script" start "$test_postgres") || return 1
  export LAAS_POSTGRES_URL
}

test_stop_postgres() {
  [[ -z $test_postgres ]] || "$LAAS_HOME/jenkins-plugin/engine/src/test/scripts/postgres.sh" stop "$test_postgres" >/dev/null 2>&1 || true
  rm -rf "$test_postgres"
}

# The last lines: what was skipped and why, then the counts of all modules.
test_summary() {
  local code=$1 tests failed skipped missing
  read -r tests failed skipped < <(find "$LAAS_HOME" -path '*/target/surefire-reports/TEST-*.xml' -exec cat {} + |
    awk '/^ *<testcase / { t++; bad = 0 } /^ *<(failure|error)[ >\/]/ && !bad { bad = 1; f++ } /^ *<skipped[ >\/]/ { s++ } END { print t + 0, f + 0, s + 0 }')
  echo
  echo "Skipped by name:"
  find "$LAAS_HOME" -path '*/target/surefire-reports/TEST-*.xml' -exec awk '
    /<testcase / { n = $0; sub(/.* name="/, "", n); sub(/".*/, "", n); c = $0; sub(/.*classname="/, "", c); sub(/".*/, "", c) }
    /<skipped/ { m = $0; if (m ~ /message="/) { sub(/.*message="/, "", m); sub(/".*/, "", m) } else m = ""; print "  SKIPPED " c "." n ": " m }' {} +
  for missing in "${test_missing[@]}"; do
    printf '  SKIPPED, this machine lacks %s\n' "$missing"
  done
  test_second_tries
  echo
  ((code == 0 || failed > 0)) || echo "The build failed outside the tests (exit code $code)."
  echo "$((tests - failed - skipped + test_passed)) passed, $((failed + test_failed)) failed, $((skipped + test_not_run)) skipped"
  return "$code"
}

# Names the tests that failed first and passed when they were run once more: each is worth a look.
test_second_tries() {
  local tests
  tests=$(find "$LAAS_HOME" -path '*/target/surefire-reports/TEST-*.xml' -exec awk '
    /<testcase / { n = $0; sub(/.* name="/, "", n); sub(/".*/, "", n); c = $0; sub(/.*classname="/, "", c); sub(/".*/, "", c); said = 0 }
    /<flaky(Failure|Error)/ && !said { said = 1; m = $0; if (m ~ /message="/) { sub(/.*message="/, "", m); sub(/".*/, "", m) } else m = ""; print "  FLAKY " c "." n ": " substr(m, 1, 300) }' {} +)
  if [[ -n $tests ]]; then
    printf '\nPassed only at the second try: %s\n%s\n' "$(wc -l <<<"$tests")" "$tests"
  fi
}
