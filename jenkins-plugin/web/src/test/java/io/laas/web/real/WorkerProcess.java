package io.laas.web.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The worker of a lab elsewhere as a process of its own, which can be killed like one. Token and output lie in its directory. */
final class WorkerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path directory;
    private final String lab;
    private final List<String> command = new ArrayList<>();
    private Process process;
    private int starts;

    /**
     * Registers a lab and makes its worker, which is not started yet.
     *
     * @param url of the server as seen by the worker
     * @param file the lab file
     * @param around what the worker is started with, for example {@code ip netns exec NAME}
     */
    WorkerProcess(Path directory, RealApi admin, String lab, String url, Path file, String... around)
            throws IOException {
        this.directory = directory;
        this.lab = lab;
        admin.post("/remote-labs", Map.of("lab", lab, "user", lab + "-worker"));
        JsonNode token = admin.post(
                "/tokens", Map.of("user", lab + "-worker", "name", "worker", "rights", List.of("SERVE_LAB")));
        Path tokenFile = directory.resolve(lab + ".token");
        Files.createFile(tokenFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(tokenFile, token.get("secret").asText() + "\n");
        command.addAll(List.of(around));
        command.addAll(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.laas.provisioner.cli.Main",
                "worker",
                "--url",
                url,
                "--token-file",
                tokenFile.toString(),
                "--lab",
                file.toString(),
                "--insecure-http"));
    }

    /** Starts, or starts again, and waits until the controller has taken what the lab has. */
    void start() throws IOException {
        starts++;
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
        await("worker of " + lab + " is ready")
                .atMost(START)
                .until(() -> text().contains("serves lab " + lab) || !process.isAlive());
        assertThat(process.isAlive()).as(this::text).isTrue();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        assertThat(process.onExit().orTimeout(20, TimeUnit.SECONDS).join().exitValue())
                .isNotZero();
    }

    private Path output() {
        return directory.resolve(lab + "-worker-" + starts + ".out");
    }

    String text() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + output(), e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }
}
