#!/usr/bin/env bash
# The reference pod by vagrant-libvirt: what a user gets from the usual tool, as a measure beside pod.sh.
set -euo pipefail
export LC_ALL=C LIBVIRT_DEFAULT_URI=qemu:///system

usage() {
  cat <<'USAGE'
usage: vagrant.sh up|reset|down|all --image DIR [--memory MIB] [--type qemu|kvm]

Builds, resets and removes one pod by vagrant-libvirt: a jump host and five nodes with four interfaces each on the
networks admin (DHCP, host address), mgmt, private (no addresses) and public (NAT), from DIR/laas-guest.* made by
build-guest.sh. Prints one line "STAGE seconds" per stage. Everything it makes is called laasvagrant-…; needs root.
Installs nothing and asks nothing of the network: the box is a local file.

  up       pod built and frozen as the known state        (answer, frozen)
  reset    back to the known state                        (reset-answer)
  down     everything removed                             (down)
  all      up, reset, down

  --image DIR    where the guest is (up and all)
  --memory MIB   memory of each machine (128)
  --type TYPE    libvirt domain type (qemu)

The clock starts with the box in place: it is added and laid into the storage pool before. "answer" means that vagrant
has ended, and an SSH banner on port 22 of all six machines on the admin network. Ctrl-C removes everything.

exit codes: 0 done, 1 a stage failed, 2 wrong usage, 4 vagrant or its libvirt plugin is not installed, 130 interrupted
USAGE
}
die() { local code=$1; shift; printf 'vagrant: %s\n' "$*" >&2; exit "$code"; }

action=${1:-}
case $action in
  up | reset | down | all) shift ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; die 2 "say up, reset, down or all first, not \"$action\"." ;;
esac
image='' memory=128 type=qemu
while [[ $# -gt 0 ]]; do
  [[ $# -ge 2 ]] || { usage >&2; die 2 "the option \"$1\" is unknown or lacks its value."; }
  case $1 in
    --image) image=$2 ;;
    --memory) memory=$2 ;;
    --type) type=$2 ;;
    *) usage >&2; die 2 "unknown option \"$1\"; see the usage above." ;;
  esac
  shift 2
done
[[ $memory =~ ^[0-9]+$ && $memory -ge 64 ]] || die 2 "--memory wants whole MiB, at least 64, not \"$memory\"."
[[ $type == qemu || $type == kvm ]] || die 2 "--type is qemu or kvm, not \"$type\"."
[[ $EUID -eq 0 ]] || die 2 "root is needed; run it with sudo."
if [[ $action == up || $action == all ]]; then
  [[ -n $image ]] || die 2 "--image DIR is missing."
  for suffix in qcow2 vmlinuz initrd cmdline; do
    [[ -r $image/laas-guest.$suffix ]] || die 2 "$image/laas-guest.$suffix is missing; make it with build-guest.sh --out $image."
  done
fi

# On a terminal virsh would start a polkit agent for every call; a session of its own has no terminal.
if { : >/dev/tty; } 2>/dev/null; then virsh() { setsid --wait virsh "$@"; }; fi

dir=/var/lib/libvirt/images/laasvagrant
box=laasvagrant-guest
nodes=(jump node1 node2 node3 node4 node5)
# The subnets of the networks of the same name.
admin=10.211.87
mgmt=10.211.89
public=10.211.88
limit=300
vagrant_pid=''

stage() {
  awk -v a="$mark" -v b="$EPOCHREALTIME" -v n="$1" 'BEGIN { printf "%s %.2f\n", n, b - a }'
}

mac() { printf '52:54:00:b8:%02x:%02x' "$1" "$2"; }

# tool ARGUMENTS…: vagrant in a session of its own, so that Ctrl-C reaches this script first and a whole group can be ended.
tool() {
  local code=0
  (
    cd "$dir/project"
    exec env -u VAGRANT_CWD -u VAGRANT_VAGRANTFILE -u VAGRANT_DOTFILE_PATH VAGRANT_HOME="$dir/home" \
      VAGRANT_CHECKPOINT_DISABLE=1 VAGRANT_DEFAULT_PROVIDER=libvirt VAGRANT_NO_COLOR=1 \
      setsid vagrant "$@"
  ) >>"$dir/vagrant.log" 2>&1 </dev/null &
  vagrant_pid=$!
  wait "$vagrant_pid" || code=$?
  vagrant_pid=''
  return "$code"
}

last_words() { grep -v '^[[:space:]]*$' "$dir/vagrant.log" | tail -n 3 | tr '\r\n' '  '; }
failure() { die 1 "$1; vagrant's last words: $(last_words)"; }

have_tool() {
  command -v vagrant >/dev/null || return 1
  tool plugin list || return 1
  grep -q '^vagrant-libvirt ' "$dir/vagrant.log"
}

write_box() {
  local work=$dir/box bytes gib
  mkdir "$work"
  bytes=$(qemu-img info --output=json "$image/laas-guest.qcow2" | awk -F '[:,]' '/"virtual-size"/ { print $2 + 0; exit }')
  gib=$(((bytes + 1073741823) / 1073741824))
  printf '{"provider": "libvirt", "format": "qcow2", "virtual_size": %d}\n' "$gib" >"$work/metadata.json"
  printf 'Vagrant.configure("2") { |config| config.ssh.shell = "sh" }\n' >"$work/Vagrantfile"
  cp --reflink=auto "$image/laas-guest.qcow2" "$work/box.img"
  tar -C "$work" -cf "$dir/$box.box" metadata.json Vagrantfile box.img
  rm -rf -- "$work"
  cat >"$dir/catalog.json" <<JSON
{"name": "$box", "versions": [{"version": "1", "providers": [{"name": "libvirt", "url": "file://$dir/$box.box"}]}]}
JSON
}

write_seed() {
  local i=$1 name=${nodes[$1]} seed
  seed=$dir/seed-$name
  mkdir "$seed"
  printf 'instance-id: "laasvagrant-%s"\nlocal-hostname: "%s"\n' "$name" "$name" >"$seed/meta-data"
  printf '#cloud-config\nusers:\n- name: "laas"\n  ssh_authorized_keys:\n  - "%s"\n' "$(<"$dir/key.pub")" >"$seed/user-data"
  {
    printf 'version: 2\nethernets:\n'
    printf '  admin:\n    match:\n      macaddress: "%s"\n    set-name: "admin"\n    dhcp4: true\n' "$(mac "$i" 0)"
    printf '  mgmt:\n    match:\n      macaddress: "%s"\n    set-name: "mgmt"\n    addresses:\n    - "%s.%d/24"\n' "$(mac "$i" 1)" "$mgmt" $((i + 11))
    printf '  private:\n    match:\n      macaddress: "%s"\n    set-name: "private"\n' "$(mac "$i" 2)"
    printf '  public:\n    match:\n      macaddress: "%s"\n    set-name: "public"\n    dhcp4: true\n    optional: true\n' "$(mac "$i" 3)"
  } >"$seed/network-config"
  genisoimage -quiet -V cidata -r -J -o "$seed.iso" "$seed"
  # vagrant-libvirt cannot mark a disk as read-only, and a snapshot with memory takes only qcow2 for the others.
  qemu-img convert -f raw -O qcow2 "$seed.iso" "$dir/pool/laasvagrant-seed-$name.qcow2"
}

write_project() {
  local i
  cat >"$dir/project/Vagrantfile" <<RUBY
isolated = { auto_config: false, libvirt__forward_mode: "veryisolated", libvirt__dhcp_enabled: false }
Vagrant.configure("2") do |config|
  config.vm.box = "$box"
  config.vm.box_check_update = false
  config.vm.guest = :linux
  config.vm.boot_timeout = $limit
  config.vm.allow_fstab_modification = false
  config.vm.synced_folder ".", "/vagrant", disabled: true
  config.ssh.username = "laas"
  config.ssh.private_key_path = "$dir/key"
  config.ssh.insert_key = false
  config.vm.provider :libvirt do |libvirt|
    libvirt.driver = "$type"
    libvirt.default_prefix = "laasvagrant-"
    libvirt.storage_pool_name = "laasvagrant"
    libvirt.memory = $memory
    libvirt.cpu_mode = "$([[ $type == kvm ]] && printf host-passthrough || printf custom)"
    libvirt.machine_virtual_size = 100
    libvirt.disk_driver cache: "unsafe"
    libvirt.kernel = "$dir/vmlinuz"
    libvirt.initrd = "$dir/initrd"
    libvirt.cmd_line = "$(<"$image/laas-guest.cmdline")"
    libvirt.features = ["acpi"]
    libvirt.graphics_type = "none"
    libvirt.inputs = []
    libvirt.memballoon_enabled = false
    libvirt.usb_controller model: "none"
    libvirt.random model: "random"
    libvirt.channel type: "unix", target_type: "virtio", target_name: "org.qemu.guest_agent.0"
    libvirt.management_network_name = "laasvagrant-admin"
    libvirt.management_network_address = "$admin.0/24"
    libvirt.management_network_mode = "none"
  end
RUBY
  for i in "${!nodes[@]}"; do
    cat >>"$dir/project/Vagrantfile" <<RUBY
  config.vm.define "${nodes[i]}" do |node|
    node.vm.network :private_network, ip: "$mgmt.$((i + 11))", mac: "$(mac "$i" 1)", libvirt__network_name: "laasvagrant-mgmt", **isolated
    node.vm.network :private_network, ip: "0.0.0.$((i + 11))", mac: "$(mac "$i" 2)", libvirt__network_name: "laasvagrant-private", **isolated
    node.vm.network :private_network, ip: "$public.$((i + 11))", mac: "$(mac "$i" 3)", auto_config: false,
      libvirt__network_name: "laasvagrant-public", libvirt__forward_mode: "nat"
    node.vm.provider :libvirt do |libvirt|
      libvirt.management_network_mac = "$(mac "$i" 0)"
      libvirt.serial type: "file", source: { path: "$dir/${nodes[i]}.log" }
      libvirt.storage :file, path: "laasvagrant-seed-${nodes[i]}.qcow2", type: "qcow2", size: "1M", allow_existing: true
    end
  end
RUBY
  done
  printf 'end\n' >>"$dir/project/Vagrantfile"
}

# Shared input, laid out before the clock starts: a host keeps its box.
prepare() {
  local i
  cat /proc/sys/net/ipv4/ip_forward >"$dir/ip_forward"
  cp "$image/laas-guest.vmlinuz" "$dir/vmlinuz"
  cp "$image/laas-guest.initrd" "$dir/initrd"
  ssh-keygen -q -t ed25519 -N '' -C laasvagrant -f "$dir/key"
  write_box
  write_project
  mkdir -m 711 "$dir/pool"
  for i in "${!nodes[@]}"; do write_seed "$i"; done
  tool box add "$dir/catalog.json" || failure "the box could not be added"
  rm -f -- "$dir/$box.box"
  cp --reflink=auto "$image/laas-guest.qcow2" "$dir/pool/${box}_vagrant_box_image_1_box.img"
  virsh -q pool-create-as laasvagrant dir --target "$dir/pool" >/dev/null || die 1 "the storage pool could not be made."
}

banner() {
  local line=
  { exec 3<>"/dev/tcp/$1/22"; } 2>/dev/null || return 1
  read -r -t 2 line <&3 || true
  exec 3>&-
  [[ $line == SSH-* ]]
}

# Waits for all six, whose addresses come from the leases of the admin network.
await_all() {
  local i deadline=$((SECONDS + limit)) leases='' address
  for i in "${!nodes[@]}"; do
    until address=$(awk -v mac="$(mac "$i" 0)" '$3 == mac { sub(/\/.*/, "", $5); print $5; exit }' <<<"$leases") \
      && [[ -n $address ]] && banner "$address"; do
      [[ $SECONDS -lt $deadline ]] || die 1 "${nodes[i]} did not answer within $limit s; its console ends with: $(tail -n 2 "$dir/${nodes[i]}.log" | tr '\r\n' '  ')"
      [[ -z $leases ]] || read -r -t 0.05 <&9 || true
      leases=$(virsh -q net-dhcp-leases laasvagrant-admin)
    done
  done
}

up() {
  prepare
  mark=$EPOCHREALTIME
  tool up --parallel --no-provision || failure "vagrant up failed"
  await_all
  stage answer
  mark=$EPOCHREALTIME
  tool snapshot save clean || failure "the known state could not be kept"
  await_all
  stage frozen
}

reset() {
  mark=$EPOCHREALTIME
  tool snapshot restore --no-provision clean || failure "the known state could not be restored"
  await_all
  stage reset-answer
}

# Removes what is left of the pod, whatever vagrant still knows of it.
sweep() {
  local name
  for name in $(virsh -q list --all --name 2>/dev/null | grep '^laasvagrant-' || true); do
    virsh -q destroy "$name" >/dev/null 2>&1 || true
    virsh -q undefine "$name" --snapshots-metadata --managed-save >/dev/null 2>&1 || true
  done
  for name in $(virsh -q net-list --all --name 2>/dev/null | grep '^laasvagrant-' || true); do
    virsh -q "net-destroy $name; net-undefine $name" >/dev/null 2>&1 || true
  done
  virsh -q pool-destroy laasvagrant >/dev/null 2>&1 || true
  if [[ -r $dir/ip_forward ]]; then cat "$dir/ip_forward" >/proc/sys/net/ipv4/ip_forward; fi
  rm -rf -- "$dir"
}

down() {
  mark=$EPOCHREALTIME
  if [[ -e $dir/project/.vagrant ]]; then
    tool destroy --force --parallel \
      || printf 'vagrant: vagrant destroy failed, removing the pod without it; its last words: %s\n' "$(last_words)" >&2
  fi
  sweep
  stage down
}

# A pipe that nobody writes to: a short wait without starting a process.
exec 9<> <(:)
owned=false
mark=$EPOCHREALTIME
end_tool() {
  [[ -n $vagrant_pid ]] || return 0
  kill -KILL -- "-$vagrant_pid" 2>/dev/null || kill -KILL "$vagrant_pid" 2>/dev/null || true
  wait "$vagrant_pid" 2>/dev/null || true
}
interrupted() {
  trap '' INT TERM
  trap - EXIT
  printf 'vagrant: interrupted, removing the pod\n' >&2
  end_tool
  sweep
  exit 130
}
trap interrupted INT TERM
failed() {
  local code=$?
  [[ $code -eq 0 || $owned == false ]] || sweep
}
trap failed EXIT

case $action in
  up | all)
    command -v vagrant >/dev/null || die 4 "vagrant is not installed; install it with: apt-get install vagrant-libvirt"
    [[ ! -e $dir ]] || die 1 "there is a pod already; remove it with: vagrant.sh down."
    owned=true
    mkdir -m 711 "$dir"
    mkdir -m 700 "$dir/home" "$dir/project"
    have_tool || die 4 "vagrant's libvirt plugin is not installed; install it with: apt-get install vagrant-libvirt"
    up
    [[ $action == up ]] || { reset; down; }
    ;;
  reset) [[ -e $dir/project ]] || die 1 "there is no pod; build it with: vagrant.sh up."; reset ;;
  down) down ;;
esac
