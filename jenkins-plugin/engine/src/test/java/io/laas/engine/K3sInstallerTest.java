package io.laas.engine;

import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.laas.model.installer.Action;
import io.laas.model.installer.Installer;
import io.laas.model.installer.Parameter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step of k3s that loads it, run by a real shell against a mirror on loopback. What it installs is no Kubernetes. */
class K3sInstallerTest {
    private static final String RELEASE = "/k3s/v1.31.4%2Bk3s1/";
    private static final String PROGRAM = "#!/bin/sh\necho not Kubernetes\n";
    private static final String INSTALLED = "/usr/local/bin/k3s";

    @TempDir
    private Path machine;

    private final Map<String, String> files = new ConcurrentHashMap<>();
    private HttpServer mirror;
    private Installer k3s;

    @BeforeEach
    void begin() throws IOException {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            k3s = bench.engine().installers().find("k3s").orElseThrow();
        }
        Path programs = Files.createDirectory(machine.resolve("bin"));
        assertThat(Files.writeString(programs.resolve("systemctl"), "#!/bin/sh\n")
                        .toFile()
                        .setExecutable(true))
                .isTrue();
        mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext("/", exchange -> {
            String text = files.get(exchange.getRequestURI().getRawPath());
            byte[] body = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(text == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        mirror.start();
        files.put(RELEASE + "k3s", PROGRAM);
        files.put(RELEASE + "sha256sum-amd64.txt", sum("images") + "  k3s-images.txt\n" + sum(PROGRAM) + "  k3s\n");
    }

    @AfterEach
    void end() {
        mirror.stop(0);
    }

    @Test
    void loadsTheReleaseFromTheMirrorAndInstallsIt() throws Exception {
        assertThat(fetch("/k3s/", "")).isZero();

        assertThat(machine.resolve("k3s")).hasContent(PROGRAM.strip()).isExecutable();
        assertThat(fetch("/k3s", sum(PROGRAM))).as("once more, with its sum").isZero();
    }

    @Test
    void installsNothingWhoseSumIsNotThatOfTheMirror() throws Exception {
        files.put(RELEASE + "k3s", PROGRAM + "forged");

        assertThat(fetch("/k3s", "")).isNotZero();

        assertThat(machine.resolve("k3s")).doesNotExist();
    }

    @Test
    void believesNoMirrorAgainstTheSumThatIsAskedFor() throws Exception {
        assertThat(fetch("/k3s", sum("another"))).isNotZero();

        assertThat(machine.resolve("k3s")).doesNotExist();
    }

    @Test
    void installsNothingWithoutSums() throws Exception {
        files.put(RELEASE + "sha256sum-amd64.txt", "nothing of it\n");
        assertThat(fetch("/k3s", "")).isNotZero();
        files.remove(RELEASE + "sha256sum-amd64.txt");
        assertThat(fetch("/k3s", "")).isNotZero();

        assertThat(machine.resolve("k3s")).doesNotExist();
    }

    @Test
    void takesAddressesAndSumsOnly() {
        assertThat("https://mirror.example.org:8443/k3s/releases").matches(pattern("mirror"));
        assertThat("ftp://mirror.example.org/k3s").doesNotMatch(pattern("mirror"));
        assertThat("http://mirror.example.org/$(reboot)").doesNotMatch(pattern("mirror"));
        assertThat("http://who:secret@mirror.example.org/").doesNotMatch(pattern("mirror"));
        assertThat("").matches(pattern("sha256"));
        assertThat("abc").doesNotMatch(pattern("sha256"));
    }

    private Pattern pattern(String parameter) {
        return k3s.parameters().stream()
                .filter(p -> p.name().equals(parameter))
                .findFirst()
                .flatMap(Parameter::pattern)
                .map(Pattern::compile)
                .orElseThrow();
    }

    /** Runs the step as the machine would, but for the place where k3s ends up. */
    private int fetch(String path, String sum) throws IOException, InterruptedException {
        String script = ((Action.Script) k3s.steps().get(0).action()).text();
        assertThat(script).contains(INSTALLED);
        ProcessBuilder shell = new ProcessBuilder(
                "sh", "-c", script.replace(INSTALLED, machine.resolve("k3s").toString()));
        shell.environment().put("PATH", machine.resolve("bin") + ":" + System.getenv("PATH"));
        shell.environment().put("TMPDIR", machine.toString());
        shell.environment().put("LAAS_PARAM_VERSION", "v1.31.4+k3s1");
        shell.environment()
                .put(
                        "LAAS_PARAM_MIRROR",
                        "http://127.0.0.1:" + mirror.getAddress().getPort() + path);
        shell.environment().put("LAAS_PARAM_SHA256", sum);
        shell.environment().put("no_proxy", "*");
        return shell.redirectErrorStream(true)
                .redirectOutput(machine.resolve("output").toFile())
                .start()
                .waitFor();
    }

    private static String sum(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
