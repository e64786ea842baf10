package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.web.contract.ApiClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServerCommandTest {
    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock();
    private final ReadyPods pods = new ReadyPods();

    @AfterEach
    void stopPods() {
        pods.close();
    }

    private Server start(ServerSettings settings) throws IOException {
        return Server.start(settings, List.of(StandaloneSite.lab()), pods, clock);
    }

    private static String announced(Server server) {
        StringWriter out = new StringWriter();
        server.announce(new PrintWriter(out));
        return out.toString();
    }

    private record Run(int code, String err) {}

    private Run run(String... args) {
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine(clock).setErr(new PrintWriter(err)).setOut(new PrintWriter(err));
        return new Run(line.execute(args), err.toString());
    }

    @Test
    void keepsTheFirstAdminTokenForItsOwnerOnly() throws IOException {
        Path file = data.resolve("admin-token");
        try (Server server = start(ServerSettings.of(data))) {
            String token = Files.readString(file).strip();

            assertThat(announced(server)).contains(token, "laas server: http://127.0.0.1:");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            ApiClient admin =
                    ApiClient.anonymous(server.uri().resolve("/api/v1")).token(token);
            assertThat(admin.get("/me").expect(200).path("rights").toString()).contains("MANAGE");
        }
        try (Server again = start(ServerSettings.of(data))) {
            assertThat(announced(again)).doesNotContain("token");
        }
    }

    @Test
    void makesAFurtherAdminTokenWhenAsked() throws IOException {
        start(ServerSettings.of(data)).close();
        String first = Files.readString(data.resolve("admin-token"));
        ServerSettings plain = ServerSettings.of(data);
        ServerSettings asked = new ServerSettings(
                data,
                plain.database(),
                plain.address(),
                plain.limit(),
                plain.tick(),
                plain.lease(),
                true,
                plain.additions(),
                Set.of());

        try (Server server = start(asked)) {
            String second = Files.readString(data.resolve("admin-token"));

            assertThat(second).isNotEqualTo(first);
            ApiClient.anonymous(server.uri().resolve("/api/v1"))
                    .token(second.strip())
                    .get("/me")
                    .expect(200);
        }
    }

    @Test
    void refusesADataDirectoryThatIsInUse() throws IOException {
        try (Server first = start(ServerSettings.of(data))) {
            assertThatThrownBy(() -> start(ServerSettings.of(data)))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("in use");
            ApiClient.anonymous(first.uri().resolve("/api/v1"))
                    .get("/openapi.json")
                    .expect(200);
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            Run run = run("server", "--lab", lab(), "--data", data.toString(), "--port", "" + port);

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("laas server: cannot listen on 127.0.0.1 port " + port, "--port");
        }
        start(ServerSettings.of(data)).close();
    }

    @Test
    void tellsWhatIsWrongInALabFileByLine() throws IOException {
        Path lab = data.resolve("broken.yaml");
        Files.writeString(lab, Files.readString(Path.of(lab())).replace("cores: 64", "cores: many"));

        Run run = run("server", "--lab", lab.toString(), "--data", data.toString(), "--port", "0");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("laas server: broken.yaml line 3: hosts[0].cores");
    }

    @Test
    void refusesOneLabTwice() {
        Run run = run("server", "--lab", lab(), "--lab", lab(), "--data", data.toString(), "--port", "0");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("lab test is in another of the given files");
    }

    @Test
    void beginsWithAStarterLab() {
        assertThat(new Labs(List.of(), data).read())
                .singleElement()
                .satisfies(lab -> assertThat(lab.hosts()).hasSize(1));
        assertThat(data.resolve("lab.yaml")).exists();
    }

    @Test
    void tellsUsageOnWrongArguments() {
        assertThat(run().code()).isEqualTo(2);
        assertThat(run("server", "--port", "many").code()).isEqualTo(2);
        assertThat(run("server", "--lab", lab(), "--data", data.toString(), "--port", "70000")
                        .err())
                .contains("--port must be 0 to 65535, was 70000");
        assertThat(run("server", "--lab", lab(), "--data", data.toString(), "--ready", "0")
                        .err())
                .contains("--ready must be 1 or more seconds, was 0");
        assertThat(run("server", "--lab", lab(), "--data", data.toString(), "--lease", "9")
                        .err())
                .contains("--lease must be 10 to 600 seconds, was 9");
    }

    private static String lab() {
        return Path.of("src/test/resources/io/laas/web/contract/test-lab.yaml").toString();
    }
}
