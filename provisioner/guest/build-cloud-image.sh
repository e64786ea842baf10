#!/usr/bin/env bash
# Makes a whole Debian or Ubuntu with cloud-init, as distributions make their cloud images, from their packages; needs root.
set -euo pipefail
umask 022
export LC_ALL=C

usage() {
  cat <<'USAGE'
usage: build-cloud-image.sh [--system debian|ubuntu] [--keyring FILE] [--with PACKAGE,PACKAGE…] [--network-manager] [--limited-agent] --out FILE.qcow2

Makes a bootable disk with Debian 12 (default) or Ubuntu 24.04: systemd, GRUB, the distribution's kernel for virtual machines,
cloud-init and OpenSSH, nothing configured. Debian has the guest agent as well, Ubuntu has none. It
stands for the cloud images of distributions where those cannot be downloaded. --with adds packages of the distribution to it.
--network-manager has NetworkManager bring Debian's cards up, as in the Red Hat family, and neither netplan nor networkd.
--limited-agent forbids Debian's guest agent to run programs, as it is there.
--keyring names the keys that the distribution signs with; left out, those that are installed. For Ubuntu that is the package
ubuntu-keyring of Ubuntu, or ubuntu-archive-keyring of newer Debians.

exit codes:
  0  the image is there
  2  wrong usage
  3  a tool is missing; the message names the package
  5  the build failed; the reason was printed
USAGE
}

die() { local code=$1; shift; printf 'build-cloud-image: %s\n' "$*" >&2; exit "$code"; }

out=
more=
system=debian
keyring=
limited=
manager=
while [[ $# -gt 0 ]]; do
  case $1 in
    --with) [[ $# -ge 2 && $2 =~ ^[a-z0-9][a-z0-9.+,-]*$ ]] || die 2 "--with needs packages with a comma between them."; more=,$2; shift 2 ;;
    --out) [[ $# -ge 2 ]] || die 2 "--out needs a file."; out=$2; shift 2 ;;
    --system) [[ $# -ge 2 && $2 =~ ^(debian|ubuntu)$ ]] || die 2 "--system needs one of debian and ubuntu."; system=$2; shift 2 ;;
    --keyring) [[ $# -ge 2 ]] || die 2 "--keyring needs a file."; keyring=$2; shift 2 ;;
    --limited-agent) limited=yes; shift ;;
    --network-manager) manager=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; die 2 "unknown option \"$1\"; see the usage above." ;;
  esac
done
[[ -n $out ]] || { usage >&2; die 2 "--out FILE is missing."; }
[[ $system == debian || -z $limited$manager ]] || die 2 "--limited-agent and --network-manager are for Debian."
[[ $(id -u) -eq 0 ]] || die 2 "it mounts file systems, so it must run as root."

need() { command -v "$1" >/dev/null || die 3 "the program $1 is missing; install it with: apt-get install $2"; }
need mmdebstrap mmdebstrap
need sfdisk fdisk
need losetup util-linux
need mke2fs e2fsprogs
need qemu-img qemu-utils

# Where others cannot see what is mounted: a copy in a namespace of theirs would keep the file system open when it is read below.
[[ -n ${LAAS_OWN_MOUNTS:-} ]] || LAAS_OWN_MOUNTS=yes exec unshare --mount --propagation private bash "${BASH_SOURCE[0]}" \
  --system "$system" --keyring "$keyring" --out "$out" ${more:+--with "${more#,}"} ${limited:+--limited-agent} ${manager:+--network-manager}

work=$(mktemp -d)
loop=
leave() {
  for m in dev/pts dev proc sys ''; do mountpoint -q "$work/root/$m" && umount "$work/root/$m" || true; done
  [[ -z $loop ]] || losetup -d "$loop"
  rm -rf "$work"
}
trap leave EXIT

packages=systemd-sysv,dbus,udev,systemd-resolved,initramfs-tools,grub-pc,cloud-init,cloud-guest-utils
packages+=,openssh-server,sudo,iproute2,iputils-ping,e2fsprogs,fdisk,ca-certificates
if [[ -n $manager ]]; then packages+=,network-manager; else packages+=,netplan.io; fi
case $system in
  debian)
    packages+=,linux-image-cloud-amd64,qemu-guest-agent
    boot=
    suite=bookworm
    ;;
  ubuntu)
    packages+=,linux-image-virtual,locales
    boot=/boot
    keyring=${keyring:-/usr/share/keyrings/ubuntu-archive-keyring.gpg}
    suite=noble
    ;;
esac
[[ -z $keyring || -s $keyring ]] || die 3 "the keys of $system are missing: no file $keyring; --keyring names another."
mmdebstrap --variant=minbase ${keyring:+--keyring="$keyring"} --include="$packages$more" --format=tar "$suite" "$work/root.tar" \
  || die 5 "the packages could not be had; see above."

truncate -s 3G "$work/disk.raw"
printf 'label: dos\nstart=2048, type=83, bootable\n' | sfdisk -q "$work/disk.raw"
loop=$(losetup --find --show --offset $((2048 * 512)) "$work/disk.raw")
mke2fs -q -t ext4 -L root "$loop"
mkdir "$work/root"
mount "$loop" "$work/root"
tar -C "$work/root" --numeric-owner --xattrs --xattrs-include="*" -xpf "$work/root.tar"
rm "$work/root.tar"
uuid=$(blkid -s UUID -o value "$loop")
for m in dev proc sys; do mount --bind "/$m" "$work/root/$m"; done
mount -t devpts devpts "$work/root/dev/pts" -o newinstance,ptmxmode=0666 2>/dev/null || mount --bind /dev/pts "$work/root/dev/pts"
printf 'UUID=%s / ext4 rw,discard,errors=remount-ro 0 1\n' "$uuid" >"$work/root/etc/fstab"
cat >"$work/root/etc/default/grub" <<GRUB
GRUB_DEFAULT=0
GRUB_TIMEOUT=0
GRUB_DISTRIBUTOR=$system
GRUB_CMDLINE_LINUX="console=tty0 console=ttyS0,115200"
GRUB_TERMINAL="console serial"
GRUB
# As grub-install does it, which wants a device with partitions: the core image behind the boot sector.
chroot "$work/root" mkdir -p /boot/grub/i386-pc
cp "$work/root"/usr/lib/grub/i386-pc/*.{mod,lst} "$work/root/boot/grub/i386-pc/"
chroot "$work/root" grub-mkimage -O i386-pc -p '(hd0,msdos1)/boot/grub' -o /boot/grub/i386-pc/core.img \
  biosdisk part_msdos ext2 search_fs_uuid || die 5 "GRUB could not be made."
dd if="$work/root/usr/lib/grub/i386-pc/boot.img" of="$work/disk.raw" bs=440 count=1 conv=notrunc status=none
dd if="$work/root/boot/grub/i386-pc/core.img" of="$work/disk.raw" bs=512 seek=1 conv=notrunc status=none
# update-grub leaves out systems on loop devices; the machine's own one writes this anew when its kernel changes.
cat >"$work/root/boot/grub/grub.cfg" <<MENU
set timeout=0
serial --unit=0 --speed=115200
terminal_input serial console
terminal_output serial console
menuentry $system {
  search --no-floppy --fs-uuid --set=root $uuid
  linux $boot/vmlinuz root=UUID=$uuid ro console=tty0 console=ttyS0,115200
  initrd $boot/initrd.img
}
MENU
# The locale that every system has; without it cloud-init asks for one that nobody made.
printf 'locale: C.UTF-8\n' >"$work/root/etc/cloud/cloud.cfg.d/01_image.cfg"
if [[ -n $limited ]]; then
  mkdir -p "$work/root/etc/sysconfig" "$work/root/etc/systemd/system/qemu-guest-agent.service.d"
  printf 'FILTER_RPC_ARGS="-b guest-exec,guest-exec-status"\n' >"$work/root/etc/sysconfig/qemu-ga"
  printf '[Service]\nEnvironmentFile=/etc/sysconfig/qemu-ga\nExecStart=\nExecStart=-/usr/sbin/qemu-ga $FILTER_RPC_ARGS\n' \
    >"$work/root/etc/systemd/system/qemu-guest-agent.service.d/limits.conf"
fi
network=systemd-networkd
if [[ -n $manager ]]; then
  network=NetworkManager
  printf 'system_info:\n  network:\n    renderers: [network-manager]\n    activators: [network-manager]\n' \
    >"$work/root/etc/cloud/cloud.cfg.d/02_network.cfg"
  # There cloud-init's second stage comes late: after the cards are up, and after the guest agent.
  sed -e '/^DefaultDependencies=no$/d; /^Before=sysinit.target$/d' \
    -e 's/^\[Unit\]$/&\nWants=NetworkManager-wait-online.service\nAfter=NetworkManager-wait-online.service/' \
    "$work/root/lib/systemd/system/cloud-init.service" >"$work/root/etc/systemd/system/cloud-init.service"
fi
# What a machine makes of itself when it first boots must not be in the image.
rm -f "$work/root"/etc/ssh/ssh_host_* "$work/root"/var/lib/dbus/machine-id "$work/root"/etc/hostname "$work/root"/etc/resolv.conf
: >"$work/root/etc/machine-id"
ln -s ../run/systemd/resolve/stub-resolv.conf "$work/root/etc/resolv.conf"
rm -rf "$work/root"/var/lib/apt/lists/* "$work/root"/var/cache/apt/archives/*.deb
chroot "$work/root" systemctl enable "$network" systemd-resolved ssh >/dev/null 2>&1
for m in dev/pts dev proc sys ''; do umount "$work/root/$m"; done
losetup -d "$loop"
loop=
qemu-img convert -f raw -O qcow2 -c "$work/disk.raw" "$out.part"
mv "$out.part" "$out"
printf 'build-cloud-image: %s, %s MiB\n' "$out" "$(($(stat -c %s "$out") >> 20))"
