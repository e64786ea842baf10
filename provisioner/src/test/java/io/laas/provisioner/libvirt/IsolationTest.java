package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.lab.Host;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.PodFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two vpods on one host: root in one of them tries to reach the other. */
@Tag("libvirt")
class IsolationTest {
    private static final String CONTROLLER = "isolation";
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Host host = LocalHost.host();
    private final Hypervisor hypervisor = hypervisors.open(host);
    private final PodFixture mine = PodFixture.neighbour(host, GuestImage.real(), CONTROLLER, 0);
    private final PodFixture theirs = PodFixture.neighbour(host, GuestImage.real(), CONTROLLER, 1);

    @AfterEach
    void cleanUp() {
        mine.remove(hypervisor);
        theirs.remove(hypervisor);
        assertThat(hypervisor.inventory(CONTROLLER)).isEmpty();
        hypervisors.close();
    }

    private void boot(PodFixture pod) {
        pod.remove(hypervisor);
        hypervisor.define(pod.prepare(hypervisor, pod.jump(), "one"));
        hypervisor.start(pod.jump().domain());
    }

    private int shell(PodFixture pod, String command) {
        MachineLayout jump = pod.jump();
        return hypervisor
                .execute(jump.domain(), List.of("/bin/sh", "-c", command), new byte[0], Duration.ofSeconds(60))
                .exitCode();
    }

    private static String address(PodFixture pod, String network) {
        return pod.jump().nicOn(network).orElseThrow().address().orElseThrow();
    }

    @Test
    void noWayLeadsFromOnePodIntoAnother() {
        boot(mine);
        boot(theirs);
        for (PodFixture pod : List.of(mine, theirs)) {
            assertThat(hypervisor.awaitAgent(pod.jump().domain(), Duration.ofSeconds(180), CancelSignal.NEVER))
                    .isTrue();
            NetworkLayout admin = pod.layout().network("admin");
            assertThat(shell(pod, GuestImage.patientPing(admin.hostAddress().orElseThrow())))
                    .as("each pod reaches its own host, so the tries below would show a way if there was one")
                    .isZero();
        }
        String gateway = mine.layout().network("admin").hostAddress().orElseThrow();
        for (String network : List.of("admin", "wire")) {
            String target = address(theirs, network);
            String subnet =
                    theirs.layout().network(network).subnet().orElseThrow().toString();
            assertThat(shell(
                            mine, "ip route replace %s via %s && ping -c 3 -W 2 %s".formatted(subnet, gateway, target)))
                    .as("through the host to %s", network)
                    .isNotZero();
            assertThat(shell(mine, "wget -q -T 5 -O /dev/null http://%s/".formatted(target)))
                    .as("by http through the host to %s", network)
                    .isNotZero();
            String forged =
                    theirs.layout().network(network).subnet().orElseThrow().address(77);
            assertThat(shell(
                            mine,
                            "card=$(ip -o -4 addr show | grep -F %s | cut -d ' ' -f 2) && ip route del %s; "
                                            .formatted(address(mine, network), subnet)
                                    + "ip addr add %s/24 dev $card && ping -c 3 -W 2 %s".formatted(forged, target)))
                    .as("with a forged address on our %s", network)
                    .isNotZero();
            assertThat(shell(mine, "ip -o -4 addr show | grep -qF " + forged))
                    .as("the address was forged indeed")
                    .isZero();
        }
    }
}
