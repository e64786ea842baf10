package io.laas.provisioner.guest;

import java.util.ArrayList;
import java.util.List;

/** A shell script for guests. It knows its own name as {@code $0}. */
enum GuestScript {
    PROOF(Guest.PROOF, "reading the boot identity", """
            read -r id </proc/sys/kernel/random/boot_id || exit 1
            echo "$id"
            for mark in /run/laas-used /var/tmp/laas-used; do [ ! -e "$mark" ] || echo "$mark"; done
            """),

    FACTS("laas-facts", "asking the guest about itself", """
            echo "hostname $(hostname 2>/dev/null || cat /etc/hostname)"
            [ ! -r /etc/os-release ] || (. /etc/os-release; echo "os $PRETTY_NAME")
            echo "kernel $(uname -r)"
            read -r up _ </proc/uptime && echo "uptime ${up%.*} s"
            read -r load _ </proc/loadavg && echo "load $load"
            ip -o -4 addr show 2>/dev/null | while read -r _ card _ address _; do
              [ "$card" = lo ] || echo "address $card $address"
            done
            """),

    /** Who is known to the guest as logged in, and open connections to its ssh server. */
    LOGINS("laas-logins", "asking who is logged in", """
            n=$(who 2>/dev/null | wc -l)
            for file in /proc/net/tcp /proc/net/tcp6; do
              [ -r "$file" ] || continue
              while read -r _ local _ state _; do
                case $local,$state in *:0016,01) n=$((n + 1)) ;; esac
              done <"$file"
            done
            echo $n
            """),

    MARK(Guest.MARK, "marking the used state", """
            [ -d /var/tmp ] || mkdir -p /var/tmp
            echo used >/run/laas-used && echo used >/var/tmp/laas-used && sync
            """),

    /** Root gets the keys too where it already has plain ones, or where the account has no other way to become root. */
    KEYS("laas-keys", "setting the keys", """
            umask 077
            keys=
            while IFS= read -r line; do keys="$keys$line
            "; done
            put() {
              dir=$3/.ssh
              [ ! -L "$dir" ] || rm -f "$dir"
              [ -d "$dir" ] || mkdir -p "$dir" || return 1
              if [ -f "$dir/authorized_keys" ] && [ ! -L "$dir/authorized_keys" ]; then
                printf %s "$keys" >"$dir/authorized_keys"
                return
              fi
              printf %s "$keys" >"$dir/.laas-keys" || return 1
              chown "$1:$2" "$dir" "$dir/.laas-keys" && mv -f "$dir/.laas-keys" "$dir/authorized_keys" || return 1
              ! command -v restorecon >/dev/null 2>&1 || restorecon -R "$dir"
            }
            plain() {
              [ -f /root/.ssh/authorized_keys ] || return 1
              while read -r type _; do
                case $type in ssh-* | ecdsa-* | sk-*) return 0 ;; esac
              done </root/.ssh/authorized_keys
              return 1
            }
            wanted=$1
            root=
            [ "$wanted" != root ] || root=yes
            command -v sudo >/dev/null 2>&1 || command -v doas >/dev/null 2>&1 || root=yes
            ! plain || root=yes
            found=
            while IFS=: read -r name _ uid gid _ home _; do
              if [ "$name" = "$wanted" ]; then
                found=yes
                put "$uid" "$gid" "$home" || exit 1
              elif [ "$name" = root ] && [ -n "$root" ]; then
                put "$uid" "$gid" "$home" || exit 1
              fi
            done </etc/passwd
            [ -n "$found" ] || { echo "there is no account $wanted" >&2; exit 3; }
            """),

    /** A half written file is never seen under its name. */
    PUT("laas-put", "putting a file", """
            umask 022
            dir=${1%/*}
            [ -d "$dir" ] || mkdir -p "$dir" || exit 1
            cat >"$1.new" && mv -f "$1.new" "$1" || exit 1
            ! command -v restorecon >/dev/null 2>&1 || restorecon "$1"
            """),

    /**
     * Mounts ISOs and serves them: arguments are the port and the names, in the order of their disks. What it does is kept as a script
     * that is run at every boot: by systemd where there is one, and otherwise by cloud-init, or by the small guest in its place.
     */
    SHARE("laas-share", "serving the ISOs", """
            umask 022
            mkdir -p /usr/local/lib/laas && cat >/usr/local/lib/laas/share-isos.new || exit 1
            mv -f /usr/local/lib/laas/share-isos.new /usr/local/lib/laas/share-isos
            if [ -d /run/systemd/system ]; then
              printf '%s\n' '[Unit]' 'Description=Installer ISOs over HTTP' 'After=local-fs.target network.target' '[Service]' \
                'Type=oneshot' 'RemainAfterExit=yes' "ExecStart=/bin/sh /usr/local/lib/laas/share-isos $*" '[Install]' \
                'WantedBy=multi-user.target' >/etc/systemd/system/laas-isos.service
              systemctl daemon-reload && systemctl enable laas-isos.service 2>/dev/null
              systemctl restart laas-isos.service && exit 0
              systemctl status --no-pager laas-isos.service | tail -n 3 >&2
              exit 1
            fi
            boot=/var/lib/cloud/scripts/per-boot/laas-isos
            mkdir -p "${boot%/*}" && printf '#!/bin/sh\nexec /bin/sh /usr/local/lib/laas/share-isos %s\n' "$*" >"$boot.new" &&
              chmod 755 "$boot.new" && mv -f "$boot.new" "$boot" || exit 1
            exec "$boot"
            """),

    DROP("laas-drop", "taking files away", """
            rm -f "$@"
            """),

    SETTLE("laas-settle", "waiting for the first boot to end", """
            addresses=$(cat)
            tries=$(($1 * 5))
            while :; do
              missing=
              have="$(cat /proc/net/fib_trie)
            "
              for address in $addresses; do
                case $have in *"|-- $address
            "*) ;; *) missing="$missing $address" ;; esac
              done
              [ -z "$missing" ] || missing="no address$missing"
              if [ -e /run/cloud-init/enabled ] && [ ! -e /run/cloud-init/result.json ]; then
                missing="$missing; cloud-init is still running"
              fi
              [ ! -e /var/lib/laas/runcmd.todo ] || missing="$missing; first-boot commands are still to run"
              [ -n "$missing" ] || exit 0
              tries=$((tries - 1))
              [ "$tries" -gt 0 ] || { echo "$missing"; exit 4; }
              sleep 0.2 2>/dev/null || sleep 1
            done
            """);

    private final String label;
    private final String title;
    private final String text;

    GuestScript(String label, String title, String text) {
        this.label = label;
        this.title = title;
        this.text = text;
    }

    String title() {
        return title;
    }

    List<String> argv(List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", text, label));
        argv.addAll(arguments);
        return argv;
    }
}
