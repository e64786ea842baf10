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
# a small one takes its place. It gives way to one that is installed later at the next boot.
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
[ -z "$own" ] || [ -n "$limited" ] || exit 0
python=
for candidate in /usr/bin/python3 /usr/libexec/platform-python; do
  [ -n "$python" ] || [ ! -x "$candidate" ] || python=$candidate
done
[ -n "$python" ] || { echo "no Python for the guest agent" >&2; exit 0; }
place=/usr/local/lib/laas/guest-agent
mkdir -p "${place%/*}"
cat >"$place.new" <<'AGENT'
@AGENT@
AGENT
mv -f "$place.new" "$place"
if [ ! -d /run/systemd/system ]; then
  setsid "$python" "$place" </dev/null >/dev/null 2>&1 &
  exit 0
fi
gives_way='ConditionPathExists=!/usr/sbin/qemu-ga
ConditionPathExists=!/usr/bin/qemu-ga'
if [ -n "$own" ]; then
  gives_way=
  # Two cannot have the port.
  systemctl mask --now qemu-guest-agent.service 2>/dev/null
fi
cat >/etc/systemd/system/laas-guest-agent.service <<UNIT
[Unit]
Description=Guest agent of Lab as a Service
$gives_way
DefaultDependencies=no
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
systemctl daemon-reload
systemctl enable laas-guest-agent.service 2>/dev/null
systemctl start --no-block laas-guest-agent.service
