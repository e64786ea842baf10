package io.laas.provisioner.guest;

import java.util.ArrayList;
import java.util.List;

/** How the jump host serves its ISOs: each is mounted at {@code /srv/laas/iso/<name>} and read over HTTP at {@code /<name>/}. */
public final class IsoShare {
    /** Where they are served. */
    public static final int PORT = 8069;

    /**
     * Run with the port and the names. The disks are known by their serial numbers. Every image with cloud-init has Python, and the small
     * guest has busybox; whichever is there serves.
     */
    static final String SCRIPT = """
            base=/srv/laas/iso
            port=$1
            shift
            modprobe isofs 2>/dev/null
            modprobe udf 2>/dev/null
            number=0
            for name in "$@"; do
              number=$((number + 1))
              disk=
              for serial in /sys/block/*/serial; do
                [ "$(cat "$serial" 2>/dev/null)" != "laas-iso-$number" ] || disk=$serial
              done
              [ -n "$disk" ] || { echo "there is no disk laas-iso-$number" >&2; exit 3; }
              disk=${disk%/serial}
              disk=/dev/${disk##*/}
              mkdir -p "$base/$name"
              case "$(cat /proc/mounts)" in
                *" $base/$name "*) ;;
                *)
                  mount -t iso9660 -o ro,nosuid,nodev "$disk" "$base/$name" 2>/dev/null ||
                    mount -t udf -o ro,nosuid,nodev "$disk" "$base/$name" || exit 4
                  ;;
              esac
            done
            pid=$(cat /run/laas-isos.pid 2>/dev/null)
            case "$(tr '\\0' ' ' 2>/dev/null <"/proc/${pid:-none}/cmdline")" in
              *"$port"*"$base"* | *"$base"*"$port"*) exit 0 ;;
            esac
            cd /
            if command -v python3 >/dev/null 2>&1; then
              setsid python3 -m http.server "$port" --directory "$base" </dev/null >/dev/null 2>&1 &
            elif command -v busybox >/dev/null && busybox --list | grep -qx httpd; then
              setsid busybox httpd -f -p "$port" -h "$base" </dev/null >/dev/null 2>&1 &
            else
              echo "neither python3 nor busybox httpd is there; the ISOs are mounted below $base" >&2
              exit 5
            fi
            pid=$!
            echo "$pid" >/run/laas-isos.pid
            sleep 1
            kill -0 "$pid" 2>/dev/null || { echo "port $port cannot be served on" >&2; exit 6; }
            """;

    private IsoShare() {}

    static List<String> arguments(List<String> names) {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(PORT)));
        arguments.addAll(names);
        return arguments;
    }
}
