package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Snapshots over HTTP, from the machine to the image of another one. */
public abstract class SnapshotContract extends ApiContract {
    private static final List<Map<String, Object>> NIC = List.of(Map.of("network", "admin"));

    private JsonNode ready(ApiClient owner, String name) {
        return await(name + " is ready")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> owner.get("/snapshots/" + name).expect(200),
                        s -> s.path("state").asText().equals("READY"));
    }

    private JsonNode taken(ApiClient owner, String booking, String name, String machine) {
        JsonNode making = owner.post("/bookings/" + booking + "/snapshots", "name", name, "machine", machine)
                .expect(202);
        assertThat(making.path("booking").asText()).isEqualTo(booking);
        JsonNode operation =
                owner.get("/operations/" + making.path("operation").asText()).expect(200);
        assertThat(operation.path("kind").asText()).isEqualTo("SNAPSHOT");
        return ready(owner, name);
    }

    @Test
    void savesAMachineAndBooksWithIt() {
        ApiClient owner = booker();
        String booking = active(owner);
        String name = aName("db-");
        JsonNode snapshot = taken(owner, booking, name, "node");
        assertThat(snapshot.path("sharing").asText()).isEqualTo("PRIVATE");
        assertThat(snapshot.path("bytes").asLong()).isPositive();
        assertThat(snapshot.at("/images/0/id").asText()).isEqualTo(name);
        assertThat(snapshot.at("/images/0/machine").asText()).isEqualTo("node");
        assertThat(snapshot.at("/images/0/sha256").asText()).hasSize(64);
        assertThat(snapshot.at("/images/0/diskGiB").asInt()).isPositive();
        owner.post("/bookings/" + booking + "/release", "reason", "").expect(200);

        String config = aName("config-");
        owner.post("/configs", "name", config, "image", "laas-guest", "images", Map.of("jump", name))
                .expect(201);
        String later = owner.post("/bookings", "pod", "pair", "config", config)
                .expect(201)
                .path("id")
                .asText();
        awaitState(owner, later, "ACTIVE");
        assertThat(owner.postNothing("/snapshots/" + name + "/delete")
                        .expect(200)
                        .path("state")
                        .asText())
                .isEqualTo("DELETED");
        owner.get("/snapshots/" + name).refused(404, "UNKNOWN_SNAPSHOT");
        owner.post("/bookings", "pod", "pair", "config", config).refused(404, "UNKNOWN_CONFIG");
        assertThat(owner.get("/bookings/" + later).expect(200).path("state").asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    void savesAllMachinesWithoutNamingOne() {
        ApiClient owner = booker();
        String name = aName("all-");
        owner.post("/bookings/" + active(owner) + "/snapshots", "name", name, "powerOff", true)
                .expect(202);
        assertThat(ready(owner, name).path("images").findValuesAsText("id"))
                .containsExactlyInAnyOrder(name + "-jump", name + "-node");
    }

    @Test
    void keepsASnapshotFromEverybodyElse() {
        ApiClient owner = booker();
        ApiClient stranger = booker();
        String booking = active(owner);
        String name = aName("db-");
        stranger.post("/bookings/" + booking + "/snapshots", "name", name).refused(403, "FORBIDDEN");
        taken(owner, booking, name, "jump");

        assertThat(stranger.get("/snapshots").expect(200).toString()).doesNotContain(name);
        stranger.get("/snapshots/" + name).refused(404, "UNKNOWN_SNAPSHOT");
        stranger.postNothing("/snapshots/" + name + "/delete").refused(404, "UNKNOWN_SNAPSHOT");
        stranger.post("/snapshots/" + name + "/share", "sharing", "PUBLIC").refused(404, "UNKNOWN_SNAPSHOT");
        stranger.post("/configs", "name", aName("config-"), "image", name).refused(404, "UNKNOWN_CONFIG");
        assertThat(stranger.get("/events?after=0&limit=500").expect(200).toString())
                .doesNotContain("\"" + name + "\"");
        assertThat(somebody(Right.VIEW, Right.MANAGE_LABS)
                        .get("/snapshots")
                        .expect(200)
                        .toString())
                .contains(name);

        owner.post("/snapshots/" + name + "/share", "sharing", "PUBLIC").expect(200);
        stranger.post("/configs", "name", aName("config-"), "image", name).expect(201);
        stranger.postNothing("/snapshots/" + name + "/delete").refused(403, "FORBIDDEN");
    }

    private static List<String> fitting(ApiClient reader, String pod) {
        List<String> names = new ArrayList<>();
        reader.get("/configs?pod=" + pod)
                .expect(200)
                .forEach(c -> names.add(c.at("/config/id").asText()));
        return names;
    }

    @Test
    void listsTheConfigsThatGoOntoThePod() {
        ApiClient owner = booker();
        String booking = active(owner);
        String name = aName("db-");
        taken(owner, booking, name, "node");
        String config = aName("config-");
        owner.post("/configs", "name", config, "image", name, "sharing", "PUBLIC")
                .expect(201);
        String tiny = aName("tiny-");
        Map<String, Object> jump =
                Map.of("name", "jump", "role", "JUMPHOST", "cores", 1, "memoryMiB", 256, "diskGiB", 2, "nics", NIC);
        owner.post("/pods", "name", tiny, "nodes", List.of(jump), "networks", List.of(Map.of("name", "admin")))
                .expect(201);

        assertThat(fitting(owner, "pair")).contains("hello", config);
        assertThat(fitting(owner, tiny)).contains("hello").doesNotContain(config);
        assertThat(owner.post("/bookings", "pod", tiny, "config", config).refused(404, "UNKNOWN_CONFIG"))
                .contains("has a disk of 2 GiB");
        assertThat(fitting(booker(), "pair"))
                .as("who may not have the snapshot")
                .contains("hello")
                .doesNotContain(config);
        booker().get("/configs?pod=" + tiny).refused(404, "UNKNOWN_POD");
        owner.get("/configs?pod=pair&lab=mars").refused(404, "UNKNOWN_LAB");
        assertThat(owner.get("/configs?pod=No%20pod").refused(400, "INVALID")).contains("lower-case");
    }

    @Test
    void refusesWhatCannotBeSaved() {
        ApiClient owner = booker();
        String booking = active(owner);
        String path = "/bookings/" + booking + "/snapshots";
        assertThat(owner.post(path, "machine", "jump").refused(400, "INVALID")).contains("name must be given");
        owner.post(path, "name", "No good").refused(400, "INVALID");
        assertThat(owner.post(path, "name", aName("x"), "machine", "node9").refused(404, "UNKNOWN_MACHINE"))
                .contains("has no machine node9");
        owner.post(path, "name", "laas-guest", "machine", "jump").refused(409, "NAME_TAKEN");
        owner.post("/bookings/b-999999/snapshots", "name", aName("x")).refused(404, "UNKNOWN_BOOKING");
        owner.post("/bookings/" + booking + "/release", "reason", "").expect(200);
        owner.post(path, "name", aName("x")).refused(409, "WRONG_STATE");
    }
}
