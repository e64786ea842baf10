package io.laas.web.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stand-alone server as a process of its own, which can be killed like one. Data and log lie in its directory. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("laas server: (http://\\S+)/");
    private static final Duration START = Duration.ofSeconds(60);

    private final Path directory;
    private final Path lab;
    private final List<String> options;
    private Process process;
    private RealApi api;
    private int starts;

    ServerProcess(Path directory, Path lab, String... options) {
        this.directory = directory;
        this.lab = lab;
        this.options = List.of(options);
    }

    /** Starts, or starts again on the same data, and waits until the server says where it is. */
    RealApi start() throws IOException {
        starts++;
        Path out = directory.resolve("server-" + starts + ".out");
        process = new ProcessBuilder(command())
                .redirectOutput(out.toFile())
                .redirectError(log().toFile())
                .start();
        Matcher ready = await("the server is ready: " + log())
                .atMost(START)
                .until(() -> READY.matcher(Files.readString(out)), m -> m.find() || !process.isAlive());
        assertThat(process.isAlive())
                .as(() -> "server alive, its log: " + text(log()))
                .isTrue();
        String token = Files.readString(directory.resolve("data/admin-token")).strip();
        api = new RealApi(ready.group(1), token);
        return api;
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        assertThat(process.onExit()
                        .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .exitValue())
                .isNotZero();
    }

    long pid() {
        return process.pid();
    }

    String logText() {
        return text(log());
    }

    Path log() {
        return directory.resolve("server-" + starts + ".log");
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit()
                    .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        }
    }

    private List<String> command() {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.laas.web.standalone.Main",
                "server",
                "--lab",
                lab.toString(),
                "--data",
                directory.resolve("data").toString(),
                "--port",
                "0"));
        command.addAll(options);
        return command;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
