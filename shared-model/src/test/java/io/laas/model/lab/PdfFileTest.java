package io.laas.model.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.PodId;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Nic;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Uplink;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PdfFileTest {
    private static final String PDF = LabFixtures.text("hardware-pdf.yaml");
    private static final String IDF = LabFixtures.text("hardware-idf.yaml");

    private static PdfFile.Result read(String pdf, String idf) {
        return PdfFile.read(
                new PodId("rack"),
                new PdfFile.Source("pod1.yaml", pdf),
                Optional.ofNullable(idf).map(text -> new PdfFile.Source("idf-pod1.yaml", text)),
                false);
    }

    private static PdfFile.Result.Good good(String pdf, String idf) {
        PdfFile.Result result = read(pdf, idf);
        assertThat(result).isInstanceOf(PdfFile.Result.Good.class);
        return (PdfFile.Result.Good) result;
    }

    private static List<String> problems(String pdf, String idf) {
        return read(pdf, idf) instanceof PdfFile.Result.Bad bad
                ? bad.problems().stream().map(LabProblem::toString).toList()
                : List.of();
    }

    private static List<String> networks(NodeSpec node) {
        return node.nics().stream().map(Nic::network).toList();
    }

    @Test
    void makesAPodOfHardwareWithAnchorsAndMergeKeys() {
        Pod pod = good(PDF, IDF).pod();

        assertThat(pod.description()).isEqualTo("From pod1.yaml");
        assertThat(pod.nodes().stream().map(NodeSpec::name).toList())
                .containsExactly("lab1-jump", "node-1", "node-2", "node-3");
        assertThat(pod.nodes().stream().map(NodeSpec::role).toList())
                .containsExactly(NodeRole.JUMPHOST, NodeRole.CONTROLLER, NodeRole.COMPUTE, NodeRole.STORAGE);
        NodeSpec node = pod.nodes().get(2);
        assertThat(List.of(node.cores(), node.memoryMiB(), node.diskGiB())).containsExactly(22, 64 << 10, 1844);
    }

    @Test
    void findsNetworksBySubnetTagAndPosition() {
        Pod pod = good(PDF, IDF).pod();

        assertThat(networks(pod.jumpHost())).containsExactly("public", "admin");
        assertThat(networks(pod.nodes().get(1))).containsExactly("admin", "mgmt", "private");
        assertThat(networks(pod.nodes().get(3))).containsExactly("admin", "mgmt", "private");
        assertThat(pod.network("mgmt").vlan()).hasValue(201);
        assertThat(pod.network("public").uplink()).isEqualTo(Uplink.NAT);
        assertThat(pod.network("admin").addressing()).isEqualTo(Addressing.DHCP);
        assertThat(pod.network("private").addressing()).isEqualTo(Addressing.NONE);
        assertThat(pod.networks().stream().map(NetworkSpec::subnet)).allMatch(Optional::isEmpty);
    }

    @Test
    void namesNetworksByPositionWithoutAnIdf() {
        Pod pod = good(PDF, null).pod();

        assertThat(networks(pod.nodes().get(1))).containsExactly("admin", "mgmt", "private");
        assertThat(networks(pod.jumpHost())).containsExactly("admin-2", "admin");
        assertThat(pod.nodes()).filteredOn(n -> n.role() == NodeRole.NODE).hasSize(3);
    }

    @Test
    void notesWhatCannotBeKept() {
        assertThat(good(PDF, IDF).notes().stream().map(LabProblem::toString).toList())
                .containsExactly(
                        "pod1.yaml line 12: jumphost.name becomes 'lab1-jump', because it is a host name",
                        "pod1.yaml line 59: nodes[0].disks[1] is not kept: a machine has one disk",
                        "pod1.yaml line 59: nodes[1].disks[1] is not kept: a machine has one disk",
                        "pod1.yaml line 59: nodes[2].disks[1] is not kept: a machine has one disk",
                        "pod1.yaml line 81: nodes[1].name becomes 'node-2', because it is a host name",
                        "pod1.yaml line 96: nodes[2].interfaces[2].vlan is taken for native: a card is on one network");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version: 1.0 | version: 1 | line 1: version must be 1.0, the only version there is, was '1'",
                "arch: x86_64 | arch: aarch64 | line 17: jumphost.node.arch must be x86_64, because there are no other machines here, was 'aarch64'",
                "memory: 32G | memory: lots | line 20: jumphost.node.memory is not right: memory must be a whole number with M, G or T such as 8G, was 'lots'",
                "memory: 32G | memory: 1.5G | line 20: jumphost.node.memory is not right: memory must be a whole number with M, G or T such as 8G, was '1.5G'",
                "disk_capacity: 480G | disk_capacity: 0G | line 23: jumphost.disks[0].disk_capacity is not right: disk_capacity must be a number with M, G or T such as 100G, was '0G'",
                "cores: 10 | cores: ten | line 19: jumphost.node.cores must be a whole number such as 4, was 'ten'",
                "name: Lab1_Jump | name: '' | line 12: jumphost.name must have 1 to 40 letters and digits, because it becomes a host name, was ''",
                "name: node-1 | name: LAB1-jump | line 44: nodes[0].name makes a machine 'lab1-jump', as the name on line 12 does; give it another",
                "vlan: 201 | vlan: 5000 | line 74: nodes[0].interfaces[1].vlan must be native or 1 to 4094, was 5000",
                "vlan: 201 | vlan: trunk | line 74: nodes[0].interfaces[1].vlan must be a whole number such as 4, was 'trunk'",
                "jumphost: | host: | line 1: the PDF must have the key 'jumphost'",
                "name: node-1 | nome: node-1 | line 44: nodes[0] must have the key 'name'",
                "<<: *nic | <<: 3 | line 76: nodes[0].interfaces[2] is not correct YAML: expected a mapping or list of mappings for merging, but found scalar",
                "cores: 10 | cores: 500 | line 12: jumphost is not right: machine lab1-jump: cores must be 1 to 256, was 500"
            })
    void saysWhatIsWrongOnWhichLine(String right, String wrong, String problem) {
        assertThat(PDF).contains(right);
        assertThat(problems(PDF.replaceFirst(java.util.regex.Pattern.quote(right), wrong), IDF))
                .contains("pod1.yaml " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "idf: | fdi: | line 1: the IDF must have the key 'idf'",
                "interface: 1 | interface: one | line 9: idf.net_config.mgmt.interface must be a whole number such as 4, was 'one'",
                "mgmt: | '-': | line 9: idf.net_config.- must have a name of 1 to 40 letters and digits, was '-'"
            })
    void saysWhatIsWrongInTheIdf(String right, String wrong, String problem) {
        assertThat(IDF).contains(right);
        assertThat(problems(PDF, IDF.replaceFirst(right, wrong))).contains("idf-pod1.yaml " + problem);
    }

    @Test
    void readsNothingOfNothing() {
        assertThat(problems("", null))
                .containsExactly(
                        "pod1.yaml line 1: the PDF is empty; docs/reference/descriptors.md shows what belongs into it");
        assertThat(problems("- a", null))
                .containsExactly("pod1.yaml line 1: the PDF must be keys with values, was a list");
        assertThat(problems(PDF + "x".repeat(1 << 20), null))
                .containsExactly("pod1.yaml line 1: the PDF must be at most 1 MiB long");
    }

    @Test
    void aPodMustBeReachable() {
        String lonely = PDF.substring(0, PDF.indexOf("  interfaces:")) + "  interfaces: []\nnodes: []\n";

        assertThat(problems(lonely, null)).singleElement().asString().contains("line 12: jumphost", "1 to 8 networks");
    }

    @Test
    void aJumpHostWithoutAddressesGetsSome() {
        String bare = PDF.replaceAll("(?m)^.*address: \\d.*\\n", "");

        Pod pod = good(bare, IDF).pod();

        assertThat(pod.network(networks(pod.jumpHost()).get(0)).addressing()).isEqualTo(Addressing.DHCP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jumphost: &a {name: x, node: *a, disks: *a, interfaces: [*a, *a]}",
                "jumphost: &a {<<: *a, name: x}",
                "a: &a {<<: *a}\njumphost: *a",
                "jumphost: {<<: [&b {x: 1}, *b, [*b]]}"
            })
    @Timeout(10)
    void survivesAliasesThatReferToThemselves(String text) {
        assertThat(problems(text, null)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @Timeout(60)
    void neverFailsOtherwiseThanWithProblems(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            read(mutated(PDF, random), mutated(IDF, random));
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        String letters = "{}[]:-*&<>|'\"#!%@,?\n 0aZ~.\t";
        for (int i = random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, letters.charAt(random.nextInt(letters.length())));
                default -> changed.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
            }
        }
        return changed.toString();
    }
}
