package io.laas.provisioner.guest;

import io.laas.model.Names;
import io.laas.model.installer.Escape;
import io.laas.provisioner.hypervisor.GuestResult;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A script that runs in a machine on its own, whoever looks at it. Started again under the same name it is found running or
 * ended, so an operation that was cut off goes on where it was. Script, values and output are readable to root alone, in memory,
 * and the script is deleted when it has ended.
 */
public final class GuestJob {
    /** Where jobs are kept in a machine; gone after a restart of the machine, and so are the jobs. */
    public static final String DIRECTORY = "/run/laas/jobs";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MAX_WORDS = 300;

    private final Shell shell;
    private final String machine;
    private final String path;

    /**
     * @param machine its name, for messages
     * @param directory where jobs are kept in the machine
     * @param name which job: the operation's name, a hyphen, and something unique in the operation
     */
    public GuestJob(Shell shell, String machine, String directory, String name) {
        this.shell = shell;
        this.machine = machine;
        this.path = directory + "/" + name;
    }

    /**
     * How a job stands.
     *
     * @param running whether it has not ended
     * @param exitCode how it ended; empty while it runs, and when it was cut off
     * @param output what it has printed since the byte asked for, at most 16000 bytes
     */
    public record State(boolean running, OptionalInt exitCode, String output) {}

    /** Starts the script unless it runs or has ended already. */
    public void start(String script, Map<String, String> environment) {
        String exports = environment.entrySet().stream()
                .map(e -> "export %s='%s'\n".formatted(e.getKey(), Escape.SHELL.of(e.getValue())))
                .collect(Collectors.joining());
        run(JobScript.START, exports + script, path);
    }

    /**
     * Looks how it stands.
     *
     * @param from first byte of the output wanted, counted from 1
     */
    public State look(long from) {
        String said = run(JobScript.LOOK, "", path, Long.toString(from));
        int end = said.indexOf('\n');
        String first = end < 0 ? said : said.substring(0, end);
        String output = end < 0 ? "" : said.substring(end + 1);
        OptionalInt exit = first.matches("ended \\d{1,3}")
                ? OptionalInt.of(Integer.parseInt(first.substring(6)))
                : OptionalInt.empty();
        return new State(first.equals("running"), exit, output);
    }

    /** Ends the job with everything it has started, and forgets it. */
    public void stop() {
        run(JobScript.STOP, "", path);
    }

    /** Which jobs to forget. */
    public enum Whose {
        /** Those of the operation. */
        OWN,
        /** Those of all other operations. */
        OTHERS
    }

    /** Forgets jobs on the machine that have ended. */
    public static void forget(Shell shell, String machine, String directory, String operation, Whose whose) {
        List<String> argv =
                JobScript.FORGET.argv(directory, operation, whose.name().toLowerCase(Locale.ROOT));
        check(machine, JobScript.FORGET, shell.execute(argv, new byte[0], SOON));
    }

    /** Puts a file on the machine in place of one of the same path. */
    public static void put(Shell shell, String machine, String path, String mode, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        check(machine, JobScript.FILE, shell.execute(JobScript.FILE.argv(path, mode), bytes, SOON));
    }

    private String run(JobScript script, String input, String... arguments) {
        GuestResult result = shell.execute(script.argv(arguments), input.getBytes(StandardCharsets.UTF_8), SOON);
        check(machine, script, result);
        return result.output();
    }

    private static void check(String machine, JobScript script, GuestResult result) {
        if (result.exitCode() != 0) {
            String said = Names.clean(result.error().isBlank() ? result.output() : result.error(), MAX_WORDS);
            throw new HypervisorException(
                    Reason.OTHER,
                    "machine %s: %s failed with exit code %d: %s"
                            .formatted(machine, script.label(), result.exitCode(), said));
        }
    }
}
