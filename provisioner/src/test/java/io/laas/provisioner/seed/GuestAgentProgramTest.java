package io.laas.provisioner.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent that machines get whose image has none, spoken to as libvirt does; in whole machines it is tried by UbuntuPodTest. */
@Tag("cloud-init")
@Timeout(60)
class GuestAgentProgramTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final JsonMapper JSON = new JsonMapper();

    private Process agent;
    private BufferedReader said;

    @BeforeEach
    void start(@TempDir Path dir) throws IOException {
        assumeThat(PYTHON).as("no Python").isExecutable();
        Path program = Files.writeString(dir.resolve("guest-agent"), VendorData.agent());
        agent = new ProcessBuilder(PYTHON.toString(), "-B", program.toString(), "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // every byte is a letter of its own, so that the mark of a new start is seen
        said = agent.inputReader(StandardCharsets.ISO_8859_1);
    }

    @AfterEach
    void stop() throws Exception {
        if (agent != null) {
            agent.getOutputStream().close();
            assertThat(agent.waitFor(20, TimeUnit.SECONDS))
                    .as("ends with its input")
                    .isTrue();
        }
    }

    private String ask(String line) throws IOException {
        OutputStream to = agent.getOutputStream();
        to.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
        to.flush();
        return said.readLine();
    }

    private JsonNode returned(String line) throws IOException {
        JsonNode answer = JSON.readTree(ask(line));
        assertThat(answer.has("return")).as(answer.toString()).isTrue();
        return answer.get("return");
    }

    private long started(String script, String input) throws IOException {
        var command = JSON.createObjectNode().put("execute", "guest-exec");
        var arguments = command.putObject("arguments").put("path", "/bin/sh").put("capture-output", true);
        arguments.putArray("arg").add("-c").add(script);
        if (!input.isEmpty()) {
            arguments.put("input-data", Base64.getEncoder().encodeToString(input.getBytes(StandardCharsets.UTF_8)));
        }
        return returned(command.toString()).get("pid").asLong();
    }

    private static String asking(long pid) {
        return "{\"execute\":\"guest-exec-status\",\"arguments\":{\"pid\":%d}}".formatted(pid);
    }

    private JsonNode status(long pid) throws IOException {
        return returned(asking(pid));
    }

    /** Starts a shell and waits for its end. */
    private JsonNode run(String script, String input) throws IOException {
        long pid = started(script, input);
        JsonNode last = await().until(() -> status(pid), s -> s.get("exited").asBoolean());
        assertThat(ask(asking(pid))).as("told once").contains("there is no program");
        return last;
    }

    private static String text(JsonNode status, String which) {
        return new String(
                Base64.getDecoder().decode(status.path(which + "-data").asText()), StandardCharsets.UTF_8);
    }

    @Test
    void aNewStartIsMarkedAndForgetsWhatWasHalfSaid() throws Exception {
        assertThat(
                        ask(
                                "{\"execute\":\"guest-pi\u00ff{\"execute\":\"guest-sync-delimited\",\"arguments\":{\"id\":4711}}"))
                .isEqualTo("\u00ff{\"return\": 4711}");
        assertThat(ask("{\"execute\":\"guest-sync\",\"arguments\":{\"id\":12}}"))
                .isEqualTo("{\"return\": 12}");
        assertThat(returned("{\"execute\":\"guest-ping\"}")).isEmpty();
    }

    @Test
    void programsGetTheirInputAndTellWhatTheyPrintedAndHowTheyEnded() throws Exception {
        JsonNode ended = run("cat; echo oh >&2; exit 3", "for the \u00e4ccount\n");
        assertThat(text(ended, "out")).isEqualTo("for the \u00e4ccount\n");
        assertThat(text(ended, "err")).isEqualTo("oh\n");
        assertThat(ended.get("exitcode").asInt()).isEqualTo(3);

        assertThat(run("kill -9 $$", "").get("signal").asInt()).isEqualTo(9);
        assertThat(run("exit 0", "nobody reads this").get("exitcode").asInt()).isZero();
    }

    @Test
    void muchOutputIsCutAndSaidToBe() throws Exception {
        JsonNode ended = run("head -c 2000000 /dev/zero; echo short >&2", "");
        assertThat(text(ended, "out")).hasSize(1 << 20);
        assertThat(ended.get("out-truncated").asBoolean()).isTrue();
        assertThat(ended.has("err-truncated")).isFalse();
    }

    @Test
    void answersWhileAProgramRuns(@TempDir Path dir) throws Exception {
        Path go = dir.resolve("go");
        long pid = started("until [ -e %s ]; do sleep 0.1; done".formatted(go), "");
        assertThat(status(pid).get("exited").asBoolean()).isFalse();
        assertThat(returned("{\"execute\":\"guest-ping\"}")).isEmpty();
        assertThat(status(pid).get("exited").asBoolean()).isFalse();
        Files.createFile(go);
        await().until(() -> status(pid).get("exited").asBoolean());
    }

    @Test
    void inputMayBeLongerThanWhatAPipeHolds() throws Exception {
        assertThat(text(run("wc -c", "x".repeat(300_000)), "out").strip()).isEqualTo("300000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not JSON | GenericError",
                "[1] | GenericError",
                "{} | GenericError",
                "{\"execute\":\"guest-file-open\"} | CommandNotFound",
                "{\"execute\":\"guest-exec\",\"arguments\":{\"path\":\"/no/such\"}} | GenericError",
                "{\"execute\":\"guest-exec\",\"arguments\":{}} | GenericError",
                "{\"execute\":\"guest-exec\",\"arguments\":{\"path\":\"/bin/true\",\"input-data\":\"AAA\"}} | GenericError",
                "{\"execute\":\"guest-shutdown\",\"arguments\":{\"mode\":\"melt\"}} | GenericError",
            })
    void refusesWhatItCannotDoAndGoesOn(String line, String kind) throws Exception {
        assertThat(JSON.readTree(ask(line)).at("/error/class").asText()).isEqualTo(kind);
        assertThat(returned("{\"execute\":\"guest-fsfreeze-status\"}").asText()).isEqualTo("thawed");
    }
}
