package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Failed;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.Plans;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.hypervisor.HostFacts;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.hypervisor.PodFixture;
import io.laas.provisioner.hypervisor.TaggedThing;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole life of a pod of six machines on a simulated host: its books are libvirt's, and every word says "simulated". */
@Tag("libvirt-client")
@Timeout(60)
class SimulatedPodTest {
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Provisioner provisioner =
            new Provisioner(hypervisors, InstantSource.fixed(Instant.parse("2026-11-25T10:00:00Z")));
    private final List<TaskReport> heard = new CopyOnWriteArrayList<>();
    private Host host;
    private VpodPlan plan;

    @BeforeEach
    void describe(@TempDir Path directory) {
        host = PodFixture.host(TestDriver.uri(directory), "/var/lib/laas/simulated", Accel.SIMULATED);
        plan = Plans.aPlan().on(host).image(GuestImage.hollow(directory)).build();
    }

    @AfterEach
    void close() {
        provisioner.close();
        hypervisors.close();
    }

    private OperationOutcome run(OperationKind kind) {
        heard.clear();
        OperationOutcome outcome = provisioner.run(kind, plan, heard::add, CancelSignal.NEVER);
        assertThat(heard).isNotEmpty().allMatch(r -> r.message().startsWith("simulated"));
        return outcome;
    }

    private Succeeded well(OperationKind kind) {
        OperationOutcome outcome = run(kind);
        assertThat(outcome).as("%s", heard).isInstanceOf(Succeeded.class);
        return (Succeeded) outcome;
    }

    private String lastWord(String task) {
        return heard.stream()
                .filter(r -> r.task().equals(task))
                .reduce((first, second) -> second)
                .orElseThrow()
                .message();
    }

    private List<TaggedThing> standing(String resource) {
        return provisioner.inventory(host, plan.owner().controller()).stream()
                .filter(t -> t.resource().equals(resource))
                .toList();
    }

    private String domain(int machine) {
        return VpodLayout.of(plan).machines().get(machine).domain();
    }

    @Test
    void podIsMadeCheckedResetAndRemoved() {
        Succeeded made = well(OperationKind.PROVISION);
        assertThat(lastWord("machines")).isEqualTo("simulated: no machine was started; 6 machines are ready");
        assertThat(lastWord("check")).startsWith("simulated: no machine was started, so none was asked");
        assertThat(standing("domain")).hasSize(6);
        assertThat(standing("network")).hasSize(4);
        assertThat(standing("volume")).hasSize(18);
        assertThat(made.access())
                .hasValueSatisfying(a -> assertThat(a.simulated()).isTrue());
        well(OperationKind.CHECK);
        well(OperationKind.RESET);
        assertThat(lastWord("verify")).contains("6 of 6 machines are back");
        assertThat(lastWord("rebuild")).contains("every machine was brought back");
        well(OperationKind.REMOVE);
        assertThat(provisioner.inventory(host, plan.owner().controller())).isEmpty();
    }

    @Test
    void makingThePodAgainChangesNothing() {
        well(OperationKind.PROVISION);
        List<TaggedThing> before = provisioner.inventory(host, plan.owner().controller());
        well(OperationKind.PROVISION);
        assertThat(lastWord("survey")).isEqualTo("simulated: 6 of 6 machines stand");
        assertThat(provisioner.inventory(host, plan.owner().controller())).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void machineThatWasTakenAwayIsMadeAnewByAReset() {
        well(OperationKind.PROVISION);
        try (Hypervisor hypervisor = hypervisors.open(host)) {
            hypervisor.remove(domain(3));
        }
        well(OperationKind.RESET);
        assertThat(lastWord("rebuild")).contains("made anew: node3 (it was not there)");
        assertThat(standing("domain")).hasSize(6);
    }

    @Test
    void cleanPodIsPausedAndTakenUpAgain() {
        well(OperationKind.PROVISION);
        well(OperationKind.CLEAN);
        try (Hypervisor hypervisor = hypervisors.open(host)) {
            assertThat(hypervisor.state(domain(0))).isEqualTo(MachineState.PAUSED);
            assertThat(hypervisor.agentAnswers(domain(0))).isFalse();
        }
        well(OperationKind.PROVISION);
        well(OperationKind.CHECK);
    }

    @Test
    void failureSaysThatItIsSimulated() {
        well(OperationKind.PROVISION);
        try (Hypervisor hypervisor = hypervisors.open(host)) {
            hypervisor.powerOff(domain(1));
        }
        assertThat(run(OperationKind.CHECK))
                .isInstanceOfSatisfying(
                        Failed.class, f -> assertThat(f.reason()).startsWith("simulated: Machine node1 does not run"));
        assertThat(heard).last().matches(r -> r.state() == TaskState.FAILED);
    }

    @Test
    void hostSaysThatItIsSimulated() {
        HostFacts facts = provisioner.facts(host);
        assertThat(facts.accel()).isEqualTo(Accel.SIMULATED);
        assertThat(facts.version()).startsWith("SIMULATED, no machine ever runs here: libvirt ");
    }
}
