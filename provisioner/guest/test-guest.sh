#!/usr/bin/env bash
# Boots the guest image through libvirt, both ways, and checks what the product relies on.
# shellcheck disable=SC2016 # many single-quoted texts are for the guest's shell
set -euo pipefail
export LC_ALL=C

usage() {
  cat <<'USAGE'
usage: test-guest.sh --image DIR [--keep-console FILE]

Boots DIR/laas-guest.qcow2 (made by build-guest.sh) as one machine under qemu:///system, from its own boot loader and
with the kernel given directly, and checks it. Needs root (console logs) and a ready host (ensure-host.sh).
Removes all it made, also after a failure. Last line: "N passed, N failed".

  --keep-console FILE   where to copy the serial console to

environment: LAAS_DOMAIN_TYPE  qemu (default) or kvm

exit codes: 0 all passed, 1 a check failed, 2 wrong usage, 5 the machine could not be started
USAGE
}
die() { local code=$1; shift; printf 'test-guest: %s\n' "$*" >&2; exit "$code"; }

image=
keep_console=
while [[ $# -gt 0 ]]; do
  case $1 in
    --image) [[ $# -ge 2 ]] || die 2 "--image needs a directory."; image=$2; shift 2 ;;
    --keep-console) [[ $# -ge 2 ]] || die 2 "--keep-console needs a file."; keep_console=$2; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; die 2 "unknown option \"$1\"; see the usage above." ;;
  esac
done
[[ -n $image ]] || { usage >&2; die 2 "--image DIR is missing."; }
for suffix in qcow2 vmlinuz initrd cmdline; do
  [[ -r $image/laas-guest.$suffix ]] || die 2 "$image/laas-guest.$suffix is missing; make it with build-guest.sh --out $image."
done
[[ $EUID -eq 0 ]] || die 2 "root is needed to read the console log; run it with sudo."
type=${LAAS_DOMAIN_TYPE:-qemu}

export LIBVIRT_DEFAULT_URI=qemu:///system
tag=laas-test-$$
octet=$((16 + $$ % 200))
admin_net=10.213.$octet
mgmt_net=10.214.$octet
mac=52:54:00:7e:$(printf '%02x' "$octet")
work=$(mktemp -d)
chmod 711 "$work"

cleanup() {
  [[ -z $keep_console || ! -e $work/console.log ]] || cp "$work/console.log" "$keep_console"
  virsh -q destroy "$tag" >/dev/null 2>&1 || true
  virsh -q undefine "$tag" >/dev/null 2>&1 || true
  for net in a m; do
    virsh -q net-destroy "$tag-$net" >/dev/null 2>&1 || true
    virsh -q net-undefine "$tag-$net" >/dev/null 2>&1 || true
  done
  rm -rf -- "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# On a terminal virsh would start a polkit agent for every call; a session of its own has no terminal.
if { : >/dev/tty; } 2>/dev/null; then virsh() { setsid --wait virsh "$@"; }; fi

passed=0
failed=0
check() {
  local what=$1; shift
  if "$@" >"$work/out" 2>&1; then
    passed=$((passed + 1))
    printf 'ok    %s\n' "$what"
  else
    failed=$((failed + 1))
    printf 'FAIL  %s: %s\n' "$what" "$(tail -n 2 "$work/out" | tr '\n' ' ')"
  fi
}
equals() { [[ $1 == "$2" ]] || { printf 'expected "%s", got "%s"\n' "$1" "$2"; return 1; }; }
within() { awk -v a="$1" -v b="$2" 'BEGIN { if (a > b) { print "took " a " s, at most " b " s wanted"; exit 1 } }'; }
now() { printf '%s' "$EPOCHREALTIME"; }
since() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }'; }

network() {
  local name=$1 bridge=$2 subnet=$3 dhcp=$4
  printf '<network><name>%s</name><bridge name="%s" stp="off" delay="0"/><ip address="%s.1" netmask="255.255.255.0">%s</ip></network>' \
    "$name" "$bridge" "$subnet" "$dhcp" >"$work/net.xml"
  virsh -q net-define "$work/net.xml" >/dev/null
  virsh -q net-start "$name" >/dev/null || die 5 "the network $name could not be started."
  printf '50\n' >"/proc/sys/net/ipv4/neigh/$bridge/retrans_time_ms" 2>/dev/null || true
}

seed() {
  local id=$1 host=$2
  mkdir -p "$work/seed"
  printf -- '---\ninstance-id: "%s"\nlocal-hostname: "%s"\n' "$id" "$host" >"$work/seed/meta-data"
  cat >"$work/seed/user-data" <<YAML
#cloud-config
---
users:
- name: "laas"
  ssh_authorized_keys:
  - "$(cut -d ' ' -f 1-2 "$work/key.pub") a comment long enough\\
    \\ to be split"
  sudo: "ALL=(ALL) NOPASSWD:ALL"
  shell: "/bin/bash"
ssh_pwauth: false
write_files:
- path: "/etc/laas/it's here"
  content: "one: \\"two\\"\\n\\tthree\\n"
  permissions: "0640"
- path: "/etc/motd"
  content: |
    first

      third
runcmd:
- "echo ran >> /var/lib/ran"
- "id -u > '/var/lib/ran as'"
YAML
  cat >"$work/seed/network-config" <<YAML
version: 2
ethernets:
  admin:
    match:
      macaddress: "$mac:01"
    set-name: "admin"
    dhcp4: true
  mgmt:
    match:
      macaddress: "${mac^^}:02"
    set-name: "eth0"
    dhcp4: false
    addresses:
    - "$mgmt_net.9/24"
    routes:
    - to: "10.99.0.0/16"
      via: "$mgmt_net.1"
    nameservers:
      addresses:
      - "$mgmt_net.1"
    mtu: 1400
  private:
    match:
      macaddress: "$mac:03"
    set-name: "private"
    optional: true
YAML
  rm -f "$work/seed.iso"
  genisoimage -quiet -V cidata -r -J -o "$work/seed.iso" "$work/seed"
}

overlay() { rm -f "$work/disk.qcow2"; qemu-img create -q -f qcow2 -b "$work/laas-guest.qcow2" -F qcow2 "$work/disk.qcow2" 100G; }

define() {
  local boot='<boot dev="hd"/>'
  [[ $1 == disk ]] || boot="<kernel>$work/laas-guest.vmlinuz</kernel><initrd>$work/laas-guest.initrd</initrd><cmdline>$(cat "$image/laas-guest.cmdline")</cmdline>"
  nic() { printf '<interface type="network"><source network="%s"/><mac address="%s"/><model type="virtio"/><rom enabled="no"/></interface>' "$1" "$2"; }
  cat >"$work/domain.xml" <<XML
<domain type="$type"><name>$tag</name><memory unit="MiB">128</memory><vcpu>1</vcpu>
<os><type arch="x86_64" machine="pc">hvm</type>$boot</os><features><acpi/></features>
<devices>
<disk type="file" device="disk"><driver name="qemu" type="qcow2" cache="unsafe"/><source file="$work/disk.qcow2"/><target dev="vda" bus="virtio"/></disk>
<disk type="file" device="disk"><driver name="qemu" type="raw"/><source file="$work/seed.iso"/><target dev="vdb" bus="virtio"/><readonly/></disk>
$(nic "$tag-a" "$mac:01")$(nic "$tag-m" "$mac:02")$(nic "$tag-m" "$mac:03")
<serial type="file"><source path="$work/console.log"/></serial>
<channel type="unix"><target type="virtio" name="org.qemu.guest_agent.0"/></channel>
<rng model="virtio"><backend model="random">/dev/urandom</backend></rng>
<controller type="usb" model="none"/><memballoon model="none"/><video><model type="none"/></video>
</devices></domain>
XML
  virsh -q undefine "$tag" >/dev/null 2>&1 || true
  virsh -q define "$work/domain.xml" >/dev/null || die 5 "the machine could not be defined."
}

banner() {
  local line=
  { exec 3<>"/dev/tcp/$1/22"; } 2>/dev/null || return 1
  read -r -t 2 line <&3 || true
  exec 3>&-
  [[ $line == SSH-* ]]
}
await() {
  local seconds=$1 deadline; shift
  deadline=$((SECONDS + seconds))
  until "$@"; do
    [[ $SECONDS -lt $deadline ]] || { printf 'not within %s s: %s\n' "$seconds" "$*"; return 1; }
    sleep 0.05
  done
}
ready_lines() { [[ $(grep -c '^laas-guest ready: ' "$work/console.log" 2>/dev/null || true) -ge $1 ]]; }
state_is() { [[ $(virsh -q domstate "$tag") == "$1" ]]; }

boot() {
  local how=$1 begin
  define "$how"
  : >"$work/console.log"
  begin=$(now)
  virsh -q start "$tag" >/dev/null || die 5 "the machine could not be started ($how boot)."
  check "$how boot: ssh banner" await 120 banner "$admin_net.9"
  printf '      %s s from start to the ssh banner\n' "$(since "$begin")"
  check "$how boot: ready line" await 60 ready_lines 1
  printf '      %s s from start to the ready line\n' "$(since "$begin")"
}

guest() {
  local user=$1; shift
  ssh -q -F none -i "$work/key" -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=no \
    -o UserKnownHostsFile=/dev/null -o ConnectTimeout=20 "$user@$admin_net.9" "$@"
}
says() { local want=$1; shift; equals "$want" "$(guest root "$@")"; }
agent() { virsh -q qemu-agent-command --timeout 20 "$tag" "$1"; }
agent_answers() { agent '{"execute":"guest-ping"}' >/dev/null 2>&1; }
agent_exec() {
  local pid result
  pid=$(agent '{"execute":"guest-exec","arguments":{"path":"/bin/hostname","capture-output":true}}' | tr -dc 0-9)
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    result=$(agent "{\"execute\":\"guest-exec-status\",\"arguments\":{\"pid\":$pid}}")
    [[ $result != *'"exited":true'* ]] || break
    sleep 0.2
  done
  equals alpha "$(sed -n 's/.*"out-data":"\([^"]*\)".*/\1/p' <<<"$result" | base64 -d)"
}
agent_file() {
  local handle
  handle=$(agent '{"execute":"guest-file-open","arguments":{"path":"/var/tmp/by-agent","mode":"w"}}' | tr -dc 0-9)
  agent "{\"execute\":\"guest-file-write\",\"arguments\":{\"handle\":$handle,\"buf-b64\":\"aGVsbG8=\"}}"
  agent "{\"execute\":\"guest-file-close\",\"arguments\":{\"handle\":$handle}}"
  says hello cat /var/tmp/by-agent
}
agent_freeze() {
  [[ $(agent '{"execute":"guest-fsfreeze-freeze"}' | tr -dc 0-9) -ge 1 ]]
  agent '{"execute":"guest-fsfreeze-thaw"}'
  says works 'echo works > /var/tmp/thawed; cat /var/tmp/thawed'
}
agent_time() {
  local wanted=1900000000
  agent "{\"execute\":\"guest-set-time\",\"arguments\":{\"time\":${wanted}000000000}}"
  [[ $(guest root date +%s) -ge $wanted ]]
  agent "{\"execute\":\"guest-set-time\",\"arguments\":{\"time\":$(date +%s)000000000}}"
}
no_password() { [[ $(ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o PubkeyAuthentication=no -o BatchMode=yes "laas@$admin_net.9" 2>&1 || true) == *'Permission denied (publickey).'* ]]; }
page() { local line; exec 4<>"/dev/tcp/$1/80"; printf 'GET / HTTP/1.0\r\n\r\n' >&4; while read -r -t 5 line <&4; do [[ $line != *"<p>$2"* ]] || { exec 4>&-; return 0; }; done; exec 4>&-; return 1; }
grown() { local gib; gib=$(guest root "df -m / | awk 'NR == 2 { print int(\$2 / 1024) }'"); [[ $gib -ge 90 ]] || { echo "root is $gib GiB"; return 1; }; }
thin() { [[ $(du -m "$work/disk.qcow2" | cut -f 1) -le 24 ]] || { du -m "$work/disk.qcow2"; return 1; }; }

cp "$image"/laas-guest.{qcow2,vmlinuz,initrd} "$work/"
chmod 644 "$work"/laas-guest.*
ssh-keygen -q -t ed25519 -N '' -C '' -f "$work/key"
network "$tag-a" "lta$octet" "$admin_net" "<dhcp><range start='$admin_net.100' end='$admin_net.120'/><host mac='$mac:01' name='alpha' ip='$admin_net.9'/></dhcp>"
network "$tag-m" "ltm$octet" "$mgmt_net" ''
seed one alpha
overlay

boot direct
check "hostname" says alpha hostname
check "ssh as laas, uid 1000" equals 1000 "$(guest laas id -u || true)"
check "ssh as root" says 0 id -u
check "no password login" no_password
check "agent answers" await 10 agent_answers
check "agent: exec" agent_exec
check "agent: file" agent_file
check "agent: freeze and thaw" agent_freeze
check "agent: set time" agent_time
check "agent: interfaces" eval 'agent "{\"execute\":\"guest-network-get-interfaces\"}" | grep -q "\"$mgmt_net.9\""'
check "DHCP address on admin" says "$admin_net.9/24" "ip -4 -o addr show dev admin | awk '{ print \$4 }'"
check "static address on mgmt, by MAC, renamed" says "$mgmt_net.9/24" "ip -4 -o addr show dev eth0 | awk '{ print \$4 }'"
check "mtu" says 1400 cat /sys/class/net/eth0/mtu
check "route" says "$mgmt_net.1" "ip route show 10.99.0.0/16 | awk '{ print \$3 }'"
check "name server" says 1 "grep -c 'nameserver $mgmt_net.1' /etc/resolv.conf"
check "private is up without an address" says 'up 0' 'echo $(cat /sys/class/net/private/operstate) $(ip -4 -o addr show dev private | wc -l)'
check "answers ARP on its own interface only" says 1 cat /proc/sys/net/ipv4/conf/all/arp_ignore
check "web page on admin" page "$admin_net.9" alpha
check "web page on mgmt" page "$mgmt_net.9" alpha
check "file from quoted content" says $'one: "two"\n\tthree' "cat \"/etc/laas/it's here\""
check "file mode" says 640 "stat -c %a \"/etc/laas/it's here\""
check "file from block content" says $'first\n\n  third' cat /etc/motd
check "first-boot commands ran once" says ran cat /var/lib/ran
check "boot counter" says 1 cat /var/lib/laas/boots
check "root grew to the disk" await 20 grown
check "overlay stays thin" thin
host_key=$(guest root "sha256sum /etc/dropbear/dropbear_ed25519_host_key" || true)

guest root 'echo kept > /root/kept; reboot' 2>/dev/null || true
begin=$(now)
check "reboot: ready again" await 120 ready_lines 2
printf '      %s s for the reboot\n' "$(since "$begin")"
check "reboot: file kept" says kept cat /root/kept
check "reboot: boot counter" says 2 cat /var/lib/laas/boots
check "reboot: same host key" equals "$host_key" "$(guest root "sha256sum /etc/dropbear/dropbear_ed25519_host_key" || true)"
check "reboot: first-boot commands not repeated" says ran cat /var/lib/ran

begin=$(now)
virsh -q shutdown "$tag" --mode acpi >/dev/null
check "power button shuts down" await 20 state_is 'shut off'
printf '      %s s for the shutdown\n' "$(since "$begin")"

seed two beta
boot disk
check "new instance: hostname" says beta hostname
check "new instance: disk kept" says kept cat /root/kept
check "new instance: boot counter" says 3 cat /var/lib/laas/boots
check "new instance: first-boot commands again" says 2 'wc -l < /var/lib/ran'
check "new instance: new host key" eval '[[ $host_key != "$(guest root "sha256sum /etc/dropbear/dropbear_ed25519_host_key")" ]]'
check "agent answers after disk boot" await 10 agent_answers
virsh -q shutdown "$tag" --mode agent >/dev/null || true
check "agent shuts down" await 20 state_is 'shut off'

overlay
boot disk
check "new overlay: boot counter" says 1 cat /var/lib/laas/boots
check "new overlay: nothing kept" says gone '[ -e /root/kept ] || echo gone'

printf '%s passed, %s failed\n' "$passed" "$failed"
[[ $failed -eq 0 ]]
