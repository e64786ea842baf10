#!/usr/bin/env bash
# Builds the small LaaS guest image from Debian (or Ubuntu) packages; needs no root.
set -euo pipefail
umask 022
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C SOURCE_DATE_EPOCH=1700000000

usage() {
  cat <<'USAGE'
usage: build-guest.sh --out DIR [--force]

Makes a small bootable guest from packages of this system's distribution and keeps it in DIR. Skips the work when
DIR already holds the guest made of the same packages by the same scripts.

  DIR/laas-guest.qcow2          bootable disk, 1 GiB virtual; an overlay may be larger, the guest grows into it
  DIR/laas-guest.qcow2.sha256   its checksum, in the form of sha256sum
  DIR/laas-guest.vmlinuz        kernel, initrd and command line of the same guest for direct kernel boot, which is
  DIR/laas-guest.initrd         faster under TCG; the root stays on the first disk either way
  DIR/laas-guest.cmdline

  --force   build again though nothing changed
  --help    this text

exit codes:
  0  the guest is there
  2  wrong usage
  3  a tool is missing; the message names the package
  5  the build failed; the reason was printed
USAGE
}

die() { local code=$1; shift; printf 'build-guest: %s\n' "$*" >&2; exit "$code"; }

out=
force=false
while [[ $# -gt 0 ]]; do
  case $1 in
    --out) [[ $# -ge 2 ]] || die 2 "--out needs a directory."; out=$2; shift 2 ;;
    --force) force=true; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; die 2 "unknown option \"$1\"; see the usage above." ;;
  esac
done
[[ -n $out ]] || { usage >&2; die 2 "--out DIR is missing."; }

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root_packages=(busybox-static dropbear-bin qemu-guest-agent iproute2 e2fsprogs)
disk_mib=1024
boot_mib=32
# no_timer_check keeps guests from hanging on a loaded host; acpi=noirq skips slow interrupt tables (virtio uses MSI);
# the rest skips self-tests and patching that cost seconds without KVM.
cmdline='console=ttyS0 quiet mitigations=off no_timer_check panic=1 acpi=noirq nokaslr noreplace-smp init_on_alloc=0'
cmdline+=' cryptomgr.notests initcall_blacklist=init_kprobe_trace'

# Programs taken from the packages, with the libraries they need.
programs=(usr/sbin/dropbear usr/bin/dropbearkey usr/bin/dbclient usr/sbin/qemu-ga bin/ip usr/bin/ip sbin/bridge usr/sbin/bridge
  bin/ss usr/bin/ss sbin/resize2fs usr/sbin/resize2fs)
early_modules=(virtio_pci virtio_blk crc32c_generic)
modules=("${early_modules[@]}" virtio_net virtio_rng virtio_console isofs evdev button 8021q bridge bonding tun vxlan veth macvlan dummy
  sch_tbf sch_netem overlay fuse loop nf_tables nft_chain_nat nft_masq nft_ct nft_counter)

need() { command -v "$1" >/dev/null || die 3 "the program $1 is missing; install it with: apt-get install $2"; }
need apt-get apt
need dpkg-deb dpkg
need cpio cpio
need depmod kmod
need mke2fs e2fsprogs
need sfdisk fdisk
need mformat mtools
need syslinux syslinux
need qemu-img qemu-utils
mbr=
for file in /usr/lib/syslinux/mbr/mbr.bin /usr/lib/SYSLINUX/mbr.bin; do [[ ! -r $file ]] || mbr=$file; done
[[ -n $mbr ]] || die 3 "syslinux's mbr.bin is missing; install it with: apt-get install syslinux-common"

mkdir -p -- "$out" || die 5 "the directory $out could not be made."
out=$(cd -- "$out" && pwd)
[[ -w $out ]] || die 5 "the directory $out cannot be written to by $(id -un)."
exec 8>"$out/.laas-guest.lock"
flock -w 300 8 || die 5 "another build is still running in $out after 300 s; try again when it has ended."

steps=9
step=0
progress() {
  step=$((step + 1))
  if [[ ! -t 1 ]]; then
    printf 'guest: %s\n' "$1"
    return 0
  fi
  local width=24 bar
  printf -v bar '%*s' $((step * width / steps)) ''
  printf '\rguest image  [%-*s] %3d%%  %-36s' "$width" "${bar// /#}" $((step * 100 / steps)) "$1"
  [[ $step -lt $steps ]] || printf '\n'
}

digest() { sha256sum | cut -d ' ' -f 1; }
complete() {
  local suffix
  for suffix in qcow2 qcow2.sha256 vmlinuz initrd cmdline; do [[ -s $out/laas-guest.$suffix ]] || return 1; done
}
recipe=$(cd "$here" && find build-guest.sh initrd rootfs -type f -print0 | sort -z | xargs -0 sha256sum | digest)
lists=$(stat -c '%n %Y' /var/lib/apt/lists /var/lib/apt/lists/*_Packages* 2>/dev/null | digest)
key_file=$out/laas-guest.key
old_recipe='' old_lists='' old_packages=''
[[ ! -r $key_file ]] || read -r old_recipe old_lists old_packages <"$key_file" || true
reuse() { printf 'guest: %s is up to date\n' "$out/laas-guest.qcow2"; exit 0; }
if ! $force && complete && [[ $recipe == "$old_recipe" && $lists == "$old_lists" ]]; then reuse; fi

direct_depends() {
  apt-cache depends --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances "$@" \
    | sed -n 's/^ *|\{0,1\}\(Pre\)\{0,1\}Depends: \([a-z0-9][a-z0-9.+-]*\)\(:any\)\{0,1\}$/\2/p'
}

kernel_packages() {
  local meta found
  for meta in linux-image-cloud-amd64 linux-image-kvm linux-image-virtual linux-image-amd64; do
    found=$(direct_depends "$meta" 2>/dev/null | grep -E '^linux-(image|modules)-[0-9]' || true)
    [[ -n $found ]] || continue
    # Ubuntu keeps the drivers in a package of their own.
    direct_depends "$(head -n 1 <<<"$found")" | grep -E '^linux-modules-[0-9]' || true
    printf '%s\n' "$found"
    return 0
  done
}

all_packages() {
  local todo=("${root_packages[@]}") next known
  known=$(printf '%s\n' "${todo[@]}")
  while [[ ${#todo[@]} -gt 0 ]]; do
    mapfile -t next < <(direct_depends "${todo[@]}" | grep -E '^(lib|zlib)' | grep -vxF "$known" | sort -u)
    [[ ${#next[@]} -gt 0 ]] || break
    known+=$'\n'$(printf '%s\n' "${next[@]}")
    todo=("${next[@]}")
  done
  printf '%s\n' "$known"
  kernel_packages
}

progress "choosing packages"
mapfile -t packages < <(all_packages | sort -u)
printf '%s\n' "${packages[@]}" | grep -q '^linux-image-' || die 5 "apt knows no Linux kernel package; run apt-get update as root and try again."
uris=$(apt-get -qq --print-uris download "${packages[@]}" 2>/dev/null | awk '{ print $2, $4 }' | sort) || uris=
if [[ -z $uris ]]; then
  if complete && [[ $recipe == "$old_recipe" ]]; then reuse; fi
  die 5 "apt has no package lists; run apt-get update as root and try again."
fi
package_key=$(digest <<<"$uris")
if ! $force && complete && [[ $recipe == "$old_recipe" && $package_key == "$old_packages" ]]; then
  printf '%s %s %s\n' "$recipe" "$lists" "$package_key" >"$key_file"
  [[ ! -t 1 ]] || printf '\n'
  reuse
fi

work=$(mktemp -d "$out/.build.XXXXXX")
cleanup() { rm -rf -- "$work"; }
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
log=$work/log
run() { "$@" >>"$log" 2>&1 8>&- || die 5 "${FUNCNAME[1]}: the command \"$1\" failed: $(tail -n 1 "$log")"; }

download() {
  mkdir "$work/deb"
  (cd "$work/deb" && run apt-get -q -o Debug::NoLocking=1 -o APT::Sandbox::User=root download "${packages[@]}")
}

unpack() {
  local deb
  mkdir "$work/x"
  for deb in "$work"/deb/*.deb; do run dpkg-deb -x "$deb" "$work/x"; done
}

# The libraries of a program, found in the unpacked packages only.
libraries() {
  local tree=$work/x loader path
  loader=$(find "$tree" -name ld-linux-x86-64.so.2 \( -type f -o -type l \) -path '*x86_64-linux-gnu*' | head -n 1)
  path=$tree/lib/x86_64-linux-gnu:$tree/usr/lib/x86_64-linux-gnu
  "$(readlink -f "$loader")" --inhibit-cache --library-path "$path" --list "$1"
}

assemble_root() {
  local root=$work/root tree=$work/x program name list library
  mkdir -p "$root"/{usr/{bin,sbin,lib/x86_64-linux-gnu,lib64},etc/dropbear,dev,proc,sys,run,tmp,mnt,root,home,boot,var/{lib/laas,log,www,tmp}}
  for name in bin sbin lib lib64; do ln -s "usr/$name" "$root/$name"; done
  ln -s ../run "$root/var/run"
  chmod 1777 "$root/tmp" "$root/var/tmp"
  chmod 700 "$root/root"
  for program in "${programs[@]}"; do
    [[ -f $tree/$program && ! -L $tree/$program ]] || continue
    name=${program##*/}
    cp "$tree/$program" "$root/usr/sbin/$name"
    list=$(libraries "$tree/$program") || die 5 "assemble_root: the libraries of $name were not found in the packages."
    while read -r library; do
      [[ -e $root/usr/lib/x86_64-linux-gnu/${library##*/} ]] || cp -L "$library" "$root/usr/lib/x86_64-linux-gnu/"
    done < <(sed -n "s|.* => \($tree/[^ ]*\) .*|\1|p" <<<"$list")
    ! grep -q 'not found' <<<"$list" || die 5 "assemble_root: $name lacks a library: $(grep 'not found' <<<"$list" | head -n 1)"
  done
  for name in dropbear dropbearkey qemu-ga ip resize2fs; do
    [[ -x $root/usr/sbin/$name ]] || die 5 "assemble_root: no package contained the program $name."
  done
  cp -L "$(find "$tree" -name ld-linux-x86-64.so.2 -path '*x86_64-linux-gnu*' | head -n 1)" "$root/usr/lib64/ld-linux-x86-64.so.2"
  cp -L "$(find "$tree" -path '*/bin/busybox' -type f | head -n 1)" "$root/usr/bin/busybox"
  while read -r name; do
    [[ -e $root/usr/bin/$name || -e $root/usr/sbin/$name ]] || ln -s busybox "$root/usr/bin/$name"
  done < <("$root/usr/bin/busybox" --list)
  for name in init modprobe insmod rmmod lsmod hwclock acpid; do ln -sf ../bin/busybox "$root/usr/sbin/$name"; done
  (cd "$here/rootfs" && tar -c --mode=u=rwX,go=rX .) | tar -x -C "$root"
  for name in poweroff reboot halt shutdown; do
    rm -f "$root/usr/bin/$name"
    ln -s laas-stop "$root/usr/sbin/$name"
  done
  printf 'root:x:0:0:root:/root:/bin/sh\n' >"$root/etc/passwd"
  printf 'root:*:19000:0:99999:7:::\n' >"$root/etc/shadow"
  chmod 600 "$root/etc/shadow"
  printf 'root:x:0:\ntty:x:5:\n' >"$root/etc/group"
  printf '/bin/sh\n/usr/bin/sh\n' >"$root/etc/shells"
  printf 'hosts: files dns\npasswd: files\ngroup: files\nshadow: files\n' >"$root/etc/nsswitch.conf"
  printf 'NAME="LaaS guest"\nID=laas-guest\nPRETTY_NAME="LaaS guest"\n' >"$root/etc/os-release"
  printf 'export PATH=/usr/sbin:/usr/bin\n' >"$root/etc/profile"
  cp -L "$tree"/*/x86_64-linux-gnu/libnss_{dns,files}.so.2 "$tree"/usr/lib/x86_64-linux-gnu/libnss_{dns,files}.so.2 \
    "$root/usr/lib/x86_64-linux-gnu/" 2>/dev/null || true
}

# Copies the chosen drivers and what they depend on; the order in modules.dep is the reverse of loading.
assemble_modules() {
  local source target version module chain file
  source=$(find "$work/x" -type d -path '*lib/modules/*' -name kernel | head -n 1)
  [[ -n $source ]] || die 5 "assemble_modules: the kernel packages contain no drivers."
  source=${source%/kernel}
  version=${source##*/}
  target=$work/root/usr/lib/modules/$version
  mkdir -p "$target" "$work/initrd/modules"
  run depmod -b "${source%/lib/modules/*}" "$version"
  for module in "${modules[@]}"; do
    chain=$(awk -F: -v name="$module" '{ file = $1; sub(/.*\//, "", file); sub(/\.ko.*/, "", file); gsub(/-/, "_", file) }
      file == name { print $1 $2; exit }' "$source/modules.dep")
    for file in $chain; do
      mkdir -p "$target/${file%/*}"
      cp "$source/$file" "$target/$file"
      case $file in
        *.xz) xz -df "$target/$file" ;;
        *.zst) zstd -qdf --rm "$target/$file" ;;
      esac
    done
    if [[ " ${early_modules[*]} " == *" $module "* ]]; then
      for file in $(tr ' ' '\n' <<<"$chain" | tac); do
        file=${file%.xz}
        file=${file%.zst}
        grep -qxF "${file##*/}" "$work/initrd/modules/order" 2>/dev/null && continue
        cp "$target/$file" "$work/initrd/modules/"
        printf '%s\n' "${file##*/}" >>"$work/initrd/modules/order"
      done
    fi
  done
  cp "$source"/modules.{builtin,order} "$target/"
  run depmod -b "$work/root" "$version"
  rm -f "$target"/*.bin
  cp "$(find "$work/x/boot" -name 'vmlinuz-*' -type f | head -n 1)" "$work/laas-guest.vmlinuz"
}

make_initrd() {
  local initrd=$work/initrd name list
  mkdir -p "$initrd"/{bin,dev,lib,lib64,proc,sys,sysroot}
  cp "$work/root/usr/bin/busybox" "$initrd/bin/"
  for name in sh mount insmod findfs cat dd printf blockdev switch_root reboot sleep; do ln -s busybox "$initrd/bin/$name"; done
  cp "$work/root/usr/sbin/resize2fs" "$initrd/bin/"
  cp "$work/root/usr/lib64/ld-linux-x86-64.so.2" "$initrd/lib64/"
  list=$(libraries "$(find "$work/x" -path '*sbin/resize2fs' -type f | head -n 1)")
  while read -r name; do [[ $name == ld-* ]] || cp "$work/root/usr/lib/x86_64-linux-gnu/$name" "$initrd/lib/"; done \
    < <(sed -n "s|.* => $work/x/.*/\([^/ ]*\) (.*|\1|p" <<<"$list")
  cp "$here/initrd/init" "$initrd/init"
  chmod 755 "$initrd/init"
  touch "$initrd/modules/order"
  (cd "$initrd" && find . -print0 | sort -z | cpio -0 -o -H newc -R 0:0 --reproducible --quiet) >"$work/laas-guest.initrd"
  printf '%s\n' "$cmdline" >"$work/laas-guest.cmdline"
}

make_root_partition() {
  local image=$work/root.img
  truncate -s $((disk_mib - boot_mib - 1))M "$image"
  run mke2fs -q -t ext4 -L laas-root -m 0 -J size=8 -O ^metadata_csum,uninit_bg \
    -E root_owner=0:0,lazy_itable_init=1,lazy_journal_init=1 -d "$work/root" "$image"
  [[ $EUID -ne 0 ]] || return 0
  # Built without root, the files still belong to root in the guest.
  (cd "$work/root" && find . -mindepth 1 -printf 'set_inode_field "/%P" uid 0\nset_inode_field "/%P" gid 0\n') >"$work/owners"
  run debugfs -w -f "$work/owners" "$image"
}

make_boot_partition() {
  local image=$work/boot.img
  printf 'DEFAULT laas\nPROMPT 0\nTIMEOUT 0\nLABEL laas\n  LINUX vmlinuz\n  INITRD initrd\n  APPEND %s\n' "$cmdline" >"$work/syslinux.cfg"
  run mformat -C -i "$image" -T $((boot_mib * 2048)) -H 2048 -h 64 -s 32 -v LAASBOOT ::
  run mcopy -i "$image" "$work/laas-guest.vmlinuz" ::vmlinuz
  run mcopy -i "$image" "$work/laas-guest.initrd" ::initrd
  run mcopy -i "$image" "$work/syslinux.cfg" ::syslinux.cfg
  run syslinux --install "$image"
}

make_disk() {
  local disk=$work/disk.img
  truncate -s "${disk_mib}M" "$disk"
  printf 'label: dos\nstart=2048, size=%d, type=c, bootable\nstart=%d, size=%d, type=83\n' \
    $((boot_mib * 2048)) $(((boot_mib + 1) * 2048)) $(((disk_mib - boot_mib - 1) * 2048)) >"$work/layout"
  sfdisk -q "$disk" <"$work/layout" >>"$log" 2>&1 || die 5 "make_disk: sfdisk failed: $(tail -n 1 "$log")"
  run dd if="$mbr" of="$disk" bs=440 count=1 conv=notrunc
  run dd if="$work/boot.img" of="$disk" bs=1M seek=1 conv=notrunc,sparse
  run dd if="$work/root.img" of="$disk" bs=1M seek=$((boot_mib + 1)) conv=notrunc,sparse
  run qemu-img convert -f raw -O qcow2 "$disk" "$work/laas-guest.qcow2"
}

install_result() {
  local suffix
  (cd "$work" && sha256sum laas-guest.qcow2 >laas-guest.qcow2.sha256)
  rm -f -- "$key_file"
  for suffix in vmlinuz initrd cmdline qcow2.sha256 qcow2; do
    chmod 644 "$work/laas-guest.$suffix"
    mv -f -- "$work/laas-guest.$suffix" "$out/laas-guest.$suffix"
  done
  printf '%s %s %s\n' "$recipe" "$lists" "$package_key" >"$key_file"
}

progress "downloading ${#packages[@]} packages"
download
progress "unpacking"
unpack
progress "root file system"
assemble_root
progress "kernel drivers"
assemble_modules
progress "early root"
make_initrd
progress "partitions"
make_root_partition
make_boot_partition
progress "disk image"
make_disk
install_result
progress "done: $(du -h "$out/laas-guest.qcow2" | cut -f 1) laas-guest.qcow2"
