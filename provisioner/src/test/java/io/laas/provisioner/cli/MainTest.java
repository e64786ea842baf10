package io.laas.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.provisioner.download.FileServer;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.InMemoryHost;
import io.laas.provisioner.hypervisor.UnusedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    /** The host is elsewhere, so that its machines are asked from inside and no address is knocked at from here. */
    private static final String LAB = """
            lab: {name: demo, title: Demo lab, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: far, uri: 'qemu+tls://far.example.org/system', accel: tcg, cores: 24, memory: 20G, disk: 2T, storage: /pool, addresses: 10.80.0.0/16}
            images:
              - {name: guest, file: guest.qcow2, os: debian, user: laas}
            pods:
              - name: pair
                networks:
                  - {name: admin, addressing: dhcp}
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 128M, disk: 10G, networks: [admin]}
                  - {name: node, role: node, cores: 1, memory: 128M, disk: 10G, networks: [admin]}
            configs:
              - {name: hello, image: guest}
            """;

    private final InMemoryHost host = new InMemoryHost();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path dir;

    private Path lab;

    @BeforeEach
    void writeLab() throws IOException {
        lab = Files.writeString(dir.resolve("lab.yaml"), LAB);
        Files.write(
                dir.resolve("guest.qcow2"),
                ByteBuffer.allocate(4096)
                        .putInt(0x514649fb)
                        .putInt(3)
                        .putLong(24, 3 << 20)
                        .array());
    }

    @Test
    void listsAndFetchesImages() throws IOException {
        byte[] content = {1, 2, 3};
        String sum = FileServer.sum(content);
        Path cache = dir.resolve("cache");
        try (FileServer server = new FileServer(content)) {
            Files.writeString(lab, LAB.replace("images:\n", """
                    images:
                      - {name: far, url: '%s', sha256: %s, os: debian-12, user: debian}
                    """.formatted(server.file(), sum)));
            assertThat(run("image", "list", "--lab", lab.toString())).isZero();
            assertThat(said(out))
                    .contains(
                            "far: debian-12, x86_64, user debian, http://127.0.0.1:",
                            "/image.qcow2, sha256 " + sum + ", size not known yet")
                    .contains("guest: debian, x86_64, user laas, " + dir.resolve("guest.qcow2")
                            + ", checksum not told, disk 3 MiB in a file of 1 MiB")
                    .doesNotContain("secret");

            assertThat(run("image", "fetch", "--lab", lab.toString(), "--cache", cache.toString()))
                    .isZero();
            assertThat(cache.resolve(sum)).hasBinaryContent(content);
            assertThat(run("image", "fetch", "--lab", lab.toString(), "--cache", cache.toString(), "far", "guest"))
                    .isZero();
            assertThat(server.ranges()).hasSize(1);
            assertThat(run("image", "fetch", "--lab", lab.toString(), "--cache", cache.toString(), "none"))
                    .isEqualTo(2);

            Files.delete(cache.resolve(sum));
            server.content(new byte[] {4});
            assertThat(run("image", "fetch", "--lab", lab.toString(), "--cache", cache.toString()))
                    .isEqualTo(1);
            assertThat(said(out)).contains("far: What http://127.0.0.1:", "expected was " + sum);
        }
    }

    @Test
    void listsUnusedImagesAndRemovesThemWhenToldTo() throws IOException {
        String used = FileServer.sum(Files.readAllBytes(dir.resolve("guest.qcow2")));
        host.leave(new UnusedImage("golden-" + used.substring(0, 16) + "-0badcafe.qcow2", 1 << 20));
        host.leave(new UnusedImage("golden-" + "0".repeat(16) + "-0badcafe.qcow2", 3 << 20));
        String[] line = {"image", "clean", "--lab", lab.toString()};

        assertThat(run(line)).isZero();
        assertThat(said(out))
                .contains("far: golden-0000000000000000-0badcafe.qcow2, 3 MiB: unused")
                .contains("far: 1 unused files of images, 3 MiB; run it again with --yes to remove them")
                .doesNotContain(used.substring(0, 16));
        assertThat(run("image", "clean", "--lab", lab.toString(), "--yes")).isZero();
        assertThat(said(out)).contains("3 MiB: removed");
        assertThat(run(line)).isZero();
        assertThat(said(out)).contains("far: 0 unused files");

        Files.delete(dir.resolve("guest.qcow2"));
        assertThat(run("image", "clean", "--lab", lab.toString(), "--yes")).isEqualTo(2);
        assertThat(said(err)).contains("image guest: file", "cannot be read here", "run this where operations run");
    }

    @Test
    void appliesListsChecksResetsAndRemovesAPod() {
        assertThat(pod("apply")).isZero();
        assertThat(said(out)).contains("freeze", "known state of 2 machines saved", "ssh laas@10.80.0.10");
        assertThat(run("pod", "list", "--lab", lab.toString())).isZero();
        assertThat(said(out).lines()).hasSize(7).allMatch(l -> l.startsWith("far") && l.contains("pair"));
        assertThat(pod("check")).isZero();
        assertThat(pod("reset")).isZero();
        assertThat(pod("remove")).isZero();
        assertThat(said(out)).contains("nothing of vpod pair is left");
        assertThat(host.picture()).isEmpty();
    }

    @Test
    void failureIsSaidWithTaskReasonAndConsole() {
        assertThat(pod("apply")).isZero();
        host.machines().forEach(host::silence);
        assertThat(pod("check")).isEqualTo(1);
        assertThat(said(err)).contains("check: ", "console of", "No network can be checked");
    }

    @Test
    void wrongInputIsNamedAndEndsWithTwo() {
        assertThat(run("pod", "apply", "--lab", lab.toString(), "--pod", "par")).isEqualTo(2);
        assertThat(said(err)).contains("there is no pod 'par' in the lab file; it has pair");
        assertThat(run("pod", "apply", "--lab", lab.toString())).isEqualTo(2);
        assertThat(said(err)).contains("--pod");
        assertThat(run("pod", "apply", "--lab", lab.toString(), "--pod", "pair", "--index", "99"))
                .isEqualTo(2);
        assertThat(said(err)).contains("host far has no address range number 99");
        assertThat(run("pod", "apply", "--lab", lab.toString(), "--pod", "pair", "--key", lab.toString()))
                .isEqualTo(2);
        assertThat(said(err)).contains("ssh key must be one line");
        assertThat(run("fly")).isEqualTo(2);
    }

    @Test
    void labCheckSaysEveryProblemWithItsLine() throws IOException {
        assertThat(run("lab", "check", lab.toString())).isZero();
        assertThat(said(out)).contains("lab demo is good: 1 hosts, 1 images, 1 pods, 1 configs");
        Files.writeString(lab, LAB.replace("cores: 1,", "cores: 0,"));
        assertThat(run("lab", "check", lab.toString())).isEqualTo(2);
        assertThat(said(err)).contains("lab.yaml line 11", "lab.yaml line 12", "2 problems");
    }

    @Test
    void importsAPdfWithTheIdfBesideItForALabFile() throws IOException {
        Path pdf = Files.writeString(dir.resolve("Pod_1.yaml"), """
                version: 1.0
                jumphost:
                  name: jump
                  node: {arch: x86_64, cores: 1, memory: 128M}
                  disks: [{name: disk1, disk_capacity: 10G}, {name: disk2, disk_capacity: 1T}]
                  interfaces: [{name: nic1, address: 192.0.2.2/24}]
                nodes: []
                """);
        Files.writeString(
                dir.resolve("idf-Pod_1.yaml"),
                "idf: {version: 0.1, net_config: {lan: {interface: 0, network: 192.0.2.0, mask: 24, gateway: 192.0.2.1}}}");

        assertThat(run("pod", "import", pdf.toString())).isZero();
        String entry = said(out);
        assertThat(said(err)).isEqualTo("Pod_1.yaml line 5: jumphost.disks[1] is not kept: a machine has one disk\n");
        assertThat(entry).contains("name: pod-1", "name: lan", "uplink: nat").doesNotContain("subnet");
        assertThat(run("pod", "import", "--subnets", "--name", "rack", pdf.toString()))
                .isZero();
        assertThat(said(out)).contains("name: rack", "subnet: '192.0.2.0/24'");
        Files.writeString(lab, LAB.replace("pods:\n", entry));
        assertThat(run("lab", "check", lab.toString())).isZero();
        assertThat(said(out)).contains("2 pods");
    }

    @Test
    void sayOnWhichLineAPdfIsWrong() throws IOException {
        Path pdf = Files.writeString(dir.resolve("pod1.yaml"), "version: 2\njumphost: {name: j}\n");

        assertThat(run("pod", "import", pdf.toString())).isEqualTo(2);
        assertThat(said(err))
                .contains(
                        "laas: pod1.yaml line 1: version must be 1.0",
                        "laas: pod1.yaml line 2: jumphost must have the key 'node'");
        assertThat(run("pod", "import", dir.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(said(err)).contains("there is no file", "none.yaml");
        assertThat(run("pod", "import", "--name", "A b", pdf.toString())).isEqualTo(2);
        assertThat(said(err)).contains("pod name must be", "give one with --name");
        Files.write(pdf, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(run("pod", "import", pdf.toString())).isEqualTo(2);
        assertThat(said(err)).contains("must be UTF-8 text");
    }

    @Test
    void probeTellsFactsOrWhyNot() {
        assertThat(run("host", "probe", "--lab", lab.toString())).isZero();
        assertThat(said(out)).contains("far: online, in memory, guests run with TCG");
        host.faultsBy((n, call) -> {
            throw new HypervisorException(HypervisorException.Reason.UNREACHABLE, "host far does not answer");
        });
        assertThat(run("host", "probe", "--lab", lab.toString())).isEqualTo(1);
        assertThat(said(out)).contains("far: offline: host far does not answer");
    }

    @Test
    void everyCommandOnASimulatedHostSaysSo() throws IOException {
        Files.writeString(
                lab,
                LAB.replace("qemu+tls://far.example.org/system', accel: tcg", "test:///default', accel: simulated"));
        String loud = "host far is SIMULATED: libvirt's test driver keeps the books, but no machine is ever started";
        assertThat(run("lab", "check", lab.toString())).isZero();
        assertThat(said(out)).contains(loud);
        assertThat(run("host", "probe", "--lab", lab.toString())).isZero();
        assertThat(said(out)).contains(loud);
        for (String action : List.of("apply", "check", "reset")) {
            assertThat(pod(action)).isZero();
            assertThat(said(out)).contains(loud, "Log in with: # simulated").doesNotContain("ssh laas@");
            assertThat(said(out).lines())
                    .filteredOn(l -> l.matches("\\s*[0-9.]+ s .*"))
                    .isNotEmpty()
                    .allMatch(l -> l.contains(" simulated"));
        }
        host.machines().forEach(host::silence);
        assertThat(pod("check")).isEqualTo(1);
        assertThat(said(err)).contains("check: simulated: ");
    }

    @Test
    void barsAreDrawnOnATerminal() {
        String[] line = {"pod", "apply", "--lab", lab.toString(), "--pod", "pair"};
        assertThat(Main.run(surroundings(true), line)).isZero();
        assertThat(said(out)).contains("+ machines  [####################]", "\033[7A");
    }

    private int pod(String action) {
        return run("pod", action, "--lab", lab.toString(), "--pod", "pair");
    }

    private int run(String... line) {
        out.reset();
        err.reset();
        return Main.run(surroundings(false), line);
    }

    private Surroundings surroundings(boolean terminal) {
        return new Surroundings(
                host,
                InstantSource.fixed(Instant.EPOCH),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
