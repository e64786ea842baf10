#cloud-boothook
#!/bin/sh
umask 022

# Of a card that is to have no address cloud-init tells NetworkManager nothing, which takes that for DHCP.
for file in /etc/NetworkManager/system-connections/cloud-init-*.nmconnection; do
  if [ -e "$file" ] && ! grep -q '^\[ipv[46]\]' "$file"; then
    printf '\n[ipv4]\nmethod=disabled\n\n[ipv6]\nmethod=link-local\n' >>"$file"
    nmcli connection load "$file" && nmcli --wait 0 connection up id "$(sed -n 's/^id=//p' "$file")"
  fi
done >/dev/null 2>&1

# Lab as a Service reaches into machines through the QEMU guest agent. Where the image has none, or one that may not run programs,
# a small one takes its place. It gives way at the next boot to one that is installed later, or may run programs by then.
own=
for agent in /usr/sbin/qemu-ga /usr/bin/qemu-ga /usr/local/bin/qemu-ga; do
  [ ! -e "$agent" ] || own=$agent
done
# Packages of the Red Hat family and of SUSE come with this file; it forbids programs, and so does SELinux.
limited=
[ ! -e /etc/sysconfig/qemu-ga ] && [ ! -e /usr/etc/sysconfig/qemu-ga ] || limited=yes
for settings in /etc/qemu/qemu-ga.conf /etc/qemu-ga.conf; do
  ! grep -Eqs '^ *(allow-rpcs|block-rpcs|blacklist) *=' "$settings" || limited=yes
done

place=/usr/local/lib/laas/guest-agent
unit=/etc/systemd/system/laas-guest-agent.service
later=/etc/systemd/system/qemu-guest-agent.service.d/laas.conf
if [ -n "$own" ] && [ -z "$limited" ]; then
  if [ -e "$unit" ]; then
    systemctl disable laas-guest-agent.service
    rm -f "$unit" "$later" "$place"
    systemctl unmask qemu-guest-agent.service
    systemctl daemon-reload
    systemctl stop --no-block laas-guest-agent.service
    systemctl start --no-block qemu-guest-agent.service
  fi 2>/dev/null
  exit 0
fi
python=
for candidate in /usr/bin/python3 /usr/libexec/platform-python; do
  [ -n "$python" ] || [ ! -x "$candidate" ] || python=$candidate
done
[ -n "$python" ] || { echo "no Python for the guest agent" >&2; exit 0; }

changed=
# Puts what it reads there, and notes whether it is new.
put() {
  mkdir -p "${1%/*}"
  cat >"$1.new"
  if cmp -s "$1.new" "$1"; then rm -f "$1.new"; else mv -f "$1.new" "$1" && changed=yes; fi
}
put "$place" <<'AGENT'
@AGENT@
AGENT
if [ ! -d /run/systemd/system ]; then
  setsid "$python" "$place" </dev/null >/dev/null 2>&1 &
  exit 0
fi
if [ -n "$own" ]; then
  gives_way=
  # Two cannot have the port.
  systemctl mask --now qemu-guest-agent.service 2>/dev/null || systemctl stop qemu-guest-agent.service
  systemctl stop 'qemu-ga@*.service' 2>/dev/null
else
  gives_way='ConditionPathExists=!/usr/sbin/qemu-ga
ConditionPathExists=!/usr/bin/qemu-ga'
  # One that is installed now waits for the next boot, and does not fail.
  : >/run/laas-guest-agent
  put "$later" <<'LATER'
[Unit]
ConditionPathExists=!/run/laas-guest-agent
LATER
fi
put "$unit" <<UNIT
[Unit]
Description=Guest agent of Lab as a Service
$gives_way
DefaultDependencies=no
After=local-fs.target
StartLimitIntervalSec=0
Conflicts=shutdown.target
Before=shutdown.target
[Service]
ExecStart=$python $place
Restart=always
RestartSec=1
KillMode=process
[Install]
WantedBy=multi-user.target
UNIT
[ -n "$changed" ] || exit 0
systemctl daemon-reload
systemctl enable laas-guest-agent.service 2>/dev/null
systemctl restart --no-block laas-guest-agent.service
