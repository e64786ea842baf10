package io.laas.provisioner.libvirt;

import io.laas.model.Names;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program on this machine, without a shell. */
final class Command {
    private static final int TIMEOUT_SECONDS = 20;
    private static final int MAX_OUTPUT = 1 << 20;
    private static final int MAX_MESSAGE = 300;
    private static final List<String> EXTRA_DIRECTORIES = List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin");

    private Command() {}

    /** Returns where the program is; empty if it is not installed. */
    static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), EXTRA_DIRECTORIES.stream())
                .filter(d -> d.startsWith("/"))
                .map(d -> Path.of(d, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs a program to its end and returns what it printed.
     *
     * @throws HypervisorException with what it complained of, if it did not end well
     */
    static String run(String program, List<String> arguments) {
        Path file = find(program)
                .orElseThrow(() -> new HypervisorException(
                        Reason.OTHER, "The program " + program + " is not installed here; see ensure-host.sh --ovs"));
        List<String> argv = new ArrayList<>();
        argv.add(file.toString());
        argv.addAll(arguments);
        try {
            return run(argv);
        } catch (IOException e) {
            throw new HypervisorException(Reason.OTHER, program + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(Reason.CANCELLED, program + " was interrupted", e);
        }
    }

    private static String run(List<String> argv) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        try (InputStream out = process.getInputStream()) {
            String output = new String(out.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new HypervisorException(
                        Reason.OTHER, "%s did not end within %d s".formatted(argv.get(0), TIMEOUT_SECONDS));
            }
            if (process.exitValue() != 0) {
                throw new HypervisorException(
                        Reason.OTHER,
                        "%s failed (%d): %s"
                                .formatted(
                                        String.join(" ", argv), process.exitValue(), Names.clean(output, MAX_MESSAGE)));
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
