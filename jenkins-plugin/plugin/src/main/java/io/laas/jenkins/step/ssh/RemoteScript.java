package io.laas.jenkins.step.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A script on a machine that goes on when the connection does not: it is put into a directory of its own below {@code ~/.laas-run},
 * started apart from the connection, and followed by reading what it wrote. Each of these can be done again. The script travels on
 * standard input, so it appears in no process list. Needs a POSIX shell with {@code tail -c} and {@code head -c} there.
 */
public final class RemoteScript {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{8,64}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,8}");
    /** How many bytes of a script's standard output are handed to a pipeline. */
    static final int MOST = 4_000_000;

    private static final Map<Integer, String> WHY = Map.of(
            94, "the machine's shell did not start it; what it said about that is in the log",
            95, "it was killed on the machine, or the machine was restarted",
            96, "nothing of it is left on the machine; was the machine reset?");

    private static final String PUT = """
            umask 077; d="$HOME/.laas-run/%s"
            [ -e "$d/begun" ] && exit 0
            mkdir -p "$d" && cat > "$d/script" || exit 1
            chmod 700 "$d/script"; : > "$d/out"; : > "$d/err"
            cat > "$d/run" <<'LAAS'
            cd "$HOME"; echo $$ > "$1/pid"
            if [ "$(head -c 2 "$1/script")" = '#!' ]; then "$1/script"; else sh -xe "$1/script"; fi
            echo $? > "$1/code"; mv "$1/code" "$1/result"
            LAAS
            apart=; command -v setsid > /dev/null 2>&1 && apart=setsid
            : > "$d/begun"
            ( trap '' HUP; $apart sh "$d/run" "$d" < /dev/null > "$d/out" 2> "$d/%s" & )
            """;

    private static final String FOLLOW = """
            d="$HOME/.laas-run/%s"; o=%d; e=%d
            [ -d "$d" ] || exit 96
            looks=0
            while :; do
              end=; [ -e "$d/result" ] && end=0
              looks=$((looks + 1)); if [ "$looks" -gt 50 ] && [ ! -s "$d/pid" ]; then end=94; fi
              if [ -z "$end" ] && [ -s "$d/pid" ] && ! kill -0 "$(cat "$d/pid")" 2> /dev/null; then
                [ -e "$d/result" ] || end=95
              fi
              n=$(($(wc -c < "$d/out")))
              if [ %s -eq 1 ] && [ "$n" -gt "$o" ]; then tail -c +$((o + 1)) "$d/out" | head -c $((n - o)); o=$n; fi
              n=$(($(wc -c < "$d/err")))
              if [ "$n" -gt "$e" ]; then tail -c +$((e + 1)) "$d/err" | head -c $((n - e)) >&2; e=$n; fi
              [ -n "$end" ] && exit "$end"
              sleep 0.2 2> /dev/null || sleep 1
            done
            """;

    private static final String KILL = """
            d="$HOME/.laas-run/%s"
            if [ -s "$d/pid" ] && [ ! -e "$d/result" ]; then
              p=$(cat "$d/pid"); kill -s TERM -- "-$p" 2> /dev/null || kill -s TERM "$p" 2> /dev/null
              sleep 1; kill -s KILL -- "-$p" 2> /dev/null || kill -s KILL "$p" 2> /dev/null
            fi
            rm -rf "$d"
            """;

    private final String id;
    private final boolean apart;

    /**
     * Names a script.
     *
     * @param id unique on the machine
     * @param apart whether what it writes to standard output is kept for {@link #output}; otherwise it comes with the rest
     */
    public RemoteScript(String id, boolean apart) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of a script must be lower-case letters, digits and hyphens, was " + id);
        }
        this.id = id;
        this.apart = apart;
    }

    /** Starts it unless it was started before. */
    public void start(Link link, String text) throws IOException {
        link.ask(shell(startText()), text.getBytes(StandardCharsets.UTF_8));
    }

    private String startText() {
        return PUT.formatted(id, "err").replace("2> \"$d/err\" &", apart ? "2> \"$d/err\" &" : "2>&1 &");
    }

    /**
     * Reads what it writes until it ends.
     *
     * @param outFrom how much of standard output was read before
     * @param errFrom how much of standard error was read before
     * @throws MachineException if it is gone or was killed from outside
     */
    public void follow(Link link, long outFrom, long errFrom, OutputStream out, OutputStream err) throws IOException {
        int code = link.run(shell(FOLLOW.formatted(id, outFrom, errFrom, apart ? "0" : "1")), new byte[0], out, err);
        String why = WHY.get(code);
        if (why != null) {
            throw new MachineException(why);
        }
        if (code != 0) {
            throw new IOException("following it ended with " + code);
        }
    }

    /** Returns the exit code of a script that ended. */
    public int result(Link link) throws IOException {
        String code = link.ask(shell("cat \"$HOME/.laas-run/%s/result\"".formatted(id)), new byte[0]);
        if (!NUMBER.matcher(code).matches()) {
            throw new MachineException("its exit code on the machine is no number");
        }
        return Integer.parseInt(code);
    }

    /**
     * Returns what it wrote to standard output, if that was kept apart.
     *
     * @throws MachineException if that is more than {@value #MOST} bytes
     */
    public String output(Link link) throws IOException {
        String size = link.ask(shell("echo $(($(wc -c < \"$HOME/.laas-run/%s/out\")))".formatted(id)), new byte[0]);
        if (!NUMBER.matcher(size).matches() || Integer.parseInt(size) > MOST) {
            throw new MachineException(
                    "it wrote more to standard output than the %d bytes that returnStdout takes. Leave returnStdout out, or let it write to a file and read the part you need."
                            .formatted(MOST));
        }
        return link.ask(shell("cat \"$HOME/.laas-run/%s/out\"".formatted(id)), new byte[0], MOST);
    }

    /** Ends it if it still runs, and removes what is left of it. */
    public void remove(Link link) throws IOException {
        link.ask(shell(KILL.formatted(id)), new byte[0]);
    }

    /** Users' login shells differ; this text is for a POSIX one. */
    static String shell(String text) {
        return "exec sh -c '" + text.replace("'", "'\\''") + "'";
    }
}
