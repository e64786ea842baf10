package io.laas.chat.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.wire.ImportPodJson;
import io.laas.model.wire.KeyJson;
import io.laas.model.wire.MeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as a process of its own, fed through pipes. */
class ConsoleTest {
    private final FakeLaas server = new FakeLaas();

    @TempDir
    private Path home;

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void answer() {
        server.on("GET /me", new MeJson("alice", List.of("BOOK"), "Europe/Paris"))
                .on("GET /bookings/b-41", Samples.booking("b-41", "ACTIVE"))
                .on("GET /bookings", List.of(Samples.booking("b-41", "ACTIVE")))
                .on("POST /bookings/b-41/release", Samples.booking("b-41", "CLEANING"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Ran run(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "io.laas.chat.console.Main"));
        command.addAll(Arrays.asList(arguments));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(k -> k.startsWith("LAAS_"));
        builder.environment().put("LAAS_URL", server.uri().toString());
        builder.environment()
                .put(
                        "LAAS_TOKEN_FILE",
                        Files.writeString(home.resolve("t"), "secret-token\n").toString());
        Process process = builder.start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void runsOneCommandAndEnds() throws Exception {
        Ran ran = run("", "chat", "-c", "status");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("b-41 is ready").doesNotContain("\u001b");
        assertThat(ran.code()).isZero();
    }

    @Test
    void runsTheLinesOfAPipe() throws Exception {
        Ran ran = run("# a comment\nlist\n\nbok demo\nhelp keys\n", "chat");
        assertThat(ran.out()).contains("b-41     active", "Did you mean: book demo", "keys [list|add|remove] [KEY …]");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void needsAYesForWhatCannotBeUndone() throws Exception {
        Ran asked = run("", "chat", "-c", "release");
        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.out()).contains("End b-41 (pharos-virtual) now?", "release b-41 --yes");
        assertThat(server.asked("POST", "/bookings/b-41/release")).isEmpty();
        assertThat(run("", "chat", "--yes", "-c", "release").code()).isZero();
        assertThat(run("", "chat", "-c", "release b-41 --yes").code()).isZero();
        assertThat(server.asked("POST", "/bookings/b-41/release")).hasSize(2);
    }

    @Test
    void refusalsEndWithOne() throws Exception {
        server.on("POST /bookings", a -> Said.error(409, "QUOTA", "You have \u001b[31mtwo\u001b[0m bookings."));
        Ran ran = run("", "chat", "-c", "book demo for 1d");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("You have two bookings.").doesNotContain("\u001b");
    }

    @Test
    void saysWhatIsWrongWithTheToken() throws Exception {
        Ran ran = run("", "chat", "--token-file", home.resolve("none").toString(), "-c", "status");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("none cannot be read");
        assertThat(run("", "chat", "--url", "file:///etc", "-c", "status").err())
                .contains("is not the address of a server");
        assertThat(run("").code()).isEqualTo(2);
    }

    @Test
    void addsAKeyFromItsFile() throws Exception {
        server.on(
                "POST /me/keys",
                a -> new Said(201, new KeyJson("k-2", a.json(KeyJson.class).key())));
        Files.writeString(home.resolve("id.pub"), "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIabcdef alice@laptop\n");
        assertThat(run("", "chat", "-c", "keys add ~/id.pub").out()).contains("Key k-2 was added");
        assertThat(server.asked("POST", "/me/keys").get(0).json(KeyJson.class).key())
                .isEqualTo("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIabcdef alice@laptop");
    }

    @Test
    void importsAPodFromItsFile() throws Exception {
        server.on("POST /pods/import", a -> Said.error(400, "INVALID", "pdf line 1: version must be 1.0"));
        Files.writeString(home.resolve("pod1.yaml"), "version: 7\n");

        Ran ran = run("", "chat", "-c", "pod import rack file ~/pod1.yaml");

        assertThat(ran.out()).contains("pdf line 1: version must be 1.0");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(server.asked("POST", "/pods/import").get(0).json(ImportPodJson.class))
                .isEqualTo(new ImportPodJson(null, "rack", "version: 7\n", null, null, null));
    }

    @Test
    void aZoneCountsFromTheNextLineOn() throws Exception {
        server.on("POST /me/zone", new MeJson("alice", List.of("BOOK"), "Asia/Tokyo"));

        Ran ran = run("zone Asia/Tokyo\nstatus b-41\n", "chat");

        assertThat(ran.out()).contains("From now on", "until Sat 28 Mar 02:00 Asia/Tokyo");
    }
}
