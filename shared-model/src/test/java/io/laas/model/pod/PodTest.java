package io.laas.model.pod;

import static io.laas.model.pod.Pods.machine;
import static io.laas.model.pod.Pods.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.laas.model.PodId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PodTest {
    private static final NetworkSpec ADMIN = network("admin", Addressing.DHCP, Uplink.NONE);
    private static final NetworkSpec WIRE = network("wire", Addressing.NONE, Uplink.NONE);

    @Test
    void sumsWhatItNeedsOfAHost() {
        assertThat(Pods.pharos().demand()).isEqualTo(new Capacity(24, 6 * 8192, 600));
        assertThat(Pods.pharos().jumpHost().name()).isEqualTo("jump");
    }

    @Test
    void needsMachinesAndNetworks() {
        refused(List.of(), List.of(ADMIN), "must have 1 to 32 machines, has 0");
        refused(jumpOn(), List.of(), "must have 1 to 8 networks, has 0");
        refused(jumpAnd(32), List.of(ADMIN), "must have 1 to 32 machines, has 33");
        refused(jumpOn(), networks(9), "must have 1 to 8 networks, has 9");
    }

    @Test
    void needsOneJumpHostThatComesFirst() {
        NodeSpec jump = machine("jump", NodeRole.JUMPHOST, List.of(ADMIN));
        NodeSpec node = machine("node", NodeRole.NODE, List.of(ADMIN));
        NodeSpec other = machine("other", NodeRole.JUMPHOST, List.of(ADMIN));
        refused(List.of(node, jump), List.of(ADMIN), "the first machine must be the jump host");
        refused(List.of(jump, other), List.of(ADMIN), "only one machine can be the jump host");
        refused(List.of(jump, jump), List.of(ADMIN), "machine names must differ");
    }

    @Test
    void needsAWayToTheJumpHost() {
        refused(
                List.of(machine("jump", NodeRole.JUMPHOST, List.of(WIRE))),
                List.of(WIRE, ADMIN),
                "the jump host needs a nic on a network with addressing dhcp or uplink nat, otherwise nobody can reach it");
    }

    @Test
    void machinesAreOnNetworksOfThePodOnceEach() {
        refused(
                List.of(machine("jump", NodeRole.JUMPHOST, List.of(ADMIN, WIRE))),
                List.of(ADMIN),
                "machine jump is on network 'wire', which the pod does not have (it has admin)");
        refused(
                List.of(machine("jump", NodeRole.JUMPHOST, List.of(ADMIN, ADMIN))),
                List.of(ADMIN),
                "machine jump has two nics on one network");
        refused(jumpOn(), List.of(ADMIN, ADMIN), "network names must differ");
    }

    @Test
    void fixedSubnetsHaveRoomForAllMachinesAndAreDistinct() {
        refused(
                jumpOn(),
                List.of(network("admin", "192.168.1.0/29")),
                "of its networks, admin has subnet 192.168.1.0/29, which is too small for 1 machines;"
                        + " they begin at its address number 10");
        refused(
                jumpOn(),
                List.of(network("admin", "192.168.0.0/16"), network("data", "192.168.1.0/24")),
                "its networks admin and data share subnet 192.168.0.0/16; give one another");
        assertThat(new Pod(new PodId("p"), "", jumpOn(), List.of(network("admin", "192.168.1.0/28"))).nodes())
                .hasSize(1);
    }

    @Test
    void networksHaveTheirOwnRules() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network("wire", Addressing.NONE, Uplink.NAT))
                .withMessage("network wire: uplink nat needs addressing dhcp or static");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ovs(4095))
                .withMessageContaining("vlan must be 1 to 4094");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ovs(5).withKind(NetworkKind.BRIDGE))
                .withMessage("network data: a vlan needs kind ovs");
        assertThat(ADMIN.hostAddressed()).isTrue();
        assertThat(WIRE.hostAddressed()).isFalse();
        assertThat(network("out", Addressing.STATIC, Uplink.NAT).hostAddressed())
                .isTrue();
    }

    @Test
    void machinesHaveLimits() {
        NodeSpec node = machine("node", NodeRole.NODE, List.of(ADMIN));
        assertThat(node.withMemoryMiB(64).memoryMiB()).isEqualTo(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.withMemoryMiB(63))
                .withMessage("machine node: memory in MiB must be 64 to 4194304, was 63");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.withCores(0))
                .withMessage("machine node: cores must be 1 to 256, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine("node", NodeRole.NODE, networks(9)))
                .withMessage("machine node: at most 8 nics, were 9");
    }

    @Test
    void theMachinesOwnImageWinsOverThatOfItsRole() {
        var image = new io.laas.model.ImageId("usual");
        var byRole = new io.laas.model.ImageId("by-role");
        var byName = new io.laas.model.ImageId("by-name");
        Config config = new Config(
                new io.laas.model.ConfigId("c"),
                null,
                image,
                java.util.Map.of("node", byRole, "node2", byName),
                java.util.Map.of(),
                Optional.empty());
        Pod pod = Pods.pharos();
        assertThat(pod.nodes())
                .extracting(config::imageFor)
                .containsExactly(image, byRole, byName, byRole, byRole, byRole);
    }

    @Test
    void capacityFitsInEveryDimensionOrNotAtAll() {
        Capacity whole = new Capacity(4, 100, 10);
        assertThat(new Capacity(4, 100, 10).fitsIn(whole)).isTrue();
        assertThat(new Capacity(5, 1, 1).fitsIn(whole)).isFalse();
        assertThat(new Capacity(1, 101, 1).fitsIn(whole)).isFalse();
        assertThat(new Capacity(1, 1, 11).fitsIn(whole)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Capacity(-1, 0, 0));
    }

    private static NetworkSpec ovs(int vlan) {
        return new NetworkSpec(
                "data", NetworkKind.OVS, OptionalInt.of(vlan), Optional.empty(), Addressing.STATIC, Uplink.NONE);
    }

    private static List<NodeSpec> jumpOn() {
        return List.of(machine("jump", NodeRole.JUMPHOST, List.of(ADMIN)));
    }

    private static List<NodeSpec> jumpAnd(int nodes) {
        List<NodeSpec> all = new ArrayList<>(jumpOn());
        IntStream.rangeClosed(1, nodes).forEach(i -> all.add(machine("n" + i, NodeRole.NODE, List.of(ADMIN))));
        return all;
    }

    private static List<NetworkSpec> networks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> network("n" + i, Addressing.DHCP, Uplink.NONE))
                .toList();
    }

    private static void refused(List<NodeSpec> nodes, List<NetworkSpec> networks, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pod(new PodId("p"), "", nodes, networks))
                .withMessage("pod p: " + message);
    }
}
