#!/usr/bin/env bash
# The reference pod by hand: the fastest shell script over virsh and qemu-img, as the measure for the provisioner.
set -euo pipefail
export LC_ALL=C LIBVIRT_DEFAULT_URI=qemu:///system

usage() {
  cat <<'USAGE'
usage: pod.sh up|reset|down|all --image DIR [--memory MIB] [--type qemu|kvm] [--strategy b|c] [--machine TYPE]

Builds, resets and removes one pod: a jump host and five nodes with four interfaces each on the networks admin (DHCP,
host address), mgmt, private (no addresses) and public (NAT), from DIR/laas-guest.* made by build-guest.sh.
Prints one line "STAGE seconds" per stage. Everything it makes is called laasbench-…; needs root.

  up       pod built and frozen as the known state        (define, started, answer, frozen)
  reset    back to the known state                        (reset-libvirt, reset-answer)
  down     everything removed                             (down)
  all      up, reset, down

  --image DIR     where the guest is (up and all)
  --memory MIB    memory of each machine (128)
  --type TYPE     libvirt domain type (qemu)
  --strategy b|c  b: internal snapshot with memory; c: saved memory, frozen clean layer, new overlay (b)
  --machine TYPE  QEMU machine type (pc)

"answer" means an SSH banner on port 22 of all six machines on the admin network. Ctrl-C removes everything.

exit codes: 0 done, 1 a stage failed, 2 wrong usage, 130 interrupted
USAGE
}
die() { local code=$1; shift; printf 'pod: %s\n' "$*" >&2; exit "$code"; }

action=${1:-}
case $action in
  up | reset | down | all) shift ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; die 2 "say up, reset, down or all first, not \"$action\"." ;;
esac
image='' memory=128 type=qemu strategy=b machine=pc
while [[ $# -gt 0 ]]; do
  [[ $# -ge 2 ]] || { usage >&2; die 2 "the option \"$1\" is unknown or lacks its value."; }
  case $1 in
    --image) image=$2 ;;
    --memory) memory=$2 ;;
    --type) type=$2 ;;
    --strategy) strategy=$2 ;;
    --machine) machine=$2 ;;
    *) usage >&2; die 2 "unknown option \"$1\"; see the usage above." ;;
  esac
  shift 2
done
[[ $memory =~ ^[0-9]+$ && $memory -ge 64 ]] || die 2 "--memory wants whole MiB, at least 64, not \"$memory\"."
[[ $type == qemu || $type == kvm ]] || die 2 "--type is qemu or kvm, not \"$type\"."
[[ $strategy == b || $strategy == c ]] || die 2 "--strategy is b or c, not \"$strategy\"."
[[ $machine =~ ^[a-z0-9.-]+$ ]] || die 2 "--machine wants a QEMU machine type such as pc or q35, not \"$machine\"."
[[ $EUID -eq 0 ]] || die 2 "root is needed; run it with sudo."
if [[ $action == up || $action == all ]]; then
  [[ -n $image ]] || die 2 "--image DIR is missing."
  for suffix in qcow2 vmlinuz initrd cmdline; do
    [[ -r $image/laas-guest.$suffix ]] || die 2 "$image/laas-guest.$suffix is missing; make it with build-guest.sh --out $image."
  done
fi

# On a terminal virsh would start a polkit agent for every call; a session of its own has no terminal.
if { : >/dev/tty; } 2>/dev/null; then virsh() { setsid --wait virsh "$@"; }; fi

dir=/var/lib/libvirt/images/laasbench
nodes=(jump node1 node2 node3 node4 node5)
nets=(admin mgmt private public)
# The subnets of the networks of the same name.
admin=10.211.77
# shellcheck disable=SC2034 # read by name
public=10.211.78
mgmt=10.211.79
limit=300

stage() {
  awk -v a="$mark" -v b="$EPOCHREALTIME" -v n="$1" 'BEGIN { printf "%s %.2f\n", n, b - a }'
}

# in_parallel FUNCTION: runs it for 0..5 side by side; fails when one fails.
in_parallel() {
  local pids=() pid i ok=0
  for i in "${!nodes[@]}"; do "$1" "$i" & pids+=($!); done
  for pid in "${pids[@]}"; do wait "$pid" || ok=1; done
  return $ok
}

mac() { printf '52:54:00:b7:%02x:%02x' "$1" "$2"; }

write_network() {
  local net=$1 body='' i
  case $net in
    admin | public)
      local subnet=${!net}
      for i in "${!nodes[@]}"; do
        body+="<host mac='$(mac "$i" "$([[ $net == admin ]] && printf 0 || printf 3)")' name='${nodes[i]}' ip='$subnet.$((i + 11))'/>"
      done
      body="<ip address='$subnet.1' netmask='255.255.255.0'><dhcp><range start='$subnet.100' end='$subnet.120'/>$body</dhcp></ip>"
      [[ $net == admin ]] || body="<forward mode='nat'/>$body"
      ;;
  esac
  printf '<network><name>laasbench-%s</name><bridge name="lb-%s" stp="off" delay="0"/>%s</network>' "$net" "$net" "$body" >"$dir/net-$net.xml"
}

make_network() {
  virsh -q "net-define $dir/net-$1.xml; net-start laasbench-$1" >/dev/null
}

prepare_machine() {
  local i=$1 name seed n nics='' key=''
  name=${nodes[i]}
  seed=$dir/seed-$name
  mkdir "$seed"
  printf 'instance-id: "laasbench-%s"\nlocal-hostname: "%s"\n' "$name" "$name" >"$seed/meta-data"
  [[ -z ${LAAS_BENCH_KEY:-} ]] || key="  ssh_authorized_keys:"$'\n'"  - \"$LAAS_BENCH_KEY\""
  printf '#cloud-config\nusers:\n- name: "laas"\n%s\n' "$key" >"$seed/user-data"
  {
    printf 'version: 2\nethernets:\n'
    printf '  admin:\n    match:\n      macaddress: "%s"\n    set-name: "admin"\n    dhcp4: true\n' "$(mac "$i" 0)"
    printf '  mgmt:\n    match:\n      macaddress: "%s"\n    set-name: "mgmt"\n    addresses:\n    - "%s.%d/24"\n' "$(mac "$i" 1)" "$mgmt" $((i + 11))
    printf '  private:\n    match:\n      macaddress: "%s"\n    set-name: "private"\n' "$(mac "$i" 2)"
    printf '  public:\n    match:\n      macaddress: "%s"\n    set-name: "public"\n    dhcp4: true\n    optional: true\n' "$(mac "$i" 3)"
  } >"$seed/network-config"
  genisoimage -quiet -V cidata -r -J -o "$dir/$name.iso" "$seed"
  qemu-img create -q -f qcow2 -b "$dir/golden.qcow2" -F qcow2 "$dir/$name.qcow2" 100G
  for n in 0 1 2 3; do
    nics+="<interface type='network'><source network='laasbench-${nets[n]}'/><mac address='$(mac "$i" "$n")'/><model type='virtio'/><rom enabled='no'/></interface>"
  done
  cat >"$dir/$name.xml" <<XML
<domain type="$type"><name>laasbench-$name</name><memory unit="MiB">$memory</memory><vcpu>1</vcpu>
<os><type arch="x86_64" machine="$machine">hvm</type><kernel>$dir/vmlinuz</kernel><initrd>$dir/initrd</initrd><cmdline>$(<"$dir/cmdline")</cmdline></os>
<features><acpi/></features>
<devices>
<disk type="file" device="disk"><driver name="qemu" type="qcow2" cache="unsafe"/><source file="$dir/$name.qcow2"/><target dev="vda" bus="virtio"/></disk>
<disk type="file" device="disk"><driver name="qemu" type="raw"/><source file="$dir/$name.iso"/><target dev="vdb" bus="virtio"/><readonly/></disk>
$nics
<serial type="file"><source path="$dir/$name.log"/></serial>
<channel type="unix"><target type="virtio" name="org.qemu.guest_agent.0"/></channel>
<rng model="virtio"><backend model="random">/dev/urandom</backend></rng>
<controller type="usb" model="none"/><memballoon model="none"/><video><model type="none"/></video>
</devices></domain>
XML
}

start_machine() { virsh -q start "laasbench-${nodes[$1]}" >/dev/null; }

banner() {
  local line=
  { exec 3<>"/dev/tcp/$1/22"; } 2>/dev/null || return 1
  read -r -t 2 line <&3 || true
  exec 3>&-
  [[ $line == SSH-* ]]
}

await_answer() {
  local deadline=$((SECONDS + limit)) address=$admin.$(($1 + 11))
  until banner "$address"; do
    if [[ $SECONDS -ge $deadline ]]; then
      printf 'pod: %s did not answer on %s within %s s; its console ends with: %s\n' "${nodes[$1]}" "$address" "$limit" "$(tail -n 2 "$dir/${nodes[$1]}.log" | tr '\r\n' '  ')" >&2
      return 1
    fi
    read -r -t 0.05 <&9 || true
  done
}

freeze() {
  local name=${nodes[$1]}
  if [[ $strategy == b ]]; then
    virsh -q snapshot-create-as "laasbench-$name" clean >/dev/null
  else
    virsh -q save "laasbench-$name" "$dir/$name.sav" >/dev/null
    mv "$dir/$name.qcow2" "$dir/$name.clean.qcow2"
    new_layer "$name"
    virsh -q restore "$dir/$name.sav" >/dev/null
  fi
}

new_layer() {
  rm -f "$dir/$1.qcow2"
  qemu-img create -q -f qcow2 -b "$dir/$1.clean.qcow2" -F qcow2 "$dir/$1.qcow2"
}

reset_machine() {
  local name=${nodes[$1]}
  if [[ ! -e $dir/$name.sav ]]; then
    virsh -q snapshot-revert "laasbench-$name" clean >/dev/null
  else
    virsh -q destroy "laasbench-$name" >/dev/null
    new_layer "$name"
    virsh -q restore "$dir/$name.sav" >/dev/null
  fi
}

remove_machine() {
  local domain=laasbench-${nodes[$1]}
  virsh -q destroy "$domain" >/dev/null 2>&1 || true
  virsh -q undefine "$domain" --snapshots-metadata --managed-save >/dev/null 2>&1 || true
}

up() {
  local net pids=() pid
  [[ ! -e $dir ]] || die 1 "there is a pod already; remove it with: pod.sh down."
  # Shared input, laid out before the clock starts: a host keeps its golden image.
  mkdir -m 711 "$dir"
  owned=true
  cp --reflink=auto "$image/laas-guest.qcow2" "$dir/golden.qcow2"
  cp "$image/laas-guest.vmlinuz" "$dir/vmlinuz"
  cp "$image/laas-guest.initrd" "$dir/initrd"
  cp "$image/laas-guest.cmdline" "$dir/cmdline"
  cat /proc/sys/net/ipv4/ip_forward >"$dir/ip_forward"

  mark=$EPOCHREALTIME
  for net in "${nets[@]}"; do
    write_network "$net"
    make_network "$net" & pids+=($!)
  done
  in_parallel prepare_machine || die 1 "the disks could not be made."
  for pid in "${pids[@]}"; do wait "$pid" || die 1 "a network could not be started."; done
  # An unanswered ARP request would cost the checks a second each.
  printf '50\n' >/proc/sys/net/ipv4/neigh/lb-admin/retrans_time_ms
  virsh -q "$(printf "define $dir/%s.xml;" "${nodes[@]}")" >/dev/null || die 1 "the machines could not be defined."
  stage define
  in_parallel start_machine || die 1 "a machine could not be started."
  stage started
  in_parallel await_answer || die 1 "not all machines answered."
  stage answer
  mark=$EPOCHREALTIME
  in_parallel freeze || die 1 "the known state could not be kept."
  in_parallel await_answer || die 1 "not all machines answered after the freeze."
  stage frozen
}

reset() {
  [[ -e $dir ]] || die 1 "there is no pod; build it with: pod.sh up."
  mark=$EPOCHREALTIME
  in_parallel reset_machine || die 1 "a machine could not be reset."
  stage reset-libvirt
  in_parallel await_answer || die 1 "not all machines answered after the reset."
  stage reset-answer
}

down() {
  local net
  mark=$EPOCHREALTIME
  in_parallel remove_machine
  for net in "${nets[@]}"; do
    virsh -q "net-destroy laasbench-$net; net-undefine laasbench-$net" >/dev/null 2>&1 &
  done
  wait
  if [[ -r $dir/ip_forward ]]; then cat "$dir/ip_forward" >/proc/sys/net/ipv4/ip_forward; fi
  rm -rf -- "$dir"
  stage down
}

# A pipe that nobody writes to: a short wait without starting a process.
exec 9<> <(:)
owned=false
mark=$EPOCHREALTIME
interrupted() {
  trap '' INT TERM
  printf 'pod: interrupted, removing the pod\n' >&2
  wait || true
  down >/dev/null
  exit 130
}
trap interrupted INT TERM
failed() {
  local code=$?
  [[ $code -eq 0 || $owned == false ]] || down >/dev/null 2>&1 || true
}
trap 'failed' EXIT

case $action in
  up) up ;;
  reset) reset ;;
  down) down ;;
  all) up; reset; down ;;
esac
