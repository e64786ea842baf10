package io.laas.provisioner;

import static io.laas.provisioner.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.MachineAction;
import io.laas.model.operation.MachineOrder;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Failed;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.MachineUse;
import io.laas.provisioner.hypervisor.InMemoryHost;
import io.laas.provisioner.hypervisor.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachineControlTest {
    private static final VpodPlan PLAN = aPlan().nodes(1).build();
    private static final String JUMP = VpodLayout.of(PLAN).machines().get(0).domain();
    private static final String NODE = VpodLayout.of(PLAN).machines().get(1).domain();

    private final InMemoryHost host = new InMemoryHost();
    private final Provisioner provisioner = new Provisioner(
            host,
            InstantSource.fixed(Instant.EPOCH),
            new ProvisionerSettings(
                    4,
                    Duration.ofMillis(50),
                    Duration.ofMillis(50),
                    Duration.ofMillis(5),
                    Duration.ofMillis(50),
                    Duration.ofMillis(20)),
            new InMemoryDialer(host));

    @BeforeEach
    void provision() {
        assertThat(provisioner.run(OperationKind.PROVISION, PLAN, report -> {}, CancelSignal.NEVER))
                .isInstanceOf(Succeeded.class);
        host.writes(NODE, "/root/work", "x");
        host.writes(JUMP, "/root/work", "x");
    }

    @AfterEach
    void close() {
        provisioner.close();
    }

    private OperationOutcome act(MachineAction action) {
        VpodPlan plan = PLAN.doing(new MachineOrder("node1", action));
        return provisioner.run(OperationKind.MACHINE, plan, report -> {}, CancelSignal.NEVER);
    }

    private MachineState node() {
        return host.machine(NODE).orElseThrow().state();
    }

    private String boot() {
        return host.machine(NODE).orElseThrow().bootId();
    }

    @Test
    void powerGoesOffAndOnAndTheDiskStays() {
        String first = boot();
        assertThat(act(MachineAction.SHUT_DOWN)).isInstanceOf(Succeeded.class);
        assertThat(node()).isEqualTo(MachineState.OFF);
        assertThat(act(MachineAction.POWER_ON)).isInstanceOf(Succeeded.class);
        assertThat(node()).isEqualTo(MachineState.RUNNING);
        assertThat(boot()).isNotEqualTo(first);
        assertThat(act(MachineAction.POWER_OFF)).isInstanceOf(Succeeded.class);
        assertThat(node()).isEqualTo(MachineState.OFF);
        assertThat(act(MachineAction.POWER_CYCLE)).isInstanceOf(Succeeded.class);
        assertThat(node()).isEqualTo(MachineState.RUNNING);
        assertThat(host.filesOn(NODE)).containsKey("/root/work");
    }

    @Test
    void oneMachineComesBackToItsKnownStateAndTheOthersGoOn() {
        String first = boot();
        assertThat(act(MachineAction.RESET)).isInstanceOf(Succeeded.class);
        assertThat(boot()).isEqualTo(first);
        assertThat(host.filesOn(NODE)).doesNotContainKey("/root/work");
        assertThat(host.filesOn(JUMP)).containsKey("/root/work");
    }

    @Test
    void oneMachineIsMadeAnewWithKeysAndKnownState() {
        String first = boot();
        assertThat(act(MachineAction.REIMAGE)).isInstanceOf(Succeeded.class);
        assertThat(boot()).isNotEqualTo(first);
        assertThat(host.filesOn(NODE)).doesNotContainKey("/root/work");
        assertThat(host.filesOn(JUMP)).containsKey("/root/work");
        assertThat(host.keysOnDisks()).hasSize(2).allSatisfy(k -> assertThat(k).contains("alice"));
        assertThat(host.picture()).containsPattern("machine " + NODE + " RUNNING \\S+ known");
    }

    @Test
    void machineThatCannotBeBroughtBackIsMadeAnew() {
        host.cannotReturn(NODE);
        String first = boot();
        assertThat(act(MachineAction.RESET)).isInstanceOf(Succeeded.class);
        assertThat(boot()).isNotEqualTo(first);
        assertThat(host.filesOn(NODE)).doesNotContainKey("/root/work");
    }

    @Test
    void machineTellsOfItselfAndItsConsole() {
        MachineSight sight = provisioner.look(PLAN, "node1", true, 0);
        assertThat(sight.state()).isEqualTo("RUNNING");
        assertThat(sight.agent()).isTrue();
        assertThat(sight.facts()).contains("hostname node1");
        assertThat(sight.console()).matches("boot \\d+\n");
        act(MachineAction.POWER_CYCLE);
        MachineSight later = provisioner.look(PLAN, "node1", false, sight.consoleNext());
        assertThat(later.console()).matches("boot \\d+\n").isNotEqualTo(sight.console());
        assertThat(later.facts()).isEmpty();
        act(MachineAction.POWER_OFF);
        assertThat(provisioner.look(PLAN, "node1", true, -1).agent()).isFalse();
    }

    @Test
    void machinesTellWhatTheyHaveCountedAndWhoIsLoggedIn() {
        host.machine(NODE).orElseThrow().works(1500, 77, 2);
        assertThat(provisioner.use(PLAN).machines())
                .containsExactly(new MachineUse("jump", true, 0, 0, 0), new MachineUse("node1", true, 1500, 77, 2));
        host.silence(NODE);
        assertThat(provisioner.use(PLAN).machines().get(1)).isEqualTo(new MachineUse("node1", true, 1500, 77, 0));
        host.machine(NODE).orElseThrow().isNow(MachineState.OFF);
        assertThat(provisioner.use(PLAN).machines().get(1)).isEqualTo(MachineUse.off("node1"));
    }

    @Test
    void nextUserSeesNothingOfTheConsoleBefore() {
        assertThat(provisioner.run(OperationKind.CLEAN, PLAN, report -> {}, CancelSignal.NEVER))
                .isInstanceOf(Succeeded.class);
        assertThat(provisioner.look(PLAN, "node1", false, 0).console()).isEmpty();
    }

    @Test
    void machineThatDoesNotObeyOrAnswerIsNamed() {
        host.isDeafTo(NODE);
        assertThat(((Failed) act(MachineAction.SHUT_DOWN)).reason()).contains("node1 did not switch itself off");
        host.silence(NODE);
        assertThat(((Failed) act(MachineAction.POWER_CYCLE)).reason()).contains("node1 did not answer");
    }
}
