#!/usr/bin/env bash
# Makes sure this machine can run pods: packages, libvirt, /dev/kvm and, on request, Open vSwitch.
set -euo pipefail
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C

usage() {
  cat <<'USAGE'
usage: ensure-host.sh [--check] [--ovs | --simulated]

Makes sure this Debian or Ubuntu machine can run pods. Safe to run again; quick when all is up.

  --check      change nothing, say what is missing
  --ovs        Open vSwitch as well (userspace datapath where the kernel has none)
  --simulated  only what a simulated host needs, on which no machine runs: libvirt's client library, on any system
  --help       this text

environment: LAAS_WAIT_SECONDS  how long to wait for libvirt to answer (default 60)

exit codes:
  0  the machine is ready
  1  --check found something missing (one line each on standard output)
  2  wrong usage
  3  root is needed; the one command to run was printed
  4  this system is not supported (not Debian/Ubuntu, or not amd64)
  5  starting something failed; the reason was printed
  6  apt could not install the packages; the reason was printed
USAGE
}

say() { printf 'host: %s\n' "$*"; }
die() { local code=$1; shift; printf 'ensure-host: %s\n' "$*" >&2; exit "$code"; }

check=false
ovs=false
simulated=false
for arg in "$@"; do
  case $arg in
    --check) check=true ;;
    --ovs) ovs=true ;;
    --simulated) simulated=true ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; die 2 "unknown option \"$arg\"; see the usage above." ;;
  esac
done
wait_seconds=${LAAS_WAIT_SECONDS:-60}
[[ $wait_seconds =~ ^[0-9]+$ ]] || die 2 "LAAS_WAIT_SECONDS must be a whole number of seconds, not \"$wait_seconds\"."

packages=(libvirt-daemon-system libvirt-clients qemu-system-x86 qemu-utils dnsmasq-base iptables iproute2
  genisoimage cpio kmod e2fsprogs mtools syslinux syslinux-common fdisk openssh-client)
ovs_option=
if $ovs; then
  packages+=(openvswitch-switch ethtool)
  ovs_option=' --ovs'
fi

missing_packages() {
  local installed name
  installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' "${packages[@]}" 2>/dev/null || true)"
  for name in "${packages[@]}"; do
    [[ $installed == *" installed:$name "* ]] || printf '%s\n' "$name"
  done
}

has_systemd() { [[ -d /run/systemd/system ]]; }
libvirt_answers() { timeout 10 virsh -q -c qemu:///system version >/dev/null 2>&1; }
virtlogd_runs() { has_systemd || [[ -S /run/libvirt/virtlogd-sock ]] && pgrep -x virtlogd >/dev/null; }
ovs_answers() { timeout 5 ovs-vsctl --timeout=4 show >/dev/null 2>&1 && pgrep -x ovs-vswitchd >/dev/null; }

kvm_is_usable() {
  local group mode
  [[ -e /dev/kvm ]] || return 0
  read -r group mode < <(stat -c '%G %a' /dev/kvm)
  [[ $mode == *[67] || ($group == kvm && $mode == ?6?) ]]
}

problems() {
  local names
  names=$(missing_packages | paste -sd ' ')
  [[ -z $names ]] || printf 'packages are not installed: %s\n' "$names"
  kvm_is_usable || printf '/dev/kvm is not open to the group kvm, which makes every machine start about 4 s slower\n'
  if ! command -v virsh >/dev/null || ! libvirt_answers; then
    printf 'libvirt does not answer on qemu:///system\n'
  elif ! virtlogd_runs && ! has_systemd; then
    printf 'virtlogd is not running, so console logs would be lost\n'
  fi
  if $ovs && { ! command -v ovs-vsctl >/dev/null || ! ovs_answers; }; then
    printf 'Open vSwitch is not running\n'
  fi
}

show_progress() {
  local width=24 line kind percent what filled bar=
  [[ -t 1 ]] || { cat >/dev/null; return 0; }
  while IFS= read -r line; do
    IFS=: read -r kind _ percent what <<<"$line"
    percent=${percent%%.*}
    [[ $percent =~ ^[0-9]+$ ]] || continue
    case $kind in dlstatus) what=downloading ;; pmstatus) what=installing ;; *) continue ;; esac
    filled=$((percent * width / 100))
    printf -v bar '%*s' "$filled" ''
    printf '\r%-12s [%-*s] %3d%%' "$what" "$width" "${bar// /#}" "$percent"
  done
  printf '\r%*s\r' 48 ''
}

apt() {
  local log=$1; shift
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l \
    apt-get -y -q -o APT::Status-Fd=9 -o DPkg::Lock::Timeout=120 "$@" 9>&1 >>"$log" 2>&1 </dev/null | show_progress
}

install_packages() {
  local log
  [[ $# -gt 0 ]] || return 0
  log=$(mktemp)
  say "installing $# packages: $*"
  if ! apt "$log" install --no-install-recommends "$@"; then
    apt "$log" update || true
    apt "$log" install --no-install-recommends "$@" \
      || die 6 "apt-get could not install the packages: $(grep -E '^E:' "$log" | tail -n 1 || true) (whole log: $log)."
  fi
  rm -f -- "$log"
}

open_kvm() {
  kvm_is_usable && return 0
  getent group kvm >/dev/null || die 5 "the group kvm does not exist although qemu-system-x86 is installed; reinstall qemu-system-common."
  if ! { chgrp kvm /dev/kvm && chmod 660 /dev/kvm; }; then
    die 5 "/dev/kvm could not be opened to the group kvm; run: chgrp kvm /dev/kvm && chmod 660 /dev/kvm."
  fi
  say "/dev/kvm opened to the group kvm"
}

start_daemons() {
  if has_systemd; then
    systemctl start virtlogd.socket libvirtd.service || die 5 "systemd could not start libvirtd; see: journalctl -u libvirtd."
    return 0
  fi
  mkdir -p /run/libvirt
  pgrep -x virtlogd >/dev/null || virtlogd -d || die 5 "virtlogd did not start; run it in the foreground to see why: virtlogd."
  pgrep -x libvirtd >/dev/null || libvirtd -d || die 5 "libvirtd did not start; run it in the foreground to see why: libvirtd."
}

start_libvirt() {
  local deadline=$((SECONDS + wait_seconds))
  if libvirt_answers && virtlogd_runs; then return 0; fi
  until start_daemons && libvirt_answers; do
    [[ $SECONDS -lt $deadline ]] \
      || die 5 "libvirt did not answer on qemu:///system within $wait_seconds s: $(virsh -c qemu:///system version 2>&1 | tail -n 1)."
    sleep 0.1
  done
  say "libvirt started"
}

start_ovs() {
  local ctl=/usr/share/openvswitch/scripts/ovs-ctl output
  ovs_answers && return 0
  if has_systemd; then
    output=$(systemctl start openvswitch-switch 2>&1) || true
  else
    output=$("$ctl" --system-id=random --no-monitor start 2>&1) || true
  fi
  ovs_answers || die 5 "Open vSwitch did not start: $(tail -n 1 <<<"$output")."
  if [[ -d /sys/module/openvswitch ]]; then
    say "Open vSwitch started (kernel datapath)"
  else
    say "Open vSwitch started (userspace datapath: the kernel has none)"
  fi
}

join_libvirt_group() {
  [[ -n ${SUDO_USER:-} && $SUDO_USER != root ]] || return 0
  [[ " $(id -nG "$SUDO_USER") " != *" libvirt "* ]] || return 0
  usermod -aG libvirt "$SUDO_USER" || die 5 "user $SUDO_USER could not be added to the group libvirt."
  say "user $SUDO_USER added to the group libvirt; log in again for it to take effect"
}

# The library through which a server talks to libvirt; its test driver is inside and needs no daemon.
client_library_is_there() {
  local known
  known=$(ldconfig -p 2>/dev/null || true)
  [[ $known == *libvirt.so.0* && $known == *libvirt-qemu.so.0* ]]
}

ensure_client_library() {
  local what="libvirt's client library (libvirt.so.0, libvirt-qemu.so.0)"
  if client_library_is_there; then
    say "ready for simulated hosts"
    exit 0
  fi
  if $check; then
    printf '%s is not installed\n' "$what"
    exit 1
  fi
  if ! command -v apt-get >/dev/null; then
    die 3 "$what is not installed; install it with your system's package manager (libvirt-libs on Fedora)."
  elif [[ $EUID -ne 0 ]]; then
    die 3 "$what is not installed. Run: sudo apt-get install libvirt0"
  fi
  install_packages libvirt0
  client_library_is_there || die 5 "$what is not found although libvirt0 is installed; see: ldconfig -p."
  say "ready for simulated hosts"
  exit 0
}

if $simulated; then ensure_client_library; fi
[[ $(uname -m) == x86_64 ]] || die 4 "pods run on x86_64 machines only, and this one is $(uname -m)."
if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  die 4 "only Debian and Ubuntu are supported (no apt-get here); install libvirt, QEMU, dnsmasq and genisoimage by hand."
fi

found=$(problems)
if [[ -z $found ]]; then
  $check || [[ $EUID -ne 0 ]] || join_libvirt_group
  say "ready"
  exit 0
fi
if $check; then
  printf '%s\n' "$found"
  exit 1
fi
if [[ $EUID -ne 0 ]]; then
  printf '%s\n' "$found" >&2
  if [[ $found == 'libvirt does not answer on qemu:///system' && " $(id -nG "$(id -un)") " == *" libvirt "* && " $(id -nG) " != *" libvirt "* ]]; then
    printf 'Your login predates your membership of the group libvirt. Run: newgrp libvirt\n' >&2
  else
    printf 'Root is needed for this. Run: sudo %q%s\n' "$(readlink -f -- "$0")" "$ovs_option" >&2
  fi
  exit 3
fi

mapfile -t wanted < <(missing_packages)
install_packages "${wanted[@]}"
open_kvm
start_libvirt
if $ovs; then start_ovs; fi
join_libvirt_group
say "ready"
