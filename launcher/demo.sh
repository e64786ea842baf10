# ./laas demo: the main job, seen by its user, on real machines; simulated only where QEMU is not to be had, or on demand.
# shellcheck shell=bash

demo_work=
demo_storage=/var/lib/laas/demo
demo_server=
demo_keep=false
demo_simulated=false

readonly DEMO_KEPT=$LAAS_CACHE/kept-demo

laas_demo() {
  local arg
  for arg in "$@"; do
    case $arg in
      --keep) demo_keep=true ;;
      --simulated) demo_simulated=true ;;
      --stop) demo_stop ;;
      *) die 2 "demo takes --keep, --simulated or --stop and nothing else, was '$arg'." ;;
    esac
  done
  [[ ! -e $DEMO_KEPT ]] || die 2 "a demo is kept already; end it with ./laas demo --stop first."
  need ssh-keygen
  build
  demo_choose_host
  demo_work=$(mktemp -d)
  trap demo_end EXIT
  trap : INT
  if $demo_simulated; then
    write_hollow_guest "$demo_work/guest"
    write_demo_lab "$demo_work/lab.yaml" /var/lib/laas/simulated simulated test:///default "$demo_work/guest"
  else
    need ssh
    ensure_guest
    write_demo_lab "$demo_work/lab.yaml" "$demo_storage" auto
  fi
  demo_start_server
  local code=0
  demo_drive || code=$?
  demo_close "$code"
}

# Real machines wherever QEMU can be had. Where only root is missing, the command was named and it ends; where QEMU is not to
# be had at all, everything is simulated, and said to be.
demo_choose_host() {
  if $demo_simulated; then
    demo_simulate "asked for by --simulated" "./laas demo"
    return
  fi
  local code=0
  ensure_host || code=$?
  case $code in
    0) ;;
    3)
      printf 'For a look without any machine: ./laas demo --simulated (needs only the package libvirt0)\n' >&2
      exit 3
      ;;
    4) demo_simulate "QEMU is not to be had on this system, ensure-host says why above" \
      "on Debian or Ubuntu on an x86_64 machine: sudo ./laas host ensure" ;;
    6) demo_simulate "QEMU cannot be installed, ensure-host says why above" "sudo ./laas host ensure" ;;
    *) die 1 "QEMU is installed but libvirt does not run; see the line above. Without any machine: ./laas demo --simulated" ;;
  esac
}

# demo_simulate WHY REAL: goes on without machines, loudly.
demo_simulate() {
  local code=0 line
  line=$(printf '=%.0s' {1..100})
  ensure_host --simulated || code=$?
  ((code == 0)) || die 3 "a simulated demo needs libvirt's client library; see the line above."
  demo_simulated=true
  printf '%s\n' "$line" \
    "SIMULATED: $1." \
    "SIMULATED: everything that follows is simulated. libvirt's test driver keeps the books of a pod," \
    "SIMULATED: but no machine is started, no network or disk is made, and nobody can log in." \
    "SIMULATED: for the real thing: $2" \
    "$line"
}

demo_start_server() {
  local options
  mapfile -t options < <(server_options)
  : >"$demo_work/server.out"
  # a session of its own: Ctrl-C is for the demo, which gives the pod back before the server stops
  setsid java "${options[@]}" -cp "$(class_path "$LAAS_HOME/jenkins-plugin/web")" \
    io.laas.web.standalone.Main server --lab "$demo_work/lab.yaml" --data "$demo_work/data" --port 0 \
    >"$demo_work/server.out" 2>"$demo_work/server.log" &
  demo_server=$!
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    demo_url=$(sed -n 's/^laas server: \(http[^ ]*\).*/\1/p' "$demo_work/server.out")
    [[ -z $demo_url ]] || return 0
    kill -0 "$demo_server" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 20 "$demo_work/server.out" "$demo_work/server.log" >&2
  die 1 "the server did not start; its last lines are above."
}

demo_drive() {
  local options keep=()
  mapfile -t options < <(java_options)
  $demo_keep && keep=(--keep)
  $demo_simulated && keep+=(--simulated)
  java "${options[@]}" "${CLIENT_JVM[@]}" -cp "$(class_path "$LAAS_HOME/chat-bot")" io.laas.chat.demo.Main \
    --url "$demo_url" --token-file "$demo_work/data/admin-token" --verdict-file "$demo_work/verdict" \
    --work "$demo_work" "${keep[@]}"
}

# What the names of the demo's pods on the host begin with: a hash of controller, lab and pod (see docs/decisions/0007).
# Prints one extended regular expression for the first twenty of them.
demo_names() {
  local controller number
  controller=$(<"$demo_work/data/controller-id")
  for number in {1..20}; do
    printf '%s\ndemo\npod-%s' "$controller" "$number" | sha256sum | cut -c1-8
  done | paste -sd'|' | sed 's/.*/laas-(&)/'
}

# Lists what of the demo is on the host, asked past the product. A simulated pod must be nowhere at any time; the programs
# that would tell of a real one may be missing then.
demo_on_host() {
  local names
  names=$(demo_names)
  if $demo_simulated; then exec 2>/dev/null; fi
  {
    virsh -c qemu:///system list --all --name | sed 's/^/domain /'
    virsh -c qemu:///system net-list --all --name | sed 's/^/network /'
    ip -br link | awk '{ print "bridge " $1 }'
    pgrep -af qemu-system | sed -n 's/^\([0-9]*\) .*guest=\([^,]*\).*/process \2 \1/p'
    find "$demo_storage" /var/lib/libvirt/dnsmasq -printf 'file %f\n' 2>/dev/null
  } | grep -E "^[a-z]+ $names" || true
}

# A kept server is no child of this shell, so wait does not wait for it.
demo_await_end() {
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    kill -0 "$demo_server" 2>/dev/null || return 0
    sleep 0.1
  done
}

demo_close() {
  local code=$1 verdict left
  verdict=$(cat "$demo_work/verdict" 2>/dev/null || echo "demo: failed: it ended without a verdict (exit code $code)")
  if $demo_keep && ((code == 0)); then
    trap - EXIT
    printf '%s\n%s\n%s\n%s\n' "$demo_server" "$demo_work" "$demo_url" "$demo_simulated" >"$DEMO_KEPT"
    printf 'The server goes on. Talk to it: ./laas chat --url %s --token-file %s\n' "$demo_url" "$demo_work/data/admin-token"
    printf 'To give the pod back and end it: ./laas demo --stop\n%s\n' "$verdict"
    exit 0
  fi
  left=$(demo_on_host)
  if [[ -n $left ]]; then
    printf 'Left on the host:\n%s\n' "$left" >&2
    verdict="demo: failed: $(wc -l <<<"$left") things are left on the host (listed above)"
    ((code == 0)) && code=1
  elif $demo_simulated; then
    printf 'simulated: on this machine itself nothing of the pod was made; the books end with the server.\n'
  else
    printf 'On the host itself: no domain, network, bridge, volume, lease or process of the pod is left.\n'
  fi
  if ((code != 0)); then
    printf 'The last lines of the server:\n' >&2
    tail -n 25 "$demo_work/server.log" >&2
  fi
  printf '%s\n' "$verdict"
  exit "$code"
}

# Ends a demo that was kept: the pod is given back, the server stops, and nothing is left.
demo_stop() {
  [[ -e $DEMO_KEPT ]] || die 2 "no demo is kept; ./laas demo --keep keeps one."
  { read -r demo_server && read -r demo_work && read -r demo_url && read -r demo_simulated; } <"$DEMO_KEPT"
  rm -f "$DEMO_KEPT"
  trap demo_end EXIT
  if kill -0 "$demo_server" 2>/dev/null; then
    demo_release_all
    local tries
    for ((tries = 0; tries < 120; tries++)); do
      [[ -n $(demo_on_host) ]] || break
      sleep 0.5
    done
  fi
  local kind=
  if $demo_simulated; then kind='simulated: '; fi
  printf 'demo: ok (%swhat was kept is given back)\n' "$kind" >"$demo_work/verdict"
  demo_close 0
}

demo_release_all() {
  local booking chat=(java "${CLIENT_JVM[@]}" -cp "$(class_path "$LAAS_HOME/chat-bot")" io.laas.chat.console.Main chat
    --url "$demo_url" --token-file "$demo_work/data/admin-token")
  for booking in $("${chat[@]}" -c list | grep -oE '\bb-[0-9]+\b' | sort -u); do
    "${chat[@]}" -c "release $booking --yes" || true
  done
}

demo_end() {
  local code=$?
  trap - EXIT INT
  if [[ -n $demo_server ]] && kill "$demo_server" 2>/dev/null; then
    wait "$demo_server" 2>/dev/null || true
    demo_await_end
  fi
  # the pool holds the demo's copy of the golden image only; what a pod leaves behind was looked for before
  $demo_simulated || remove_pools "$demo_storage"
  [[ -z $demo_work ]] || rm -rf "$demo_work"
  exit "$code"
}
