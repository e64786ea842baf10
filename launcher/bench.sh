# ./laas bench: measurements, never tests.
# shellcheck shell=bash

laas_bench() {
  local what=${1:-}
  [[ $# -eq 0 ]] || shift
  case $what in
    pods) bench_pods "$@" ;;
    bookings) bench_bookings "$@" ;;
    jenkins) bench_jenkins "$@" ;;
    pages) bench_pages ;;
    chat) bench_chat "$@" ;;
    scale) bench_scale "$@" ;;
    *) die 2 "bench takes pods, bookings, scale, jenkins, pages or chat, was '$what'." ;;
  esac
}

# bench_java MODULE CLASS ARGUMENTS…: a class of the module's tests
bench_java() {
  local module=$LAAS_HOME/$1 options
  shift
  mapfile -t options < <(java_options)
  java "${options[@]}" -Xmx768m -XX:+UseSerialGC -cp "$module/target/test-classes:$(class_path "$module")" "$@"
}

# The demo pod by the product and by the fastest shell script, in one run, and once by vagrant-libvirt where installed.
# TURNS is 3 unless given.
bench_pods() {
  build
  ensure_host || exit $?
  ensure_guest
  bench_work=$(mktemp -d)
  bench_storage=/var/lib/laas/bench
  trap bench_pods_end EXIT
  write_demo_lab "$bench_work/lab.yaml" "$bench_storage" auto
  bench_java provisioner io.laas.provisioner.bench.PodsBench \
    "$bench_work/lab.yaml" "$GUEST_DIR" "$LAAS_HOME/provisioner/bench/pod.sh" "${1:-3}" \
    "$LAAS_HOME/provisioner/bench/vagrant.sh"
}

bench_pods_end() {
  remove_pools "$bench_storage"
  rm -rf "$bench_work"
}

# Bookings per second over HTTP with durable commits, and the raw insert rate of the database beside it.
bench_bookings() {
  build
  bench_java jenkins-plugin/web io.laas.web.bench.BookingsBench "$@"
}

# What the engine costs with 1,000 hosts, 10,000 virtual pods and 10⁶ bookings in history, and with a tenth, on H2 and on PostgreSQL
# where it is installed. HOSTS is 1000 unless given.
bench_scale() {
  build
  # shellcheck source=launcher/test.sh
  source "$LAAS_HOME/launcher/test.sh"
  if ! test_start_postgres; then
    say "PostgreSQL is not installed; it is not measured."
  fi
  local options
  mapfile -t options < <(java_options)
  java "${options[@]}" -Xmx1g -XX:+UseSerialGC \
    -cp "$LAAS_HOME/jenkins-plugin/engine/target/test-classes:$(class_path "$LAAS_HOME/jenkins-plugin/web")" \
    io.laas.engine.bench.ScaleBench "${1:-1000}" ${LAAS_POSTGRES_URL:+"$LAAS_POSTGRES_URL"}
}

# How soon the bot acknowledges on Slack and Discord, 50 commands at once, with a quick server, a slow one and none.
# ROUNDS is 20 unless given.
bench_chat() {
  build
  local module=$LAAS_HOME/chat-bot options log
  local path=$module/target/test-class-path
  if [[ ! $path -nt $BUILD_STAMP ]]; then
    log=$(mktemp)
    # the server and what stands in for Slack and Discord are libraries of tests
    if ! (cd "$LAAS_HOME" && mvn -q -B -ntp -DskipTests -Dspotless.check.skip=true package dependency:build-classpath \
      -pl chat-bot -am -Dmdep.outputFile=target/test-class-path) >"$log" 2>&1; then
      tail -n 40 "$log" >&2
      rm -f "$log"
      die 1 "the libraries of the measurement could not be found; the last lines are above."
    fi
    rm -f "$log"
  fi
  mapfile -t options < <(java_options)
  java "${options[@]}" -Xmx768m -XX:+UseSerialGC -cp "$module/target/test-classes:$module/target/classes:$(<"$path")" \
    io.laas.chat.bench.ChatBench "$@"
}

# How soon the first page can be used, and how smoothly a calendar of 300 rows and 5,000 bookings scrolls, in Chromium.
bench_pages() {
  need node
  build
  [[ -e $PAGES ]] || die 3 "the pages were not built; that needs Node 20.19 or later with npm."
  (cd "$FRONTEND" && node e2e/bench.mjs "${PAGES%/index.html}")
}

# What booking costs a controller, beside the lock step of lockable-resources where that plugin can be had.
bench_jenkins() {
  # shellcheck source=launcher/maven.sh
  source "$LAAS_HOME/launcher/maven.sh"
  need java mvn
  if ! jenkins_is_here; then
    printf '\n!!! THERE IS NO JENKINS HERE: %s\n\n' "$jenkins_trouble" >&2
    exit 3
  fi
  local profiles=jenkins code=0
  if resolves org.apache.maven.plugins:maven-dependency-plugin:3.11.0:get "-Dartifact=org.6wind.jenkins:lockable-resources:$(pom_value lockable.version):hpi" \
    "-DremoteRepositories=jenkins::::$JENKINS_REPOSITORY"; then
    profiles+=,bench-lock
  else
    say "lockable-resources cannot be had; its lock step is not measured."
  fi
  bench_work=$(mktemp -d)
  trap 'rm -rf "$bench_work"' EXIT
  say "measuring in a Jenkins for some minutes …" >&2
  (cd "$LAAS_HOME" && "$MAVEN" -q -B -ntp "-P$profiles" -pl jenkins-plugin/plugin -am test -Dtest=JenkinsBench \
    -Dsurefire.failIfNoSpecifiedTests=false -Dlaas.testVm=-Xmx2g -Dlaas.bench.out="$bench_work/figures") >"$bench_work/log" 2>&1 || code=$?
  # plugins that only the measurement wants are not for the next build
  rm -rf "$PLUGIN_DIR/target/test-classes/test-dependencies"
  if ((code)); then
    tail -n 40 "$bench_work/log" >&2
    die 1 "the measurement failed; the last lines of its log are above."
  fi
  cat "$bench_work/figures"
}
