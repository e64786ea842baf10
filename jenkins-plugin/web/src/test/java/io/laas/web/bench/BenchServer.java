package io.laas.web.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server process on loopback with sixteen hosts that nobody provisions on. */
final class BenchServer implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("laas server: (http://\\S+)/");
    private static final int HOSTS = 16;
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final String url;
    private final String token;

    private BenchServer(Process process, String url, String token) {
        this.process = process;
        this.url = url;
        this.token = token;
    }

    static BenchServer start(Path directory) throws IOException, InterruptedException {
        Path lab = directory.resolve("lab.yaml");
        Files.writeString(lab, lab());
        Path out = directory.resolve("server.out");
        Process process = new ProcessBuilder(command(directory, lab))
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("server.log").toFile())
                .start();
        long deadline = System.nanoTime() + START.toNanos();
        Matcher ready = READY.matcher("");
        while (!ready.reset(Files.readString(out)).find()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the server did not start: " + Files.readString(directory.resolve("server.log")));
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        String token = Files.readString(directory.resolve("data/admin-token")).strip();
        return new BenchServer(process, ready.group(1), token);
    }

    private static List<String> command(Path directory, Path lab) {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        return List.of(
                java,
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.laas.web.standalone.Main",
                "server",
                "--lab",
                lab.toString(),
                "--data",
                directory.resolve("data").toString(),
                "--port",
                "0",
                "--requests-per-minute",
                "0");
    }

    private static String lab() {
        StringBuilder text =
                new StringBuilder("lab: {name: bench, title: Bench, contact: none@example.org, zone: UTC}\nhosts:\n");
        for (int i = 1; i <= HOSTS; i++) {
            text.append("  - {name: host%d, uri: 'test:///default', accel: simulated, cores: 4, memory: 16G, disk: 4T, "
                            .formatted(i))
                    .append("storage: /var/lib/laas/bench, addresses: 10.%d.0.0/16}%n".formatted(100 + i));
        }
        return text + """
                images:
                  - {name: none, file: none.qcow2, os: none, user: nobody}
                pods:
                  - name: one
                    networks: [{name: admin, addressing: dhcp}]
                    machines: [{name: jump, role: jumphost, cores: 1, memory: 1G, disk: 10G, networks: [admin]}]
                configs:
                  - {name: plain, image: none}
                policy: {cleaning: 1m, max-active: 10000000, max-future: 10000000, horizon: 60d}
                """;
    }

    String url() {
        return url;
    }

    String token() {
        return token;
    }

    /** Returns the resident memory of the process in MiB, or 0 where the system does not tell. */
    long residentMiB() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
