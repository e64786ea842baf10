package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import io.laas.web.contract.ApiClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A whole server over libvirt's test driver: the main job works, and the API never hides that no machine runs. */
@Tag("libvirt-client")
class SimulatedServerTest {
    private static final int QCOW2 = 0x514649fb;
    private static final String LAB = """
            lab: {name: sim, title: Simulated lab, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: pretended, uri: 'test:///default', accel: simulated, cores: 16, memory: 8G, disk: 1T, storage: /var/lib/laas/simulated, addresses: 10.84.0.0/16}
            images:
              - {name: hollow, file: hollow.qcow2, user: laas}
            pods:
              - name: pair
                networks:
                  - {name: admin, addressing: dhcp}
                  - {name: lan, kind: ovs, vlan: 7, addressing: static}
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 128M, disk: 10G, networks: [admin, lan]}
                  - {name: node, cores: 1, memory: 128M, disk: 10G, networks: [admin, lan]}
            configs:
              - {name: plain, image: hollow}
            """;

    private final InstantSource clock = InstantSource.system();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Provisioner provisioner = new Provisioner(hypervisors, clock);
    private final ProvisionerOperations work = new ProvisionerOperations(provisioner, 2);
    private Server server;
    private ApiClient admin;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        log.start();
        ((Logger) LoggerFactory.getLogger(Server.class)).addAppender(log);
        server = Server.start(ServerSettings.of(data).withTick(Duration.ofMillis(20)), List.of(lab(data)), work, clock);
        admin = ApiClient.anonymous(server.uri().resolve("/api/v1"))
                .token(Files.readString(data.resolve("admin-token")).strip());
    }

    private static Lab lab(Path directory) throws IOException {
        byte[] header = new byte[4096];
        ByteBuffer.wrap(header).putInt(QCOW2).putInt(3);
        Files.write(directory.resolve("hollow.qcow2"), header);
        return ((LabFileResult.Good) LabFile.parse(LAB, "sim.yaml", directory)).lab();
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(Server.class)).detachAppender(log);
        server.close();
        work.close();
        provisioner.close();
        hypervisors.close();
    }

    private JsonNode awaitState(String path, String state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get(path).expect(200).path("state").asText().equals(state));
        return admin.get(path).expect(200);
    }

    private static List<String> messages(JsonNode operation) {
        return StreamSupport.stream(operation.path("tasks").spliterator(), false)
                .map(t -> t.path("message").asText())
                .toList();
    }

    @Test
    void mainJobRunsAndEverySightOfItSaysSimulated() {
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(m -> m.startsWith("host pretended is SIMULATED"));
        JsonNode host = admin.get("/hosts/pretended").expect(200);
        assertThat(host.path("accel").asText()).as("also before it was asked").isEqualTo("SIMULATED");

        JsonNode booked =
                admin.post("/bookings", "pod", "pair", "length", "PT1H").expect(201);
        String booking = "/bookings/" + booked.path("id").asText();
        JsonNode active = awaitState(booking, "ACTIVE");
        assertThat(active.at("/access/simulated").asBoolean()).isTrue();
        assertThat(active.at("/access/machines")).hasSize(2);
        assertThat(messages(active.path("operation"))).isNotEmpty().allMatch(m -> m.startsWith("simulated"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(admin.get("/hosts/pretended")
                                .expect(200)
                                .path("message")
                                .asText())
                        .startsWith("SIMULATED, no machine ever runs here"));

        String reset =
                admin.postNothing(booking + "/reset").expect(200).path("id").asText();
        assertThat(messages(awaitState("/operations/" + reset, "SUCCEEDED"))).allMatch(m -> m.startsWith("simulated"));
        admin.postNothing(booking + "/release").expect(200);
        awaitState(booking, "DONE");
        assertThat(admin.get("/leaks").expect(200).path("leaks")).isEmpty();
    }

    @Test
    void aPodAndAConfigOfAUserAreBuiltLikeThoseOfTheLab() {
        Map<String, Object> nic = Map.of("network", "wire");
        Map<String, Object> jump = Map.of(
                "name", "jump", "role", "JUMPHOST", "cores", 1, "memoryMiB", 96, "diskGiB", 2, "nics", List.of(nic));
        Map<String, Object> network = Map.of("name", "wire", "kind", "OVS", "vlan", 9);
        admin.post("/pods", "name", "solo", "nodes", List.of(jump), "networks", List.of(network))
                .expect(201);
        admin.post("/configs", "name", "own", "image", "hollow", "cloudInit", Map.of("packages", List.of("git")))
                .expect(201);

        String id = admin.post("/bookings", "pod", "solo", "config", "own", "length", "PT1H")
                .expect(201)
                .path("id")
                .asText();
        JsonNode active = awaitState("/bookings/" + id, "ACTIVE");
        assertThat(active.at("/access/machines/0/name").asText()).isEqualTo("jump");
        admin.postNothing("/pods/solo/delete").expect(200);
        String reset = admin.postNothing("/bookings/" + id + "/reset")
                .expect(200)
                .path("id")
                .asText();
        awaitState("/operations/" + reset, "SUCCEEDED");
        admin.postNothing("/bookings/" + id + "/release").expect(200);
        awaitState("/bookings/" + id, "DONE");
        assertThat(admin.get("/leaks").expect(200).path("leaks")).isEmpty();
    }
}
