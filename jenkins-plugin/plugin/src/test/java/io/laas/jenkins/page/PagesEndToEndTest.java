package io.laas.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import hudson.model.User;
import hudson.security.Permission;
import io.laas.engine.account.Right;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.jenkins.testing.JenkinsSite;
import io.laas.web.pages.Pages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The end-to-end tests of the pages once more, the same files, in a real Jenkins that enforces its Content-Security-Policy: each file
 * with a Jenkins of its own, whose operations are Pipeline runs on machines of libvirt's test driver.
 */
@WithJenkins
@Tag("chromium")
@Tag("libvirt-client")
class PagesEndToEndTest {
    private static final Path FRONTEND = Path.of("../web/src/main/frontend");
    private static final Path VITEST = FRONTEND.resolve("node_modules/.bin/vitest");
    private static final Path OUTPUT = Path.of("target/pages-e2e").toAbsolutePath();
    private static final int QCOW2 = 0x514649fb;
    private static final String ADMIN = "root";

    /** All Jenkins of this process see the same pretended machines, so each has addresses of its own. */
    private static final AtomicInteger SECOND_BYTE = new AtomicInteger(100);

    private JenkinsRule jenkins;
    private Path laas;

    /** Makes accounts for the tests, which are in a process of their own. */
    @TestExtension
    public static final class Accounts extends hudson.model.InvisibleAction
            implements hudson.model.UnprotectedRootAction {
        private final MockAuthorizationStrategy strategy = new MockAuthorizationStrategy();

        @Override
        public String getUrlName() {
            return "e2e-accounts";
        }

        /** Gives a user exactly these rights and returns an API token. */
        @POST
        public synchronized org.kohsuke.stapler.HttpResponse doGrant(
                @QueryParameter String user, @QueryParameter String rights) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            Permission[] permissions = Stream.concat(
                            Stream.of(Jenkins.READ),
                            Arrays.stream(rights.split(",")).map(Right::valueOf).flatMap(JenkinsSite::permissions))
                    .toArray(Permission[]::new);
            strategy.grantWithoutImplication(permissions).everywhere().to(user);
            return HttpResponses.text(token(user));
        }

        private static String token(String user) {
            try {
                return User.getById(user, true)
                        .getProperty(jenkins.security.ApiTokenProperty.class)
                        .generateNewToken("e2e")
                        .plainValue;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    static List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(FRONTEND.resolve("e2e"))) {
            return all.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".e2e.ts"))
                    .sorted()
                    .toList();
        }
    }

    @BeforeEach
    void labOfTheTests(JenkinsRule rule) throws Exception {
        jenkins = rule;
        rule.timeout = 0;
        Accounts accounts = rule.jenkins.getExtensionList(Accounts.class).get(0);
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(
                accounts.strategy.grant(Jenkins.ADMINISTER).everywhere().to(ADMIN));
        rule.jenkins.setNumExecutors(4);
        laas = JenkinsFacade.dataDirectory();
        Path questions = Files.createDirectories(laas.resolve("workflow")).resolve("accounting.yaml");
        Files.copy(FRONTEND.resolve("e2e/accounting.yaml"), questions);
        Files.createDirectories(laas.resolve("installers"));
        byte[] header = new byte[4096];
        ByteBuffer.wrap(header).putInt(QCOW2).putInt(3);
        Path image = Files.write(laas.resolve("hollow.qcow2"), header);
        byte[] disc = new byte[17 * 2048];
        ByteBuffer.wrap(disc).position(16 * 2048 + 1).put("CD001".getBytes(StandardCharsets.US_ASCII));
        Path iso = Files.write(laas.resolve("netinst.iso"), disc);
        LaasConfiguration.get().setOperationsOnController(true);
        LaasConfiguration.get()
                .setLabs(List.of(new LabDefinition(Files.readString(FRONTEND.resolve("e2e/lab.yaml"))
                        .replace("file: hollow.qcow2", "file: '" + image + "'")
                        .replace("file: netinst.iso", "file: '" + iso + "'")
                        .replace("10.84.", "10." + SECOND_BYTE.getAndIncrement() + ".")
                        .replace("/var/lib/laas/simulated", "'" + laas.resolve("storage") + "'"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void goesInJenkinsAsItDoesAlone(String file) throws Exception {
        assumeThat(Pages.built() && Files.isExecutable(VITEST))
                .as("the pages were built, with Node")
                .isTrue();
        String token = Accounts.token(ADMIN);
        assertThat(policy(token)).as("the policy that Jenkins enforces").contains("script-src");
        Path log = Files.createDirectories(OUTPUT).resolve(file + ".log");
        ProcessBuilder tests = new ProcessBuilder(
                        VITEST.toAbsolutePath().toString(),
                        "run",
                        "--retry=1",
                        "--config",
                        "e2e/vitest.config.ts",
                        "e2e/" + file)
                .directory(FRONTEND.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        tests.environment()
                .putAll(Map.of(
                        "NO_COLOR", "1",
                        "LAAS_JENKINS", jenkins.getURL().toString(),
                        "LAAS_JENKINS_TOKEN", ADMIN + ":" + token,
                        "LAAS_JENKINS_WORK", laas.toString(),
                        "LAAS_SHOTS", OUTPUT.resolve("shots").toString(),
                        "LAAS_E2E_REPORT", OUTPUT.resolve(file + ".xml").toString()));
        Process process = tests.start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroy();
        }
        assertThat(process.exitValue()).as(() -> read(log)).isZero();
    }

    private String policy(String token) throws Exception {
        HttpRequest page = HttpRequest.newBuilder(URI.create(jenkins.getURL() + "laas/app/"))
                .header("Authorization", JenkinsSite.basic(ADMIN, token))
                .build();
        HttpResponse<Void> answer = HttpClient.newHttpClient().send(page, HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("Content-Security-Policy").orElse("");
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
