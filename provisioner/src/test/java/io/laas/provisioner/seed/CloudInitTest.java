package io.laas.provisioner.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laas.model.ImageId;
import io.laas.model.PodId;
import io.laas.model.lab.Image;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.layout.NicLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Nic;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Uplink;
import io.laas.provisioner.Plans;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What real cloud-init, and netplan after it, make of our seeds on Ubuntu, CentOS and Debian: each card is found by its MAC address and
 * gets what the pod says, in the files that each of these systems reads.
 */
@Tag("cloud-init")
class CloudInitTest {
    private static final String TREE = System.getenv("LAAS_CLOUD_INIT");
    private static final List<NetworkSpec> NETWORKS = List.of(
            network("wan", Addressing.STATIC, Uplink.NAT),
            network("lan", Addressing.STATIC, Uplink.NONE),
            network("lab", Addressing.DHCP, Uplink.NONE),
            network("raw", Addressing.NONE, Uplink.NONE));

    @TempDir
    private Path dir;

    @BeforeEach
    void wantsCloudInit() {
        assumeTrue(TREE != null, "no cloud-init: ./laas test unpacks it, LAAS_CLOUD_INIT names the directory");
    }

    /** From one card to four, and an uplink on a static network. */
    private static Pod mixed() {
        return new Pod(
                new PodId("mixed"),
                "",
                List.of(
                        on("jump", NodeRole.JUMPHOST, "wan", "lan", "lab", "raw"),
                        on("node1", NodeRole.NODE, "lan"),
                        on("node2", NodeRole.NODE, "raw", "wan"),
                        on("node3", NodeRole.NODE, "lab", "raw", "lan")),
                NETWORKS);
    }

    private static NetworkSpec network(String name, Addressing addressing, Uplink uplink) {
        return new NetworkSpec(name, NetworkKind.BRIDGE, OptionalInt.empty(), Optional.empty(), addressing, uplink);
    }

    private static NodeSpec on(String name, NodeRole role, String... networks) {
        List<Nic> nics = new ArrayList<>();
        Stream.of(networks).forEach(network -> nics.add(new Nic("nic" + (nics.size() + 1), network)));
        return new NodeSpec(name, role, 1, 512, 10, nics);
    }

    private static Image image(String os, String user) {
        return new Image(new ImageId(os), os + ".qcow2", Optional.empty(), os, user, Optional.empty());
    }

    @Test
    void everySystemIsToldOfEachCardWhatThePodSays() throws Exception {
        List<VpodPlan> plans = List.of(
                Plans.aPlan("ubuntu")
                        .pod(mixed())
                        .image(image("ubuntu", "ubuntu"))
                        .build(),
                Plans.aPlan("centos")
                        .nodes(1)
                        .index(3)
                        .image(image("centos", "cloud-user"))
                        .keys(Plans.key("alice"), Plans.key("bob"))
                        .cloudInit(Map.of("packages", List.of("git"), "runcmd", List.of(List.of("touch", "/a b"))))
                        .build(),
                Plans.aPlan("root")
                        .nodes(1)
                        .image(image("debian", "root"))
                        .keys()
                        .build());
        Map<Path, Map<String, RenderedCard>> expected = new LinkedHashMap<>();
        for (VpodPlan plan : plans) {
            VpodLayout layout = VpodLayout.of(plan);
            for (MachineLayout machine : layout.machines()) {
                Path at = Files.createDirectories(dir.resolve(plan.vpod() + "-" + machine.name()));
                Seed seed = Seed.of(plan, layout, machine);
                Files.writeString(at.resolve("user-data"), seed.userData());
                Files.writeString(at.resolve("network-config"), seed.networkConfig());
                expected.put(at, cards(layout, machine));
            }
        }

        String said = judge(expected.keySet().stream().map(Path::toString).toList());

        assertThat(said).doesNotContainIgnoringCase("warn", "error", "deprecat");
        for (var machine : expected.entrySet()) {
            Path at = machine.getKey();
            Map<String, RenderedCard> wanted = machine.getValue();
            assertThat(RenderedCard.sysconfig(at.resolve("centos-sysconfig")))
                    .as("%s, sysconfig", at.getFileName())
                    .isEqualTo(wanted);
            assertThat(RenderedCard.networkManager(at.resolve("centos-network-manager")))
                    .as("%s, NetworkManager", at.getFileName())
                    .isEqualTo(wanted);
            assertThat(RenderedCard.networkd(at.resolve("debian-networkd")))
                    .as("%s, networkd", at.getFileName())
                    .isEqualTo(wanted);
            assertThat(RenderedCard.eni(at.resolve("debian-eni")))
                    .as("%s, interfaces", at.getFileName())
                    .isEqualTo(wanted);
            assertThat(RenderedCard.networkd(netplan(at.resolve("ubuntu-netplan"))))
                    .as("%s, netplan", at.getFileName())
                    .isEqualTo(wanted);
        }
    }

    /** What the pod says of the cards of a machine, by the names they get. */
    private static Map<String, RenderedCard> cards(VpodLayout layout, MachineLayout machine) {
        Map<String, RenderedCard> cards = new TreeMap<>();
        for (NicLayout nic : machine.nics()) {
            NetworkLayout network = layout.network(nic.network());
            boolean fixed = network.spec().addressing() == Addressing.STATIC;
            Optional<String> host =
                    network.hostAddress().filter(h -> fixed && network.spec().uplink() == Uplink.NAT);
            cards.put(
                    "eth" + cards.size(),
                    new RenderedCard(
                            nic.mac(),
                            nic.address().filter(a -> fixed).map(a -> a + "/24"),
                            network.spec().addressing() == Addressing.DHCP,
                            host,
                            host.stream().toList(),
                            ""));
        }
        return cards;
    }

    private String judge(List<String> directories) throws Exception {
        Path script = dir.resolve("judge.py");
        try (InputStream in = CloudInitTest.class.getResourceAsStream("judge.py")) {
            Files.copy(in, script);
        }
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-B", script.toString()));
        command.addAll(directories);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PYTHONPATH", TREE + "/usr/lib/python3/dist-packages");
        builder.environment().put("PYTHONWARNINGS", "ignore");
        return ended(builder);
    }

    /** What netplan makes of its file for the system that brings the cards up. */
    private static Path netplan(Path root) throws Exception {
        Path generate = Path.of(TREE, "usr/libexec/netplan/generate");
        assumeTrue(Files.isExecutable(generate), "no netplan in LAAS_CLOUD_INIT=" + TREE);
        ProcessBuilder builder = new ProcessBuilder(generate.toString(), "--root-dir", root.toString());
        builder.environment().put("LD_LIBRARY_PATH", TREE + "/usr/lib/x86_64-linux-gnu");
        ended(builder);
        return root.resolve("run/systemd/network");
    }

    private static String ended(ProcessBuilder builder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("laas-cloud-init", ".log");
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            process.destroyForcibly();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended && process.exitValue() == 0).as(said).isTrue();
            return said;
        } finally {
            Files.delete(output);
        }
    }
}
