package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Labs elsewhere over HTTP: what their workers do, and that each sees its own lab only. */
public abstract class RemoteLabContract extends ApiContract {
    private static final String FILE = """
            lab: {name: %1$s, title: Lab %1$s, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: %1$s-h1, uri: 'qemu:///system', cores: 8, memory: 16G, disk: 1T, storage: /var/lib/laas/pool, addresses: 10.90.0.0/16}
            images:
              - {name: guest, file: guest.qcow2, os: debian-12, user: laas}
            pods:
              - name: %1$s-pod
                networks: [{name: admin, addressing: dhcp}]
                machines: [{name: jump, role: jumphost, cores: 1, memory: 1G, disk: 10G, networks: [admin]}]
            configs:
              - {name: plain, image: guest}
            """;

    /** A worker by hand. */
    private final class Worker {
        private final String lab = aName("far");
        private final ApiClient client = caller("worker-of-" + lab, Right.SERVE_LAB);
        private final String session = "session-of-" + lab;

        Worker() {
            admin().post("/remote-labs", "lab", lab, "user", "worker-of-" + lab).expect(201);
        }

        Worker published() {
            client.post("/lab/publish", "file", FILE.formatted(lab), "directory", "/labs")
                    .expect(200);
            client.post(
                            "/lab/heartbeat",
                            "session",
                            session,
                            "hosts",
                            List.of(Map.of("host", lab + "-h1", "state", "ONLINE")))
                    .expect(200);
            return this;
        }

        JsonNode claim(int wait) {
            return client.post("/lab/claim", "session", session, "worker", "by hand", "waitSeconds", wait)
                    .expect(200)
                    .path("work");
        }

        /** Claims until there is an operation; answers what is asked before. */
        JsonNode operation() {
            while (true) {
                JsonNode work = claim(30);
                if (work.at("/work/work").asText().equals("OPERATION")) {
                    return work;
                }
                if (!work.isMissingNode()) {
                    client.post(
                            "/lab/work/" + work.path("id").asText() + "/answer",
                            "claim",
                            work.path("claim").asLong(),
                            "things",
                            List.of());
                }
            }
        }

        Reply report(JsonNode work) {
            Map<String, Object> report = Map.of(
                    "task", "machines", "title", "Machines", "state", "RUNNING", "percent", 50, "message", "half");
            return client.post(path(work, "report"), "claim", work.path("claim").asLong(), "tasks", List.of(report));
        }

        Reply finish(JsonNode work, Map<String, Object> outcome) {
            return client.post(path(work, "finish"), "claim", work.path("claim").asLong(), "outcome", outcome);
        }

        private String path(JsonNode work, String what) {
            return "/lab/work/" + work.path("id").asText() + "/" + what;
        }

        Map<String, Object> success(String user) {
            Map<String, Object> access = Map.of(
                    "address", "10.90.0.10", "port", 22, "user", user, "machines", List.of(), "simulated", false);
            return Map.of("outcome", "SUCCEEDED", "access", access, "saved", List.of());
        }

        Map<String, Object> gone() {
            Map<String, Object> outcome = new java.util.HashMap<>();
            outcome.put("outcome", "SUCCEEDED");
            outcome.put("access", null);
            outcome.put("saved", List.of());
            return outcome;
        }

        String book(ApiClient owner) {
            return owner.post("/bookings", "pod", lab + "-pod", "length", "PT1H")
                    .expect(201)
                    .path("id")
                    .asText();
        }
    }

    @Test
    void aLabElsewhereServesABooking() {
        Worker worker = new Worker().published();
        ApiClient owner = booker();
        assertThat(owner.get("/labs").expect(200).findValuesAsText("id")).contains(worker.lab);

        CompletableFuture<JsonNode> waiting = CompletableFuture.supplyAsync(worker::operation);
        String booking = worker.book(owner);
        JsonNode provision = waiting.join();
        assertThat(provision.at("/work/kind").asText()).isEqualTo("PROVISION");
        assertThat(provision.at("/work/plan/host/id").asText()).isEqualTo(worker.lab + "-h1");
        assertThat(worker.report(provision).expect(200).path("stop").asBoolean())
                .isFalse();
        JsonNode shown =
                owner.get("/operations/" + provision.path("id").asText()).expect(200);
        assertThat(shown.at("/tasks/0/message").asText()).isEqualTo("half");
        worker.finish(provision, worker.success("laas")).expect(200);
        worker.finish(provision, worker.success("laas")).expect(200);
        awaitState(owner, booking, "ACTIVE");
        assertThat(owner.get("/bookings/" + booking)
                        .expect(200)
                        .at("/access/user")
                        .asText())
                .isEqualTo("laas");

        owner.postNothing("/bookings/" + booking + "/release").expect(200);
        JsonNode remove = worker.operation();
        assertThat(remove.at("/work/kind").asText()).isEqualTo("REMOVE");
        worker.finish(remove, worker.gone()).expect(200);
        awaitState(owner, booking, "DONE");
        worker.report(provision).refused(409, "CLAIM_LOST");
        retire(worker);
    }

    @Test
    void aWorkerTouchesTheWorkOfItsLabOnly() {
        Worker worker = new Worker().published();
        Worker other = new Worker().published();
        ApiClient owner = booker();
        String booking = worker.book(owner);
        JsonNode work = worker.operation();

        assertThat(other.report(work).refused(404, "UNKNOWN_WORK")).contains(other.lab);
        other.finish(work, other.success("laas")).refused(404, "UNKNOWN_WORK");
        assertThat(other.client
                        .post(
                                "/lab/heartbeat",
                                "session",
                                other.session,
                                "running",
                                List.of(Map.of("id", work.path("id").asText(), "claim", 1)))
                        .expect(200)
                        .at("/lost/0")
                        .asText())
                .isEqualTo(work.path("id").asText());
        assertThat(somebody(Right.SERVE_LAB)
                        .post("/lab/claim", "session", "12345678")
                        .refused(403, "FORBIDDEN"))
                .contains("not registered for any lab");
        other.client.get("/bookings/" + booking).refused(403, "FORBIDDEN");
        worker.finish(work, worker.success("laas; reboot")).refused(400, "INVALID");
        worker.finish(work, Map.of("outcome", "FAILED", "task", "disks", "reason", "full", "consoleTail", ""))
                .expect(200);
        retire(worker);
        retire(other);
    }

    @Test
    void whatCannotBeReadIsRefusedWithTheField() {
        Worker worker = new Worker();

        assertThat(worker.client.post("/lab/claim").refused(400, "INVALID")).contains("session");
        assertThat(worker.client
                        .post("/lab/claim", "session", worker.session, "waitSeconds", 61)
                        .refused(400, "INVALID"))
                .contains("waitSeconds must be 0 to 60");
        assertThat(worker.client
                        .post("/lab/publish", "file", "lab: {}", "directory", "/")
                        .refused(400, "INVALID"))
                .contains("lab file");
        assertThat(worker.client.post("/lab/work/o-1/report", "claim", 1).refused(400, "INVALID"))
                .contains("tasks");
        assertThat(worker.client
                        .post("/lab/work/o-1/finish", "claim", 1, "outcome", Map.of("outcome", "GREAT"))
                        .refused(400, "INVALID"))
                .contains("outcome");
        worker.client
                .raw("POST", "/lab/heartbeat", "application/json", "{\"session\":\"12345678\",\"running\":[null]}")
                .refused(400, "INVALID");
        worker.client
                .raw("POST", "/lab/work/q-1/answer", "application/json", "{\"claim\":1,\"things\":[{}]}")
                .refused(400, "INVALID");
        worker.client.post("/lab/work/q-1/answer", "claim", 1).refused(409, "CLAIM_LOST");
        retire(worker);
    }

    @Test
    void anAdminSeesAndRetiresLabsElsewhere() {
        Worker worker = new Worker();
        assertThat(shown(worker).path("state").asText()).isEqualTo("SILENT");
        worker.published();
        assertThat(shown(worker).path("state").asText()).isEqualTo("PRESENT");
        admin().post("/remote-labs", "lab", aName("near"), "user", "worker-of-" + worker.lab)
                .refused(409, "NAME_TAKEN");
        admin().post("/remote-labs", "lab", "test", "user", aName("w")).refused(409, "NAME_TAKEN");
        admin().post("/remote-labs", "lab", "near").refused(400, "INVALID");

        retire(worker);

        assertThat(shown(worker).path("state").asText()).isEqualTo("RETIRED");
        booker().get("/labs/" + worker.lab).refused(404, "UNKNOWN_LAB");
        admin().postNothing("/remote-labs/nowhere/retire").refused(404, "UNKNOWN_LAB");
    }

    @Test
    void aLabSetsOutagesOfItsOwn() {
        Worker worker = new Worker().published();
        Worker other = new Worker().published();
        var start = aDay();
        Object[] outage = {"lab", worker.lab, "start", start, "end", start.plusSeconds(3600), "reason", "new switch"};

        JsonNode set = worker.client.post("/lab/outages", outage).expect(201);
        String id = set.path("id").asText();
        assertThat(set.path("kind").asText()).isEqualTo("PLANNED");
        assertThat(booker().get("/outages").expect(200).findValuesAsText("id")).contains(id);
        other.client.post("/lab/outages", outage).refused(403, "FORBIDDEN");
        other.client.postNothing("/lab/outages/" + id + "/end").refused(404, "UNKNOWN_OUTAGE");
        assertThat(other.client.get("/lab/outages").expect(200)).isEmpty();
        assertThat(worker.client.get("/lab/outages").expect(200).findValuesAsText("id"))
                .containsExactly(id);
        worker.client.postNothing("/lab/outages/" + id + "/end").expect(200);
        assertThat(worker.client.get("/lab/outages").expect(200)).isEmpty();
        retire(worker);
        retire(other);
    }

    private JsonNode shown(Worker worker) {
        for (JsonNode lab : admin().get("/remote-labs").expect(200)) {
            if (lab.path("lab").asText().equals(worker.lab)) {
                return lab;
            }
        }
        throw new AssertionError("not listed: " + worker.lab);
    }

    private void retire(Worker worker) {
        admin().postNothing("/remote-labs/" + worker.lab + "/retire").expect(200);
    }
}
