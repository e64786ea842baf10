package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import io.laas.provisioner.worker.ControllerAddress;
import io.laas.provisioner.worker.ControllerRefusal;
import io.laas.provisioner.worker.LabWorker;
import io.laas.provisioner.worker.WorkerSettings;
import io.laas.web.contract.ApiClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped worker against the shipped server over HTTP; its hosts are libvirt's test driver. */
@Tag("libvirt-client")
class LabWorkerTest {
    private static final int QCOW2 = 0x514649fb;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String LAB = """
            lab: {name: far, title: Far lab, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: pretended, uri: 'test:///default', accel: simulated, cores: 16, memory: 8G, disk: 1T, storage: /var/lib/laas/simulated, addresses: 10.84.0.0/16}
            images:
              - {name: hollow, file: hollow.qcow2, user: laas}
            pods:
              - name: pair
                networks:
                  - {name: admin, addressing: dhcp}
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 128M, disk: 10G, networks: [admin]}
                  - {name: node, cores: 1, memory: 128M, disk: 10G, networks: [admin]}
            configs:
              - {name: plain, image: hollow}
            """;
    private static final WorkerSettings QUICK = new WorkerSettings(
            "w1", 2, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(100));

    @TempDir
    private Path directory;

    private final List<LabWorker> workers = new ArrayList<>();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final SettableClock clock = new SettableClock();
    private final ReadyPods here = new ReadyPods();
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Provisioner provisioner = new Provisioner(hypervisors, InstantSource.system());
    private Server server;
    private ApiClient admin;
    private ControllerAddress address;

    @BeforeEach
    void start() throws IOException {
        byte[] header = new byte[4096];
        ByteBuffer.wrap(header).putInt(QCOW2).putInt(3);
        Files.write(directory.resolve("hollow.qcow2"), header);
        serve(0);
        admin.post("/remote-labs", "lab", "far", "user", "far-worker").expect(201);
        String token = admin.post("/tokens", "user", "far-worker", "name", "w", "rights", List.of("SERVE_LAB"))
                .expect(201)
                .path("secret")
                .asText();
        address = new ControllerAddress(server.uri(), token, false);
    }

    private void serve(int port) throws IOException {
        ServerSettings plain = ServerSettings.of(directory.resolve("data"));
        ServerSettings settings = new ServerSettings(
                plain.data(),
                plain.database(),
                new ServerSettings.Address("127.0.0.1", port),
                plain.limit(),
                Duration.ofMillis(20),
                plain.lease(),
                false,
                plain.additions(),
                plain.guests());
        server = Server.start(settings, List.of(), here, clock);
        admin = ApiClient.anonymous(server.uri().resolve("/api/v1"))
                .token(Files.readString(directory.resolve("data/admin-token")).strip());
    }

    @AfterEach
    void stop() {
        workers.forEach(LabWorker::close);
        server.close();
        here.close();
        provisioner.close();
        hypervisors.close();
    }

    private Lab lab() {
        return ((LabFileResult.Good) LabFile.parse(LAB, "far.yaml", directory)).lab();
    }

    private LabWorker worker(Lab lab) throws Exception {
        LabWorker worker = new LabWorker(address, QUICK, lab, provisioner, said::add);
        workers.add(worker);
        worker.publish(LAB, directory.toString());
        worker.start();
        return worker;
    }

    private String book() {
        return "/bookings/"
                + admin.post("/bookings", "pod", "pair", "length", "PT1H")
                        .expect(201)
                        .path("id")
                        .asText();
    }

    private JsonNode awaitState(String path, String state) {
        return await(path + " is " + state + "; the worker said " + said)
                .atMost(LONG)
                .until(
                        () -> admin.get(path).expect(200),
                        n -> n.path("state").asText().equals(state));
    }

    @Test
    void mainJobRunsInTheLabElsewhere() throws Exception {
        worker(lab());
        awaitState("/hosts/pretended", "ONLINE");
        String booking = book();
        JsonNode active = awaitState(booking, "ACTIVE");
        assertThat(active.at("/access/simulated").asBoolean()).isTrue();
        assertThat(active.at("/operation/tasks").size()).isGreaterThan(3);
        String reset =
                admin.postNothing(booking + "/reset").expect(200).path("id").asText();
        awaitState("/operations/" + reset, "SUCCEEDED");
        assertThat(admin.get("/leaks").expect(200).path("leaks")).isEmpty();
        assertThat(admin.get("/leaks").expect(200).path("unreachable")).isEmpty();
        admin.postNothing(booking + "/release").expect(200);
        awaitState(booking, "DONE");
        assertThat(admin.get("/leaks").expect(200).path("leaks")).isEmpty();
    }

    @Test
    void singleMachinesAreLookedAtAndSwitched() throws Exception {
        worker(lab());
        String booking = book();
        awaitState(booking, "ACTIVE");
        String node = booking + "/machines/node";
        assertThat(admin.get(node).expect(200).path("state").asText()).isEqualTo("RUNNING");
        assertThat(admin.get(node + "/console").expect(200).path("next").asLong())
                .isNotNegative();
        String off = admin.post(node + "/power", "action", "OFF")
                .expect(200)
                .path("id")
                .asText();
        awaitState("/operations/" + off, "SUCCEEDED");
        assertThat(admin.get(node).expect(200).path("state").asText()).isEqualTo("OFF");
        admin.get(booking + "/machines/nobody").refused(404, "UNKNOWN_MACHINE");
    }

    private Path file(String text) throws IOException {
        Path file = directory.resolve("far.yaml");
        Path fresh = directory.resolve("far.yaml.new");
        Files.writeString(fresh, text);
        return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private JsonNode far() {
        return admin.get("/remote-labs").expect(200).get(0);
    }

    private void awaitTrouble(String text) {
        await("trouble " + text + "; the worker said " + said)
                .atMost(LONG)
                .until(() -> far().path("trouble").asText("").contains(text));
    }

    @Test
    void changedLabFileIsPublishedAndABrokenOneChangesNothing() throws Exception {
        LabWorker worker = new LabWorker(address, QUICK, lab(), provisioner, said::add);
        workers.add(worker);
        worker.publish(LAB, directory.toString());
        worker.watch(file(LAB), LAB);
        worker.start();

        String further =
                LAB.replace("Far lab", "Further lab").replace("/var/lib/laas/simulated", "/var/lib/laas/other");
        file(further);
        await("the change; the worker said " + said)
                .atMost(LONG)
                .until(() -> admin.get("/labs").expect(200).toString().contains("Further lab"));
        awaitState(book(), "ACTIVE");

        file(further.replace("cores: 16", "cores: many"));
        awaitTrouble("w1: The changed lab file does not count (far.yaml line 3: hosts[0].cores");
        file(further.replace("name: far,", "name: near,"));
        awaitTrouble("it describes lab near now, and this worker serves lab far");
        Files.delete(directory.resolve("far.yaml"));
        awaitTrouble("The changed lab file does not count (far.yaml");
        assertThat(admin.get("/labs").expect(200).toString()).contains("Further lab", "pretended");
        assertThat(far().path("state").asText()).isEqualTo("PRESENT");

        file(further);
        await().atMost(LONG).until(() -> far().path("trouble").asText("").isEmpty());
    }

    @Test
    void aControllerThatIsAwayIsWaitedFor() throws Exception {
        worker(lab());
        String booking = book();
        awaitState(booking, "ACTIVE");
        int port = server.uri().getPort();
        server.close();
        await().atMost(LONG).until(() -> said.stream().anyMatch(s -> s.contains("trying again")));

        serve(port);

        await().atMost(LONG).until(() -> said.contains("the controller is back"));
        admin.postNothing(booking + "/release").expect(200);
        awaitState(booking, "DONE");
        assertThat(admin.get("/leaks").expect(200).path("unreachable")).isEmpty();
    }

    @Test
    void anotherWorkerTakesOverWhatALostOneLeft() throws Exception {
        LabWorker first = worker(lab());
        String booking = book();
        awaitState(booking, "ACTIVE");
        first.close();
        admin.postNothing(booking + "/release").expect(200);
        clock.advance(Duration.ofMinutes(2));
        assertThat(admin.get("/leaks").expect(200).path("unreachable").get(0).asText())
                .contains("no worker of lab far was heard since");

        worker(lab());
        await("the end of what the first may have been given last; the worker said " + said)
                .atMost(LONG)
                .until(() -> {
                    clock.advance(Duration.ofSeconds(5));
                    return admin.get(booking).expect(200).path("state").asText().equals("DONE");
                });
        assertThat(admin.get("/leaks").expect(200).path("leaks")).isEmpty();
    }

    @Test
    void aWorkerIsToldWhyItsLabIsNotTaken() {
        LabWorker worker = new LabWorker(address, QUICK, lab(), provisioner, said::add);
        assertThatThrownBy(() -> worker.publish(LAB.replace("name: far", "name: near"), "/"))
                .isInstanceOf(ControllerRefusal.class)
                .hasMessageContaining("describes lab near");
        worker.close();
        ControllerAddress wrong = new ControllerAddress(server.uri(), "laas_nobody.nothing", false);
        LabWorker stranger = new LabWorker(wrong, QUICK, lab(), provisioner, said::add);
        assertThatThrownBy(() -> stranger.publish(LAB, "/"))
                .isInstanceOf(ControllerRefusal.class)
                .hasMessageContaining("token is not known")
                .hasMessageNotContaining("nobody");
        stranger.close();
    }

    @Test
    void aWorkerLeavesHostsAloneThatAreNotInItsFile() throws Exception {
        Lab other = ((LabFileResult.Good)
                        LabFile.parse(LAB.replace("/var/lib/laas/simulated", "/elsewhere"), "far.yaml", directory))
                .lab();
        worker(other);
        String booking = book();

        JsonNode failed = await().atMost(LONG)
                .until(
                        () -> admin.get(booking + "/operations").expect(200),
                        all -> all.findValuesAsText("reason").stream()
                                .anyMatch(r -> r.contains("another uri or storage")));
        assertThat(failed.findValuesAsText("state")).contains("FAILED");
    }
}
