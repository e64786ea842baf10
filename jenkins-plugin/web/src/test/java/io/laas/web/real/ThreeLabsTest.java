package io.laas.web.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One controller and three labs, each in a network of its own; the cable of one is pulled in the middle and plugged in again. */
@Tag("libvirt-client")
class ThreeLabsTest {
    private static final int QCOW2 = 0x514649fb;
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String LAB = """
            lab: {name: %1$s, title: Lab %1$s, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: %1$s-h1, uri: 'test:///default', accel: simulated, cores: 16, memory: 8G, disk: 1T, storage: /var/lib/laas/simulated, addresses: 10.84.0.0/16}
            images:
              - {name: hollow, file: hollow.qcow2, user: laas}
            pods:
              - name: pod-%1$s
                networks: [{name: admin, addressing: dhcp}]
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 128M, disk: 10G, networks: [admin]}
                  - {name: node, cores: 1, memory: 128M, disk: 10G, networks: [admin]}
            configs:
              - {name: plain, image: hollow}
            """;

    @TempDir
    Path directory;

    private final NetworkSpaces networks = new NetworkSpaces();
    private final Map<String, NetworkSpaces.Space> spaces = new TreeMap<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private ServerProcess server;
    private RealApi api;

    @BeforeEach
    void startAll() throws IOException {
        spaces.put("ams", networks.add(1));
        spaces.put("ber", networks.add(2));
        spaces.put("cph", networks.add(3));
        byte[] header = new byte[4096];
        ByteBuffer.wrap(header).putInt(QCOW2).putInt(3);
        Files.write(directory.resolve("hollow.qcow2"), header);
        server = new ServerProcess(directory, Desk.file(directory), "--bind", "0.0.0.0", "--lease", "20");
        api = server.start();
        String port = api.base().replaceAll(".*:", "");
        for (Map.Entry<String, NetworkSpaces.Space> lab : spaces.entrySet()) {
            Path file = Files.writeString(directory.resolve(lab.getKey() + ".yaml"), LAB.formatted(lab.getKey()));
            String url = "http://" + lab.getValue().here() + ":" + port + "/";
            WorkerProcess worker = new WorkerProcess(
                    directory, api, lab.getKey(), url, file, lab.getValue().around());
            workers.add(worker);
            worker.start();
        }
    }

    @AfterEach
    void cleanUp() {
        workers.forEach(WorkerProcess::close);
        if (server != null) {
            server.close();
        }
        networks.close();
    }

    @Test
    void theOthersGoOnAndTheOneThatWasCutOffConverges() {
        Map<String, String> bookings = new TreeMap<>();
        spaces.keySet().forEach(lab -> bookings.put(lab, book(lab)));
        bookings.values().forEach(b -> awaitState(b, "ACTIVE"));
        assertThat(unreachable()).isEmpty();

        networks.pull(spaces.get("cph"));
        String reset =
                api.post(bookings.get("cph") + "/reset", Map.of()).get("id").asText();
        String second = book("cph");
        api.post(bookings.get("ams") + "/release", Map.of("reason", "done"));
        awaitState(bookings.get("ams"), "DONE");
        String others =
                api.post(bookings.get("ber") + "/reset", Map.of()).get("id").asText();
        awaitState("/operations/" + others, "SUCCEEDED");
        await("the lab is lost").atMost(LONG).until(() -> state("cph").equals("LOST"));
        assertThat(unreachable()).singleElement().asString().contains("cph-h1", "no worker of lab cph was heard since");
        assertThat(api.get("/leaks").get("leaks")).isEmpty();
        assertThat(api.get("/operations/" + reset).get("state").asText()).isIn("QUEUED", "RUNNING");
        assertThat(state("ams")).isEqualTo("PRESENT");

        networks.plug(spaces.get("cph"));

        awaitState("/operations/" + reset, "SUCCEEDED");
        awaitState(second, "ACTIVE");
        assertThat(state("cph")).isEqualTo("PRESENT");
        for (String booking : List.of(bookings.get("ber"), bookings.get("cph"), second)) {
            api.post(booking + "/release", Map.of("reason", "done"));
            awaitState(booking, "DONE");
        }
        assertThat(api.get("/leaks").get("leaks")).isEmpty();
        assertThat(unreachable()).isEmpty();
    }

    private String book(String lab) {
        return "/bookings/"
                + api.post("/bookings", Map.of("pod", "pod-" + lab, "length", "PT1H", "purpose", "three labs"))
                        .get("id")
                        .asText();
    }

    private void awaitState(String path, String state) {
        await(path + " is " + state)
                .atMost(LONG)
                .until(() -> api.get(path).get("state").asText(), state::equals);
    }

    private String state(String lab) {
        for (JsonNode each : api.get("/remote-labs")) {
            if (each.get("lab").asText().equals(lab)) {
                return each.get("state").asText();
            }
        }
        throw new IllegalStateException("lab " + lab + " is not listed");
    }

    private List<String> unreachable() {
        List<String> why = new ArrayList<>();
        api.get("/leaks").get("unreachable").forEach(n -> why.add(n.asText()));
        return why;
    }
}
