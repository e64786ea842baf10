package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laas.model.lab.Host;
import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OwnerTag;
import io.laas.model.pod.NetworkKind;
import io.laas.provisioner.hypervisor.GuestResult;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.PodFixture;
import io.laas.provisioner.hypervisor.TaggedThing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Networks on a real Open vSwitch. */
@Tag("ovs")
class OpenVSwitchTest {
    private static final String CONTROLLER = "ovs-test";
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Host host = LocalHost.host();
    private final Hypervisor hypervisor = hypervisors.open(host);
    private PodFixture pod;

    @BeforeEach
    void open() {
        assumeTrue(Command.find("ovs-vsctl").isPresent(), "Open vSwitch is not installed (ensure-host.sh --ovs)");
        pod = PodFixture.on(host, GuestImage.real(), CONTROLLER, NetworkKind.OVS);
        pod.remove(hypervisor);
    }

    @AfterEach
    void cleanUp() {
        if (pod != null) {
            pod.remove(hypervisor);
            assertThat(hypervisor.inventory(CONTROLLER)).isEmpty();
        }
        hypervisors.close();
    }

    private void boot(MachineLayout machine) {
        hypervisor.define(pod.prepare(hypervisor, machine, "one"));
        hypervisor.start(machine.domain());
    }

    private GuestResult shell(String command) {
        return hypervisor.execute(
                pod.jump().domain(), List.of("/bin/sh", "-c", command), new byte[0], Duration.ofSeconds(60));
    }

    @Test
    void machinesReachEachOtherByPacketsAndByTcp() {
        boot(pod.jump());
        boot(pod.node());
        for (MachineLayout machine : pod.layout().machines()) {
            assertThat(hypervisor.awaitAgent(machine.domain(), Duration.ofSeconds(180), CancelSignal.NEVER))
                    .as("agent; console: %s", hypervisor.consoleTail(machine.domain(), 2000))
                    .isTrue();
        }
        for (var nic : pod.node().nics()) {
            String address = nic.address().orElseThrow();
            assertThat(shell(GuestImage.patientPing(address)).exitCode())
                    .as("ping on %s", nic.network())
                    .isZero();
            assertThat(shell("wget -q -O - http://" + address + "/ | head -c 100")
                            .output())
                    .as("http on %s", nic.network())
                    .isNotEmpty();
        }
        String gateway = pod.layout().networks().get(0).hostAddress().orElseThrow();
        assertThat(shell(GuestImage.patientPing(gateway)).exitCode()).isZero();
    }

    @Test
    void makingTwiceIsHarmlessAndRemovingLeavesNothing() {
        pod.networks().forEach(hypervisor::ensureNetwork);
        List<TaggedThing> first = hypervisor.inventory(CONTROLLER);
        pod.networks().forEach(hypervisor::ensureNetwork);
        assertThat(hypervisor.inventory(CONTROLLER)).containsExactlyInAnyOrderElementsOf(first);
        assertThat(first).extracting(TaggedThing::resource).containsOnly("network", "bridge");
        assertThat(first).hasSize(4);
    }

    @Test
    void switchWhoseNetworkWasForgottenIsFoundAndRemoved() {
        String bridge = pod.networks().get(1).layout().bridge();
        new OvsSwitch().ensureBridge(bridge, "52:54:00:00:00:01", pod.owner());
        assertThat(hypervisor.inventory(CONTROLLER)).containsExactly(new TaggedThing("bridge", bridge, pod.owner()));
        hypervisor.removeNetwork(bridge);
        assertThat(hypervisor.inventory(CONTROLLER)).isEmpty();
    }

    @Test
    void switchOfSomebodyElseIsLeftAlone() {
        String bridge = pod.networks().get(1).layout().bridge();
        OvsSwitch ovs = new OvsSwitch();
        OwnerTag other = new OwnerTag("other", pod.owner().lab(), pod.owner().vpod(), "", "");
        ovs.ensureBridge(bridge, "52:54:00:00:00:01", other);
        try {
            assertThatThrownBy(() -> hypervisor.ensureNetwork(pod.networks().get(1)))
                    .isInstanceOfSatisfying(
                            HypervisorException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.TAKEN))
                    .hasMessageContaining(bridge);
        } finally {
            ovs.removeBridge(bridge);
        }
    }
}
