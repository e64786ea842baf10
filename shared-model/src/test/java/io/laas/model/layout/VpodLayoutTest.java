package io.laas.model.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Pods;
import io.laas.model.pod.Uplink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VpodLayoutTest {
    private static final Host HOST = new Host(
            new HostId("h1"),
            "qemu:///system",
            new Capacity(96, 1 << 18, 1 << 13),
            Accel.AUTO,
            "/srv/laas",
            Cidr.parse("10.80.0.0/16"),
            "");

    /** What stands on hosts is found by these values: a change of them is a change of the product's data. */
    @Test
    void staysAsItWasInEarlierVersions() {
        VpodLayout layout = VpodLayout.of(plan("c0ffee", "vpod1", 3, Pods.pharos()));
        NetworkLayout mgmt = layout.network("mgmt");
        MachineLayout node = layout.machines().get(2);
        assertThat(List.of(
                        layout.prefix(),
                        mgmt.libvirtName(),
                        mgmt.bridge(),
                        mgmt.bridgeMac(),
                        mgmt.uuid().toString(),
                        mgmt.subnet().orElseThrow().toString(),
                        node.domain(),
                        node.uuid().toString(),
                        node.nics().get(1).toString()))
                .containsExactly(
                        "laas-f30c95ec",
                        "laas-f30c95ec-mgmt",
                        "laas-f30c95ec-1",
                        "52:54:86:4f:93:01",
                        "488a89ee-7577-5876-a7a8-3e925cd566b6",
                        "10.80.25.0/24",
                        "laas-f30c95ec-node2",
                        "82815466-1f3b-5f35-b18c-7ab4226f361d",
                        "NicLayout[name=nic2, network=mgmt, mac=52:54:06:4f:93:11, address=Optional[10.80.25.12]]");
    }

    @Test
    void isAPureFunctionOfThePlan() {
        VpodPlan plan = plan("c", "vpod1", 0, Pods.pharos());
        assertThat(VpodLayout.of(plan)).isEqualTo(VpodLayout.of(plan));
    }

    @Test
    void keepsARangeForNetworksWithoutAddressesToo() {
        VpodPlan plan = plan("c", "vpod1", 3, Pods.pharos());
        VpodLayout layout = VpodLayout.of(plan);
        assertThat(layout.network("private").subnet()).isEmpty();
        assertThat(VpodLayout.range(plan, "private")).isEqualTo(Cidr.parse("10.80.26.0/24"));
        assertThat(VpodLayout.range(plan, "mgmt"))
                .isEqualTo(layout.network("mgmt").subnet().orElseThrow());
    }

    @Test
    void doesNotDependOnBookingOrOperation() {
        VpodPlan plan = plan("c", "vpod1", 0, Pods.pharos());
        OwnerTag later = new OwnerTag("c", new LabId("main"), new VpodId("vpod1"), "b-9", "o-9");
        VpodPlan again = new VpodPlan(later, 0, HOST, plan.pod(), plan.config(), plan.images(), plan.keys());
        assertThat(VpodLayout.of(again)).isEqualTo(VpodLayout.of(plan));
    }

    @Test
    void vpodsOfOneHostNeverShareANameOrAnAddress() {
        List<VpodLayout> layouts = IntStream.range(0, HOST.vpodLimit())
                .mapToObj(i -> VpodLayout.of(plan("c", "vpod" + i, i, Pods.pharos())))
                .toList();
        assertThat(layouts).hasSize(32);
        assertDistinct(layouts, VpodLayoutTest::names);
        assertDistinct(layouts, VpodLayoutTest::macs);
        assertDistinct(layouts, VpodLayoutTest::uuids);
        assertDistinct(
                layouts,
                l -> l.machines().stream()
                        .flatMap(m -> m.nics().stream())
                        .flatMap(n -> n.address().stream())
                        .toList());
        assertNoOverlap(layouts.stream()
                .flatMap(l -> l.networks().stream())
                .flatMap(n -> n.subnet().stream())
                .toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void randomVpodsOfSeveralControllersDoNotShareNames(long seed) {
        Random random = new Random(seed);
        Set<String> identities = new HashSet<>();
        List<VpodLayout> layouts = new ArrayList<>();
        while (layouts.size() < 700) {
            String controller = "c" + random.nextInt(4);
            String vpod = "v" + random.nextInt(100_000);
            if (identities.add(controller + vpod)) {
                layouts.add(VpodLayout.of(plan(controller, vpod, random.nextInt(32), Pods.pharos())));
            }
        }
        assertDistinct(layouts, VpodLayoutTest::names);
        assertDistinct(layouts, VpodLayoutTest::uuids);
    }

    @Test
    void theLargestPodHasDistinctMacAddresses() {
        Pod largest = Pods.of(
                "big",
                Pod.MAX_NODES - 1,
                IntStream.range(0, Pod.MAX_NETWORKS)
                        .mapToObj(i -> Pods.network("n" + i, Addressing.DHCP, Uplink.NONE))
                        .toList());
        VpodLayout layout = VpodLayout.of(plan("c", "v", 0, largest));
        assertThat(macs(layout)).hasSize(32 * 8 + 8).doesNotHaveDuplicates().allMatch(VpodLayoutTest::isLocalUnicast);
    }

    @Test
    void bridgeNamesFitTheKernelsLimit() {
        VpodLayout layout = VpodLayout.of(plan("controller".repeat(5), "v".repeat(40), 31, Pods.pharos()));
        assertThat(layout.networks()).allSatisfy(n -> assertThat(n.bridge()).hasSizeLessThanOrEqualTo(15));
        assertThat(names(layout)).allMatch(n -> n.startsWith(layout.prefix()));
    }

    @Test
    void machinesHaveAddressesWhereTheirNetworkHasThem() {
        VpodLayout layout = VpodLayout.of(plan("c", "v", 1, Pods.pharos()));
        MachineLayout jump = layout.machines().get(0);
        assertThat(jump.nicOn("admin").orElseThrow().address()).contains("10.80.8.10");
        assertThat(jump.nicOn("mgmt").orElseThrow().address()).contains("10.80.9.10");
        assertThat(jump.nicOn("private").orElseThrow().address()).isEmpty();
        assertThat(layout.machines().get(5).nicOn("public").orElseThrow().address())
                .contains("10.80.11.15");
        assertThat(layout.network("admin").hostAddress()).contains("10.80.8.1");
        assertThat(layout.network("mgmt").hostAddress()).isEmpty();
    }

    @Test
    void aFixedSubnetWinsOverThePool() {
        Pod pod = Pods.of("p", 1, List.of(Pods.network("admin", "192.168.7.0/24")));
        VpodLayout layout = VpodLayout.of(plan("c", "v", 5, pod));
        assertThat(layout.machines().get(1).nics().get(0).address()).contains("192.168.7.11");
    }

    @Test
    void tellsHowPeopleGetIn() {
        VpodPlan plan = plan("c", "v", 0, Pods.pharos());
        var access = VpodLayout.of(plan).access(plan);
        assertThat(access.sshCommand()).isEqualTo("ssh debian@10.80.0.10");
        assertThat(access.machines()).hasSize(6);
        assertThat(access.machines().get(1).addresses()).containsOnlyKeys("admin", "mgmt", "public");
    }

    private static boolean isLocalUnicast(String mac) {
        return mac.matches("52:54(:[0-9a-f]{2}){4}");
    }

    private static List<String> names(VpodLayout layout) {
        List<String> names = new ArrayList<>();
        layout.networks().forEach(n -> names.addAll(List.of("net " + n.libvirtName(), "bridge " + n.bridge())));
        layout.machines().forEach(m -> names.add("domain " + m.domain()));
        return names.stream()
                .map(n -> n.substring(n.indexOf(' ') + 1))
                .distinct()
                .toList();
    }

    private static List<String> macs(VpodLayout layout) {
        List<String> macs = new ArrayList<>();
        layout.networks().forEach(n -> macs.add(n.bridgeMac()));
        layout.machines().forEach(m -> m.nics().forEach(n -> macs.add(n.mac())));
        return macs;
    }

    private static List<UUID> uuids(VpodLayout layout) {
        List<UUID> uuids = new ArrayList<>();
        layout.networks().forEach(n -> uuids.add(n.uuid()));
        layout.machines().forEach(m -> uuids.add(m.uuid()));
        return uuids;
    }

    private static <T> void assertDistinct(List<VpodLayout> layouts, Function<VpodLayout, List<T>> values) {
        Set<T> seen = new HashSet<>();
        for (VpodLayout layout : layouts) {
            for (T value : new HashSet<>(values.apply(layout))) {
                assertThat(seen.add(value))
                        .as("%s of %s is used twice", value, layout.vpod())
                        .isTrue();
            }
        }
    }

    private static void assertNoOverlap(List<Cidr> subnets) {
        for (int i = 0; i < subnets.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(subnets.get(i).overlaps(subnets.get(j))).isFalse();
            }
        }
    }

    private static VpodPlan plan(String controller, String vpod, int index, Pod pod) {
        OwnerTag owner = new OwnerTag(controller, new LabId("main"), new VpodId(vpod), "b-1", "o-1");
        Image image = new Image(
                new ImageId("debian-12"),
                "/img/debian.qcow2",
                Optional.empty(),
                "debian-12",
                "debian",
                Optional.empty());
        var images = pod.nodes().stream().collect(Collectors.toMap(NodeSpec::name, n -> image));
        return new VpodPlan(owner, index, HOST, pod, Pods.config(), images, List.of());
    }
}
