package io.laas.web.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine of a booked pod boots and never answers. Its user and the lab's admins are told what its console said, the vpod is
 * given to nobody, and it is free again once it was repaired and returned.
 */
@Tag("pod")
class SilentGuestTest {
    private static final Duration LONG = Duration.ofSeconds(300);
    private static final String READY_SECONDS = "30";
    private static final String VPOD = "/vpods/standing";

    @TempDir
    Path directory;

    private SmallLab lab;
    private ServerProcess server;
    private RealApi api;

    @BeforeEach
    void startServer() throws IOException {
        lab = SmallLab.withOneVpod(directory);
        server = new ServerProcess(directory, lab.file(), "--ready", READY_SECONDS);
        api = server.start();
    }

    @AfterEach
    void cleanUp() {
        if (server != null) {
            server.close();
            lab.close();
        }
    }

    @Test
    void aGuestThatNeverAnswersIsToldOfQuarantinedAndRepaired() throws IOException {
        awaitVpod("FREE");
        List<String> standing = lab.leftOnHost();
        byte[] sound = Files.readAllBytes(lab.initrd());
        SilentInitrd.breakIn(lab.initrd());
        lab.lose("node1");

        String booking = book();

        JsonNode failed = awaitFailed(booking);
        assertOperationTellsWhatTheConsoleSaid(booking);
        assertThat(failed.get("reason").asText())
                .contains("Vpod standing could not be provided", "Machine node1 did not answer within")
                .endsWith("No other place is free.");
        assertEventsTell(booking);
        assertQuarantined();
        assertNoLeaks();
        assertThat(lab.leftOnHost()).containsAll(standing);

        Files.write(lab.initrd(), sound);
        api.post(VPOD + "/return", Map.of());

        awaitVpod("FREE");
        assertNoLeaks();
        assertThat(lab.leftOnHost()).containsExactlyInAnyOrderElementsOf(standing);
    }

    private String book() {
        return api.post("/bookings", Map.of("pod", "small", "length", "PT1H", "purpose", "silent guest"))
                .get("id")
                .asText();
    }

    private JsonNode awaitFailed(String booking) {
        return await(booking + " has failed")
                .atMost(LONG)
                .until(
                        () -> api.get("/bookings/" + booking),
                        b -> b.get("state").asText().equals("FAILED"));
    }

    private void assertOperationTellsWhatTheConsoleSaid(String booking) {
        JsonNode operations = api.get("/bookings/" + booking + "/operations");
        assertThat(operations).as(operations.toPrettyString()).hasSize(1);
        JsonNode operation = operations.get(0);
        assertThat(operation.get("kind").asText()).isEqualTo("PROVISION");
        assertThat(operation.get("state").asText()).isEqualTo("FAILED");
        assertThat(operation.get("reason").asText())
                .startsWith("machines: Machine node1 did not answer within ")
                .endsWith("neither its guest agent nor SSH; its console's last lines are below.");
        assertThat(operation.get("consoleTail").asText()).contains(SilentInitrd.LAST_WORDS);
    }

    private void assertEventsTell(String booking) {
        JsonNode events = api.get("/bookings/" + booking + "/events").get("items");
        assertThat(reasonsOf(events, "OPERATION_FINISHED")).anyMatch(r -> r.contains("Machine node1 did not answer"));
        assertThat(reasonsOf(events, "BOOKING_FAILED")).anyMatch(r -> r.contains("Machine node1 did not answer"));
        JsonNode all = api.get("/events?limit=500").get("items");
        assertThat(reasonsOf(all, "VPOD_QUARANTINED"))
                .singleElement()
                .satisfies(r -> assertThat(r).contains(booking, "Machine node1 did not answer"));
    }

    private static List<String> reasonsOf(JsonNode events, String type) {
        return StreamSupport.stream(events.spliterator(), false)
                .filter(e -> e.get("type").asText().equals(type))
                .map(e -> e.at("/data/reason").asText())
                .toList();
    }

    private void assertQuarantined() {
        JsonNode vpod = api.get(VPOD);
        assertThat(vpod.get("state").asText()).isEqualTo("QUARANTINED");
        assertThat(vpod.get("reason").asText()).contains("Machine node1 did not answer");
        assertThat(vpod.has("booking")).as(vpod.toPrettyString()).isFalse();
    }

    private void awaitVpod(String state) {
        await("the vpod is " + state)
                .atMost(LONG)
                .until(() -> api.get(VPOD).get("state").asText(), state::equals);
    }

    private void assertNoLeaks() {
        JsonNode report = api.get("/leaks");
        assertThat(report.get("leaks")).as(report.toPrettyString()).isEmpty();
        assertThat(report.get("unreachable")).as(report.toPrettyString()).isEmpty();
    }
}
