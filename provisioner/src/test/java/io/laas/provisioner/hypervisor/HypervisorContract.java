package io.laas.provisioner.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Hypervisor} holds to. */
public abstract class HypervisorContract {
    private static final String CONTROLLER = "contract";
    private Hypervisor hypervisor;
    private PodFixture pod;

    /** Returns the hypervisor under test, the same in each call of one test. */
    protected abstract Hypervisor hypervisor();

    protected abstract Host host();

    /** Returns an image that is there. */
    protected abstract Image image();

    /** Closes what the hypervisor needed, after the clean-up. */
    protected void close() {}

    @BeforeEach
    void open() {
        hypervisor = hypervisor();
        pod = PodFixture.on(host(), image(), CONTROLLER);
        pod.remove(hypervisor);
    }

    @AfterEach
    void cleanUp() {
        if (pod != null) {
            pod.remove(hypervisor);
        }
        close();
    }

    private MachineOrder defined(String fingerprint) {
        MachineOrder order = pod.prepare(hypervisor, pod.jump(), fingerprint);
        hypervisor.define(order);
        return order;
    }

    private String jump() {
        return pod.jump().domain();
    }

    @Test
    void tellsWhatTheHostHas() {
        HostFacts facts = hypervisor.facts();
        assertThat(facts.cores()).isPositive();
        assertThat(facts.memoryMiB()).isPositive();
        assertThat(facts.version()).isNotBlank();
    }

    @Test
    void removingWhatIsNotThereIsHarmless() {
        assertThatCode(() -> {
                    hypervisor.remove(jump());
                    hypervisor.powerOff(jump());
                    hypervisor.removeVolume(pod.diskName(pod.jump()));
                    hypervisor.removeNetwork(pod.networks().get(0).layout().libvirtName());
                })
                .doesNotThrowAnyException();
    }

    @Test
    void unknownMachineIsAbsent() {
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.ABSENT);
        assertThat(hypervisor.fingerprint(jump())).isEmpty();
        assertThat(hypervisor.knownState(jump())).isEmpty();
        assertThat(hypervisor.agentAnswers(jump())).isFalse();
    }

    @Test
    void machineGoesThroughItsLife() {
        defined("one");
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.OFF);
        hypervisor.start(jump());
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.RUNNING);
        hypervisor.start(jump());
        hypervisor.pause(jump());
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.PAUSED);
        hypervisor.start(jump());
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.RUNNING);
        hypervisor.powerOff(jump());
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.OFF);
        hypervisor.remove(jump());
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.ABSENT);
    }

    @Test
    void makingEverythingTwiceChangesNothing() {
        MachineOrder first = defined("one");
        hypervisor.start(jump());
        List<TaggedThing> before = hypervisor.inventory(CONTROLLER);
        MachineOrder second = defined("one");
        assertThat(second).isEqualTo(first);
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.RUNNING);
        assertThat(hypervisor.inventory(CONTROLLER)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void machineOfAnotherFingerprintIsReplaced() {
        defined("one");
        hypervisor.start(jump());
        defined("two");
        assertThat(hypervisor.fingerprint(jump())).contains("two");
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.OFF);
    }

    @Test
    void machineComesBackToItsKnownState() {
        defined("one");
        hypervisor.start(jump());
        assertThat(hypervisor.knownState(jump())).isEmpty();
        hypervisor.saveKnownState(jump(), "boot-1");
        assertThat(hypervisor.knownState(jump())).contains("boot-1");
        hypervisor.revertToKnownState(jump());
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.RUNNING);
        hypervisor.powerOff(jump());
        hypervisor.revertToKnownState(jump());
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.RUNNING);
        assertThat(hypervisor.knownState(jump())).contains("boot-1");
    }

    @Test
    void pausedMachineComesBackRunning() {
        defined("one");
        hypervisor.start(jump());
        hypervisor.saveKnownState(jump(), "");
        hypervisor.pause(jump());
        hypervisor.revertToKnownState(jump());
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.RUNNING);
        assertThat(hypervisor.knownState(jump())).contains("");
    }

    @Test
    void laterKnownStateReplacesTheEarlier() {
        defined("one");
        hypervisor.start(jump());
        hypervisor.saveKnownState(jump(), "boot-1");
        hypervisor.saveKnownState(jump(), "boot-2");
        assertThat(hypervisor.knownState(jump())).contains("boot-2");
    }

    @Test
    void machineWithoutKnownStateCannotComeBack() {
        defined("one");
        assertThatThrownBy(() -> hypervisor.revertToKnownState(jump()))
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER));
    }

    @Test
    void removedMachineForgetsItsKnownState() {
        defined("one");
        hypervisor.start(jump());
        hypervisor.saveKnownState(jump(), "boot-1");
        hypervisor.remove(jump());
        defined("one");
        assertThat(hypervisor.knownState(jump())).isEmpty();
    }

    @Test
    void inventoryListsEverythingOfTheControllerAndNothingElse() {
        MachineOrder order = defined("one");
        List<TaggedThing> things = hypervisor.inventory(CONTROLLER);
        assertThat(things)
                .contains(
                        new TaggedThing("domain", jump(), pod.owner()),
                        new TaggedThing(
                                "network", pod.networks().get(0).layout().libvirtName(), pod.owner()),
                        new TaggedThing(
                                "network", pod.networks().get(1).layout().libvirtName(), pod.owner()));
        assertThat(things)
                .filteredOn(t -> t.resource().equals("volume"))
                .extracting(TaggedThing::name)
                .contains(order.disk().substring(order.disk().lastIndexOf('/') + 1))
                .contains(pod.seedName(pod.jump()));
        assertThat(hypervisor.inventory("somebody-else")).isEmpty();
        pod.remove(hypervisor);
        assertThat(hypervisor.inventory(CONTROLLER)).isEmpty();
    }

    @Test
    void imageIsOfferedWithProgress() {
        List<Integer> heard = new ArrayList<>();
        StoredImage stored = hypervisor.ensureImage(image(), CancelSignal.NEVER, heard::add);
        assertThat(stored.path()).startsWith("/");
        assertThat(heard).isSorted().endsWith(100);
        assertThat(hypervisor.ensureImage(image(), CancelSignal.NEVER, p -> {})).isEqualTo(stored);
    }

    @Test
    void missingImageIsRefused() {
        Image gone = new Image(image().id(), "/nowhere/missing.qcow2", Optional.empty(), "", "laas", Optional.empty());
        assertThatThrownBy(() -> hypervisor.ensureImage(gone, CancelSignal.NEVER, p -> {}))
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_IMAGE));
    }

    @Test
    void machineWithoutAgentRefusesToExecute() {
        defined("one");
        assertThatThrownBy(() -> hypervisor.execute(jump(), List.of("/bin/true"), new byte[0], Duration.ofSeconds(1)))
                .isInstanceOf(HypervisorException.class);
    }

    @Test
    void waitingForAnAgentEndsWhenCancelled() {
        defined("one");
        assertThat(hypervisor.awaitAgent(jump(), Duration.ofMinutes(5), () -> true))
                .isFalse();
    }

    @Test
    void waitingForAnAgentEndsInTime() {
        defined("one");
        assertThat(hypervisor.awaitAgent(jump(), Duration.ofMillis(20), CancelSignal.NEVER))
                .isFalse();
    }
}
