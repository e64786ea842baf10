#!/usr/bin/env bash
# A libvirt host of its own on this machine: network and mount name spaces with their own libvirtd, reached over TCP.
set -euo pipefail
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C

usage() {
  cat <<'USAGE'
usage: remote-host.sh start NUMBER DIR | stop NUMBER DIR | daemon-stop NUMBER DIR | daemon-start NUMBER DIR

Makes (or removes) host NUMBER (1 to 250) with its state in DIR. It answers as qemu+tcp://10.77.NUMBER.2/system; its
directory /srv is seen by nobody else. daemon-stop and daemon-start end and begin its libvirtd, its machines stay. Needs root.
USAGE
}

[[ $# -eq 3 && $2 =~ ^[0-9]+$ && -d $3 ]] || { usage >&2; exit 2; }
action=$1 number=$2 dir=$3
space=laas-host$number
conf=$dir/etc/libvirtd.conf

inside() { nsenter --mount="$dir/mount-space" ip netns exec "$space" "$@"; }

start_daemon() {
  inside libvirtd -d --listen -f "$conf" -p "$dir/libvirtd.pid"
  for _ in $(seq 200); do
    inside virsh -q -c qemu:///system version >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  echo "remote-host: libvirtd of host $number does not answer; see $dir/log" >&2
  exit 1
}

stop_process() {
  local pid
  [[ -s $1 ]] || return 0
  pid=$(<"$1")
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -9 "$pid"
}

start() {
  mkdir -p "$dir"/{etc/qemu,lib/qemu,lib/images,cache,log,run,srv}
  cat >"$conf" <<CONF
listen_tls = 0
listen_tcp = 1
auth_tcp = "none"
listen_addr = "10.77.$number.2"
unix_sock_group = "root"
auth_unix_ro = "none"
auth_unix_rw = "none"
host_uuid = "$(cat /proc/sys/kernel/random/uuid)"
log_outputs = "3:file:$dir/log/libvirtd.log"
CONF
  cp /etc/libvirt/qemu.conf "$dir/etc/" 2>/dev/null || true
  chmod 711 "$dir" "$dir"/lib "$dir"/srv "$dir"/run
  ip netns add "$space"
  ip link add "lh$number" type veth peer name eth0 netns "$space"
  ip addr add "10.77.$number.1/30" dev "lh$number"
  ip link set "lh$number" up
  ip -n "$space" addr add "10.77.$number.2/30" dev eth0
  ip -n "$space" link set eth0 up
  ip -n "$space" link set lo up
  mkdir "$dir/spaces"
  mount --bind "$dir/spaces" "$dir/spaces"
  mount --make-private "$dir/spaces"
  touch "$dir/spaces/mount"
  ln -s spaces/mount "$dir/mount-space"
  # shellcheck disable=SC2016 # expanded inside
  unshare --mount="$dir/spaces/mount" --propagation private bash -c '
    set -e
    mount --bind "$1/etc" /etc/libvirt
    mount --bind "$1/lib" /var/lib/libvirt
    mount --bind "$1/cache" /var/cache/libvirt
    mount --bind "$1/log" /var/log/libvirt
    mkdir -p /run/libvirt
    mount --bind "$1/run" /run/libvirt
    mount --bind "$1/srv" /srv' _ "$dir"
  inside virtlogd -d -p "$dir/virtlogd.pid"
  start_daemon
}

stop() {
  local pid_file
  for pid_file in "$dir"/run/qemu/*.pid "$dir"/run/network/*.pid; do stop_process "$pid_file"; done
  stop_process "$dir/libvirtd.pid"
  stop_process "$dir/virtlogd.pid"
  umount "$dir/spaces/mount" 2>/dev/null || true
  umount "$dir/spaces" 2>/dev/null || true
  ip link delete "lh$number" 2>/dev/null || true
  ip netns delete "$space" 2>/dev/null || true
}

case $action in
  start) start ;;
  stop) stop ;;
  daemon-stop) stop_process "$dir/libvirtd.pid" ;;
  daemon-start) start_daemon ;;
  *) usage >&2; exit 2 ;;
esac
