package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.layout.NetworkLayout;
import io.laas.provisioner.download.Downloads;
import io.laas.provisioner.download.FileDigests;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.NetworkOrder;
import io.laas.provisioner.hypervisor.PodFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Network;

/** Networks in each other's way. */
@Tag("libvirt-client")
class NetworkCollisionTest {
    @TempDir
    private Path directory;

    private HostLink link;
    private Hypervisor hypervisor;
    private NetworkOrder order;

    @BeforeEach
    void open() {
        Host host = PodFixture.host(TestDriver.uri(directory), "/pool", Accel.SIMULATED);
        link = new HostLink(host, new FileDigests(), Downloads.ofThisMachine());
        hypervisor = new LibvirtHypervisor(host, link);
        order = PodFixture.on(host, GuestImage.hollow(directory), "c1")
                .networks()
                .get(0);
    }

    @AfterEach
    void close() {
        link.close();
    }

    private void somebodyMakes(String xml) {
        link.connections.call("making a network", c -> {
            Network network = c.networkDefineXML(xml);
            network.free();
            return xml;
        });
    }

    private void isRefusedBecauseOf(String... words) {
        assertThatThrownBy(() -> hypervisor.ensureNetwork(order))
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TAKEN))
                .hasMessageContainingAll(words);
        assertThat(hypervisor.inventory("c1")).isEmpty();
    }

    @Test
    void overlappingSubnetIsRefusedWithTheNameOfItsUser() {
        somebodyMakes("<network><name>office</name><bridge name='office0'/>"
                + "<ip address='10.93.0.200' netmask='255.255.255.128'/></network>");
        isRefusedBecauseOf("subnet 10.93.0.0/24", "'office'", "LaaS did not make");
    }

    @Test
    void subnetGivenByItsPrefixIsSeenToo() {
        somebodyMakes("<network><name>office</name><bridge name='office0'/>"
                + "<ip address='10.93.0.1' prefix='20'/></network>");
        isRefusedBecauseOf("subnet 10.93.0.0/24", "'office'");
    }

    @Test
    void bridgeOfSomebodyElseIsRefused() {
        String bridge = order.layout().bridge();
        somebodyMakes("<network><name>office</name><bridge name='" + bridge + "'/></network>");
        isRefusedBecauseOf("bridge " + bridge, "'office'");
    }

    @Test
    void nameOfSomebodyElseIsRefusedAndNotRemoved() {
        String name = order.layout().libvirtName();
        somebodyMakes("<network><name>" + name + "</name><bridge name='office0'/></network>");
        isRefusedBecauseOf("name " + name);
        assertThatThrownBy(() -> hypervisor.removeNetwork(name)).hasMessageContaining("left as it is");
        assertThat(link.networks.all()).extracting(NetworkUse::name).containsExactly(name);
    }

    @Test
    void subnetOfAnotherVpodIsRefusedWithItsName() {
        NetworkLayout l = order.layout();
        hypervisor.ensureNetwork(order);
        NetworkLayout twin = new NetworkLayout(
                l.spec(), l.libvirtName() + "2", UUID.randomUUID(), "other0", l.bridgeMac(), l.subnet());
        assertThatThrownBy(() -> hypervisor.ensureNetwork(new NetworkOrder(twin, List.of(), order.owner())))
                .hasMessageContainingAll("subnet 10.93.0.0/24", "vpod pair0 in lab test");
    }

    @Test
    void networkWithoutAddressOfTheHostMayShareItsSubnet() {
        somebodyMakes("<network><name>office</name><bridge name='office0'/>"
                + "<ip address='10.93.1.1' netmask='255.255.255.0'/></network>");
        NetworkOrder wire = PodFixture.on(
                        PodFixture.host("test:///x", "/pool", Accel.SIMULATED), GuestImage.hollow(directory), "c1")
                .networks()
                .get(1);
        assertThat(wire.layout().subnet()).hasToString("Optional[10.93.1.0/24]");
        hypervisor.ensureNetwork(wire);
    }

    @Test
    void changedReservationsReplaceTheNetwork() {
        hypervisor.ensureNetwork(order);
        String before = link.networks.all().get(0).mark().orElseThrow().fingerprint();
        hypervisor.ensureNetwork(new NetworkOrder(order.layout(), List.of(), order.owner()));
        assertThat(link.networks.all())
                .singleElement()
                .satisfies(n -> assertThat(n.mark().orElseThrow().fingerprint()).isNotEqualTo(before));
    }
}
