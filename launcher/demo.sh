# ./laas demo: the main job, seen by its user, on real machines.
# shellcheck shell=bash

demo_work=
demo_storage=/var/lib/laas/demo
demo_server=
demo_keep=false

laas_demo() {
  local arg
  for arg in "$@"; do
    case $arg in
      --keep) demo_keep=true ;;
      *) die 2 "demo takes --keep and nothing else, was '$arg'." ;;
    esac
  done
  need ssh ssh-keygen
  build
  ensure_host || exit $?
  ensure_guest
  demo_work=$(mktemp -d)
  trap demo_end EXIT
  trap : INT
  write_demo_lab "$demo_work/lab.yaml" "$demo_storage" auto
  demo_on_host >"$demo_work/before"
  demo_start_server
  local code=0
  demo_drive || code=$?
  demo_close "$code"
}

demo_start_server() {
  local options
  mapfile -t options < <(java_options)
  : >"$demo_work/server.out"
  # a session of its own: Ctrl-C is for the demo, which gives the pod back before the server stops
  setsid java "${options[@]}" "${SERVER_JVM[@]}" -cp "$(class_path "$LAAS_HOME/jenkins-plugin/web")" \
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
  java "${options[@]}" "${CLIENT_JVM[@]}" -cp "$(class_path "$LAAS_HOME/chat-bot")" io.laas.chat.demo.Main \
    --url "$demo_url" --token-file "$demo_work/data/admin-token" --verdict-file "$demo_work/verdict" \
    --work "$demo_work" "${keep[@]}"
}

# Lists what of ours is on the host, asked past the product.
demo_on_host() {
  {
    virsh -c qemu:///system list --all --name | sed -n 's/^laas-/domain &/p'
    virsh -c qemu:///system net-list --all --name | sed -n 's/^laas-/network &/p'
    ip -br link | awk '/^laas-/ { print "bridge " $1 }'
    pgrep -af '[q]emu-system.*guest=laas-' | awk '{ print "process " $1 }'
    find "$demo_storage" -name 'laas-*.*' -printf 'volume %f\n' 2>/dev/null
    find /var/lib/libvirt/dnsmasq -name 'laas-*' -printf 'leases %f\n' 2>/dev/null
  } | sort || true
}

demo_close() {
  local code=$1 verdict left
  verdict=$(cat "$demo_work/verdict" 2>/dev/null || echo "demo: failed: it ended without a verdict (exit code $code)")
  if $demo_keep && ((code == 0)); then
    trap - EXIT
    printf '%s\n' "$verdict"
    printf 'The server goes on (process %s, data and log in %s). To end: kill %s, then %s\n' \
      "$demo_server" "$demo_work" "$demo_server" "./laas demo again, or release the booking first with ./laas chat."
    exit 0
  fi
  left=$(demo_on_host | comm -13 "$demo_work/before" -)
  if [[ -n $left ]]; then
    printf 'Left on the host:\n%s\n' "$left" >&2
    verdict="demo: failed: $(wc -l <<<"$left") things are left on the host (listed above)"
    ((code == 0)) && code=1
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

demo_end() {
  local code=$?
  trap - EXIT INT
  if [[ -n $demo_server ]] && kill "$demo_server" 2>/dev/null; then
    wait "$demo_server" 2>/dev/null || true
  fi
  # the pool holds the demo's copy of the golden image only; what a pod leaves behind was looked for before
  remove_pools "$demo_storage"
  [[ -z $demo_work ]] || rm -rf "$demo_work"
  exit "$code"
}
