package io.laas.provisioner.guest;

import java.util.ArrayList;
import java.util.List;

/**
 * The shell scripts of {@link GuestJob}. Plain POSIX, for busybox as for any cloud image. What a job prints is kept up to 5000
 * lines of 500 characters each.
 */
enum JobScript {
    /** Starts what it reads, unless that runs or has ended already; a job that was cut off is begun anew. */
    START("laas-job-start", """
            umask 077
            dir=$1
            alive() { read -r pid <"$dir/pid" && kill -0 "$pid"; }
            # in this order: what is not alive has left its code if it ended by itself
            if alive 2>/dev/null || [ -e "$dir/rc" ]; then cat >/dev/null; exit 0; fi
            rm -rf "$dir"
            mkdir -p "$dir" && cat >"$dir/script" && : >"$dir/out" || exit 1
            later=
            command -v setsid >/dev/null 2>&1 && later=setsid
            $later /bin/sh -c '
              echo $$ >"$1/pid.new" && mv "$1/pid.new" "$1/pid"
              {
                /bin/sh "$1/script" </dev/null 2>&1
                echo $? >"$1/rc.new"
                rm -f "$1/script"
                mv "$1/rc.new" "$1/rc"
              } | {
                n=0
                while IFS= read -r line || [ -n "$line" ]; do
                  n=$((n + 1))
                  [ "$n" -gt 5000 ] || printf "%.500s\\n" "$line"
                done >"$1/out"
              }
            ' laas-job "$dir" </dev/null >/dev/null 2>&1 &
            tries=50
            while [ ! -e "$dir/pid" ] && [ "$tries" -gt 0 ]; do
              tries=$((tries - 1))
              sleep 0.1 2>/dev/null || sleep 1
            done
            [ -e "$dir/pid" ]
            """),

    /** Says in its first line how the job stands, then what it has printed since the byte given (from 1). */
    LOOK("laas-job-look", """
            dir=$1
            # before its code is looked for: what is not alive has left it if it ended by itself
            alive=
            { read -r pid <"$dir/pid" && kill -0 "$pid" && alive=yes; } 2>/dev/null
            if [ -e "$dir/rc" ]; then
              sleep 0.1 2>/dev/null || sleep 1
              read -r rc <"$dir/rc"
              echo "ended $rc"
            elif [ -n "$alive" ]; then
              echo running
            else
              echo gone
            fi 2>/dev/null
            tail -c "+$2" "$dir/out" 2>/dev/null | head -c 16000
            """),

    /** Ends the job with all it has started and forgets it. */
    STOP("laas-job-stop", """
            dir=$1
            # dash wants the two hyphens, busybox does not
            group() { kill -s "$1" -- "-$pid" || kill -s "$1" "-$pid"; }
            if [ ! -e "$dir/rc" ] && read -r pid <"$dir/pid"; then
              group TERM || kill -s TERM "$pid"
              tries=20
              while kill -0 "-$pid" && [ "$tries" -gt 0 ]; do
                tries=$((tries - 1))
                sleep 0.1 || sleep 1
              done
              group KILL
            fi 2>/dev/null
            rm -rf "$dir"
            """),

    /** Forgets jobs that have ended: those of the operation, or those of all others. */
    FORGET("laas-job-forget", """
            for dir in "$1"/*; do
              [ -e "$dir/rc" ] || continue
              case "$3:${dir##*/}" in
                own:"$2"-* | others:"$2"-*) [ "$3" = others ] || rm -rf "$dir" ;;
                others:*) rm -rf "$dir" ;;
              esac
            done
            """),

    /** Puts what it reads in place of a file; a half written file is never seen under its name. */
    FILE("laas-job-file", """
            umask 077
            dir=${1%/*}
            [ -d "$dir" ] || (umask 022 && mkdir -p "$dir") || exit 1
            cat >"$1.laas-new" && chmod "$2" "$1.laas-new" && mv -f "$1.laas-new" "$1" || exit 1
            ! command -v restorecon >/dev/null 2>&1 || restorecon "$1"
            """);

    private final String label;
    private final String text;

    JobScript(String label, String text) {
        this.label = label;
        this.text = text;
    }

    String label() {
        return label;
    }

    List<String> argv(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", text, label));
        argv.addAll(List.of(arguments));
        return argv;
    }
}
