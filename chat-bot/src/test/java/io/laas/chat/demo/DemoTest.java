package io.laas.chat.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.operation.PodAccess;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.KeyJson;
import io.laas.model.wire.LeakJson;
import io.laas.model.wire.LeakReportJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo against a server in the test; ssh is a script that keeps the node's files in a directory, ssh-keygen the real one. */
class DemoTest {
    private final FakeLaas server = new FakeLaas();

    @TempDir
    private Path dir;

    private Path node;
    private Path ssh;
    private volatile String state = "PROVISIONING";
    private volatile Instant end = Samples.END;
    private volatile boolean resets = true;
    private volatile boolean stuck;
    private volatile boolean simulated;

    @BeforeEach
    void answer() throws IOException {
        node = Files.createDirectories(dir.resolve("node"));
        ssh = script("ssh", """
                #!/bin/sh
                printf '%%s\\n' "$*" >> '%1$s/asked'
                for last; do :; done
                [ "$last" = hostname ] && { echo jump; exit 0; }
                cd '%1$s/node' && eval "$last"
                """.formatted(dir));
        server.on("GET /pods", List.of(Samples.pod("demo", true)))
                .on(
                        "POST /me/keys",
                        a -> new Said(
                                201, new KeyJson("k-1", a.json(KeyJson.class).key())))
                .on("POST /me/keys/k-1/remove", new KeyJson("k-1", "gone"))
                .on("POST /bookings", a -> new Said(201, booking("SCHEDULED")))
                .on("GET /bookings/b-41", a -> look())
                .on("POST /bookings/b-41/check", Samples.operation("op-c", "CHECK", "RUNNING", 0))
                .on("GET /operations/op-c", Samples.operation("op-c", "CHECK", "SUCCEEDED", 100))
                .on("POST /bookings/b-41/reset", a -> reset())
                .on("GET /operations/op-r", Samples.operation("op-r", "RESET", "SUCCEEDED", 100))
                .on("POST /bookings/b-41/extend", a -> extend())
                .on("POST /bookings/b-41/release", a -> release())
                .on("GET /leaks", new LeakReportJson(List.of(), List.of()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Path script(String name, String text) throws IOException {
        Path file = Files.writeString(dir.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private BookingJson booking(String now) {
        BookingJson b = Samples.booking("b-41", now, end, Samples.operation("op-1", "PROVISION", "RUNNING", 50));
        return simulated && b.access() != null ? Samples.withAccess(b, simulated(b.access())) : b;
    }

    private static PodAccess simulated(PodAccess a) {
        return new PodAccess(a.address(), a.port(), a.user(), a.machines(), true);
    }

    private Said look() {
        BookingJson seen = booking(state);
        server.event("b-41");
        if (!stuck) {
            state = state.equals("PROVISIONING") ? "ACTIVE" : state.equals("CLEANING") ? "DONE" : state;
        }
        return Said.ok(seen);
    }

    private Said reset() {
        if (resets) {
            try (Stream<Path> files = Files.list(node)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Said(202, Samples.operation("op-r", "RESET", "RUNNING", 10));
    }

    private Said extend() {
        end = end.plus(Duration.ofMinutes(30));
        return Said.ok(booking("ACTIVE"));
    }

    private Said release() {
        stuck = false;
        state = "CLEANING";
        return Said.ok(booking("CLEANING"));
    }

    private int run(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "--url", server.uri().toString(),
                "--token-file", Files.writeString(dir.resolve("token"), "t").toString(),
                "--work", Files.createDirectories(dir.resolve("work")).toString(),
                "--verdict-file", dir.resolve("verdict").toString()));
        args.addAll(List.of(more));
        return Main.run(
                args.toArray(String[]::new),
                Map.of(),
                new DemoTools(ssh.toString(), "ssh-keygen", Duration.ofSeconds(20)));
    }

    private String verdict() throws IOException {
        return Files.readString(dir.resolve("verdict"));
    }

    @Test
    void doesTheMainJobAndLeavesNothing() throws IOException {
        assertThat(run()).isZero();
        assertThat(verdict()).startsWith("demo: ok (6 machines, built in ");
        assertThat(state).isEqualTo("DONE");
        assertThat(server.asked("POST", "/me/keys").get(0).json(KeyJson.class).key())
                .startsWith("ssh-ed25519 ");
        assertThat(server.asked("POST", "/me/keys/k-1/remove")).hasSize(1);
        assertThat(dir.resolve("work")).isEmptyDirectory();
        List<String> asked = Files.readAllLines(dir.resolve("asked"));
        assertThat(asked).hasSize(3).allMatch(l -> l.contains("-F none") && l.contains("BatchMode=yes"));
        assertThat(asked.get(0)).endsWith("-p 22 laas@10.80.0.10 hostname");
        assertThat(asked.get(1)).contains("ProxyCommand=", "'-W' '10.80.0.11:22'", "laas@10.80.0.11 cat > laas-demo-");
    }

    @Test
    void simulatedPodIsNeverLoggedInToAndEveryStageSaysSo() throws IOException {
        simulated = true;
        PrintStream usual = System.out;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try {
            assertThat(run("--simulated")).isZero();
        } finally {
            System.setOut(usual);
        }
        assertThat(verdict()).startsWith("demo: ok (simulated: 6 machines, none of which ran, built in ");
        assertThat(state).isEqualTo("DONE");
        assertThat(dir.resolve("asked")).as("ssh was never run").doesNotExist();
        List<String> stages = seen.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(l -> l.matches(".* \\d+\\.\\d s  .*"))
                .toList();
        assertThat(stages).hasSize(Stage.values().length).allMatch(l -> l.contains(" simulated: "));
        assertThat(stages.get(Stage.LOGIN.ordinal())).contains("left out: no machine runs");
    }

    @Test
    void simulatedPodIsNeverTakenForARealOne() throws IOException {
        simulated = true;
        assertThat(run()).isEqualTo(1);
        assertThat(verdict()).contains("the pod is simulated, though real machines were asked for");
        assertThat(state).as("given back all the same").isEqualTo("DONE");
    }

    @Test
    void realPodIsNeverTakenForASimulatedOne() throws IOException {
        assertThat(run("--simulated")).isEqualTo(1);
        assertThat(verdict()).startsWith("demo: failed: simulated: ").contains("the pod is real");
    }

    @Test
    void failsIfTheFileIsStillThereAfterTheReset() throws IOException {
        resets = false;
        assertThat(run()).isEqualTo(1);
        assertThat(verdict())
                .startsWith("demo: failed: see that the file is gone")
                .contains("still on node1");
        assertThat(state).as("given back all the same").isEqualTo("DONE");
        assertThat(server.asked("POST", "/me/keys/k-1/remove")).hasSize(1);
    }

    @Test
    void failsIfAnythingIsLeft() throws IOException {
        server.on(
                "GET /leaks",
                new LeakReportJson(List.of(new LeakJson("UNTRACKED", "h1", "v-9", "domain", "laas-x")), List.of()));
        assertThat(run()).isEqualTo(1);
        assertThat(verdict()).contains("UNTRACKED domain laas-x on h1");
    }

    @Test
    void failsIfAHostCannotBeAskedWhatIsLeft() throws IOException {
        server.on("GET /leaks", new LeakReportJson(List.of(), List.of("h1: connection refused")));
        assertThat(run()).isEqualTo(1);
        assertThat(verdict()).contains("unreachable: h1: connection refused");
    }

    @Test
    void failsIfSshDoes() throws IOException {
        script("ssh", "#!/bin/sh\necho 'Permission denied (publickey).' >&2; exit 255\n");
        assertThat(run()).isEqualTo(1);
        assertThat(verdict()).contains("log in to the jump host", "Permission denied (publickey).");
        assertThat(state).isEqualTo("DONE");
    }

    @Test
    void failsIfTheBookingDoes() throws IOException {
        server.on(
                "GET /bookings/b-41",
                Samples.booking("b-41", "FAILED", end, Samples.operation("op-1", "PROVISION", "FAILED", 60)));
        assertThat(run()).isEqualTo(1);
        assertThat(verdict()).contains("build it from real machines", "b-41 ended as FAILED: node3 never answered");
    }

    @Test
    void neverPutsAStrangeAddressIntoACommand() throws IOException {
        BookingJson b = Samples.booking("b-41", "ACTIVE");
        var access =
                new PodAccess("-oProxyCommand=touch x", 22, "laas", b.access().machines());
        server.on(
                "GET /bookings/b-41",
                a -> Said.ok(Samples.withAccess(
                        Samples.booking("b-41", state.equals("PROVISIONING") ? "ACTIVE" : "DONE"), access)));
        assertThat(run()).isEqualTo(1);
        assertThat(verdict()).contains("strange ssh address");
        assertThat(dir.resolve("asked")).doesNotExist();
    }

    @Test
    void keepsThePodWhenAsked() throws IOException {
        assertThat(run("--keep")).isZero();
        assertThat(verdict()).startsWith("demo: ok").contains("kept");
        assertThat(state).isEqualTo("ACTIVE");
        assertThat(server.asked("POST", "/bookings/b-41/release")).isEmpty();
        try (Stream<Path> files = Files.walk(dir.resolve("work"))) {
            assertThat(files.map(f -> f.getFileName().toString())).contains("key", "key.pub");
        }
    }

    @Test
    void givesThePodBackWhenItIsInterrupted() throws Exception {
        stuck = true;
        Path out = dir.resolve("out");
        // a test that runs in the background of a shell may have inherited that SIGINT is ignored
        Process process = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.laas.chat.demo.Main",
                        "--url",
                        server.uri().toString(),
                        "--token-file",
                        Files.writeString(dir.resolve("token"), "t").toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !server.asked("GET", "/bookings/b-41").isEmpty());
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out))
                .contains("giving the pod back", "demo: failed: interrupted; the pod was given back");
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(state).isEqualTo("DONE");
        assertThat(server.asked("POST", "/me/keys/k-1/remove")).hasSize(1);
    }
}
