package io.laas.model.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.PodId;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.model.lab.PdfFile;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Nic;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Pods;
import io.laas.model.pod.Uplink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a pod to its descriptors and back, and to a lab file and back. */
class PodImportTest {
    private static Pod imported(VpodPlan plan, Profile profile, boolean subnets) {
        Descriptors descriptors = Descriptors.of(plan);
        PdfFile.Result result = PdfFile.read(
                plan.pod().id(),
                new PdfFile.Source("pod.yaml", descriptors.pdf(profile)),
                Optional.of(new PdfFile.Source("idf-pod.yaml", descriptors.idf(profile))),
                subnets);
        assertThat(result).as(plan::toString).isInstanceOf(PdfFile.Result.Good.class);
        assertThat(((PdfFile.Result.Good) result).notes()).isEmpty();
        return ((PdfFile.Result.Good) result).pod();
    }

    /** Returns a pod on networks with usual names, of which all but private have addresses; all machines are on all of them. */
    private static Pod random(Random random) {
        return random(random, List.of("admin", "mgmt", "public", "private"), networks -> networks);
    }

    /** Returns one whose networks come in any order, and whose nodes are on some of them, in any order. */
    private static Pod differing(Random random) {
        List<String> names = new ArrayList<>(List.of("admin", "mgmt", "public", "private"));
        Collections.shuffle(names, random);
        if (names.get(0).equals("private")) {
            Collections.reverse(names); // otherwise nobody might reach the jump host
        }
        return random(random, names, networks -> {
            List<NetworkSpec> mixed = new ArrayList<>(networks);
            Collections.shuffle(mixed, random);
            return random.nextBoolean() ? networks : mixed.subList(0, 1 + random.nextInt(networks.size()));
        });
    }

    private static Pod random(Random random, List<String> names, UnaryOperator<List<NetworkSpec>> of) {
        List<NetworkSpec> networks = new ArrayList<>();
        for (String name : names.subList(0, 1 + random.nextInt(names.size()))) {
            boolean tagged = random.nextBoolean();
            boolean wire = name.equals("private");
            networks.add(new NetworkSpec(
                    name,
                    tagged ? NetworkKind.OVS : NetworkKind.BRIDGE,
                    tagged ? OptionalInt.of(100 + networks.size()) : OptionalInt.empty(),
                    random.nextInt(3) == 0
                            ? Optional.of(Cidr.parse("172.%d.0.0/20".formatted(16 + networks.size())))
                            : Optional.empty(),
                    wire ? Addressing.NONE : Addressing.DHCP,
                    name.equals("public") ? Uplink.NAT : Uplink.NONE));
        }
        List<NodeSpec> machines = new ArrayList<>();
        machines.add(Pods.machine("jump", NodeRole.JUMPHOST, networks));
        int controllers = random.nextInt(4);
        int nodes = controllers + random.nextInt(5);
        for (int i = 1; i <= nodes; i++) {
            NodeRole role = i <= controllers ? NodeRole.CONTROLLER : NodeRole.COMPUTE;
            NodeSpec one = Pods.machine("node" + i, role, of.apply(networks));
            machines.add(new NodeSpec(
                    one.name(),
                    role,
                    1 + random.nextInt(32),
                    64 + random.nextInt(9999),
                    1 + random.nextInt(999),
                    one.nics()));
        }
        return new Pod(new PodId("p"), "", machines, networks);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nothingIsLostThatTheFormatCanSay(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            VpodPlan plan = DescribedPods.plan(random(random));
            Pod again = imported(plan, Profile.PHAROS_STRICT, true);

            Descriptors first = Descriptors.of(plan);
            Descriptors second = Descriptors.of(DescribedPods.plan(again));
            assertThat(second.pdf(Profile.PHAROS_STRICT)).isEqualTo(first.pdf(Profile.PHAROS_STRICT));
            assertThat(second.idf(Profile.PHAROS_STRICT)).isEqualTo(first.idf(Profile.PHAROS_STRICT));
        }
    }

    /** A network has no number in the format; only the names that the host's bridges have by it may be others. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void nothingIsLostWhereMachinesHaveDifferentCards(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            Pod pod = differing(random);
            if (pod.nodes().stream()
                    .skip(1)
                    .flatMap(n -> n.nics().stream())
                    .allMatch(n -> n.network().equals("private"))) {
                continue; // taken for a PDF that leaves the addresses of nodes out
            }
            VpodPlan plan = DescribedPods.plan(pod);
            Pod again = imported(plan, Profile.PHAROS_STRICT, true);

            Descriptors first = Descriptors.of(plan);
            Descriptors second = Descriptors.of(DescribedPods.plan(again));
            assertThat(second.pdf(Profile.PHAROS_STRICT)).isEqualTo(first.pdf(Profile.PHAROS_STRICT));
            assertThat(withoutNumbers(second)).isEqualTo(withoutNumbers(first));
            assertThat(again.networks()).as("no network is lost or twice").hasSameSizeAs(used(plan.pod()));
        }
    }

    private static String withoutNumbers(Descriptors descriptors) {
        return descriptors.idf(Profile.PHAROS_STRICT).replaceAll("laas-([0-9a-f]+)-\\d", "laas-$1");
    }

    private static Set<String> used(Pod pod) {
        return pod.nodes().stream()
                .flatMap(n -> n.nics().stream())
                .map(Nic::network)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void theDefaultPodComesBackFromEveryDialect(Profile profile) {
        Pod again = imported(DescribedPods.plan(Pods.pharos()), profile, false);

        assertThat(again.nodes().stream().map(n -> n.name() + " " + n.role()).toList())
                .containsExactly(
                        "jump JUMPHOST",
                        "node1 CONTROLLER",
                        "node2 CONTROLLER",
                        "node3 CONTROLLER",
                        "node4 COMPUTE",
                        "node5 COMPUTE");
        assertThat(again.nodes()).allMatch(n -> n.cores() == 4 && n.memoryMiB() == 8192 && n.diskGiB() == 100);
        assertThat(again.networks().stream().map(NetworkSpec::name).toList())
                .containsExactly("admin", "mgmt", "private", "public");
        assertThat(again.network("public").uplink()).isEqualTo(Uplink.NAT);
        assertThat(again.network("private").addressing())
                .isEqualTo(profile == Profile.PHAROS_STRICT ? Addressing.NONE : Addressing.DHCP);
        assertThat(again.networks()).allMatch(n -> n.subnet().isEmpty());
    }

    @Test
    void anImportedPodStandsInALabFileAsItIs() {
        Random random = new Random(9);
        for (int i = 0; i < 50; i++) {
            Pod pod = random(random);
            String text = """
                    lab: {name: main}
                    hosts:
                      - {name: h1, cores: 999, memory: 999G, disk: 99T, storage: /pool, addresses: 10.80.0.0/16}
                    """ + PodEntry.text(pod);

            LabFileResult result = LabFile.parse(text, "lab.yaml", Path.of("/etc/laas"));

            assertThat(result).as(text).isInstanceOf(LabFileResult.Good.class);
            assertThat(((LabFileResult.Good) result).lab().pods()).containsExactly(pod);
        }
    }
}
