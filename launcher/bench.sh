# ./laas bench: measurements, never tests.
# shellcheck shell=bash

laas_bench() {
  local what=${1:-}
  [[ $# -eq 0 ]] || shift
  case $what in
    pods) bench_pods "$@" ;;
    bookings) bench_bookings "$@" ;;
    *) die 2 "bench takes pods or bookings, was '$what'." ;;
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
