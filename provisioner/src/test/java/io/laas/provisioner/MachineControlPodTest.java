package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.MachineAction;
import io.laas.model.operation.MachineOrder;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Power, known state and image of one real machine. */
@Tag("pod")
@Timeout(600)
class MachineControlPodTest {
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Provisioner provisioner = new Provisioner(hypervisors, InstantSource.system());
    private SshLogin alice;
    private VpodPlan plan;

    @BeforeEach
    void prepare(@TempDir Path dir) {
        alice = SshLogin.generate(dir.resolve("alice"));
        plan = RealHost.plan("pod-test-m").index(4).nodes(0).keys(alice.key()).build();
        run(OperationKind.REMOVE, plan);
    }

    @AfterEach
    void close() {
        if (plan != null) {
            run(OperationKind.REMOVE, plan);
        }
        provisioner.close();
        hypervisors.close();
    }

    private Succeeded run(OperationKind kind, VpodPlan what) {
        var outcome = provisioner.run(kind, what, report -> {}, CancelSignal.NEVER);
        assertThat(outcome).isInstanceOf(Succeeded.class);
        return (Succeeded) outcome;
    }

    private MachineState act(MachineAction action) {
        run(OperationKind.MACHINE, plan.doing(new MachineOrder("jump", action)));
        try (Hypervisor hypervisor = hypervisors.open(plan.host())) {
            return hypervisor.state(VpodLayout.of(plan).machines().get(0).domain());
        }
    }

    @Test
    void oneMachineIsSwitchedResetAndMadeAnew() {
        String jump = run(OperationKind.PROVISION, plan).access().orElseThrow().address();
        alice.run(jump, "echo kept >/home/laas/work; sync");
        MachineSight sight = provisioner.look(plan, "jump", true, 0);
        assertThat(sight.agent()).isTrue();
        assertThat(sight.ssh()).contains(true);
        assertThat(sight.facts()).contains("hostname jump").anyMatch(f -> f.startsWith("address "));
        assertThat(sight.console()).contains("network and keys set up");
        assertThat(act(MachineAction.SHUT_DOWN)).isEqualTo(MachineState.OFF);
        assertThat(act(MachineAction.POWER_ON)).isEqualTo(MachineState.RUNNING);
        assertThat(alice.run(jump, "cat /home/laas/work")).isEqualTo("kept");
        act(MachineAction.RESET);
        assertThat(alice.run(jump, "ls /home/laas")).doesNotContain("work");
        alice.run(jump, "echo again >/home/laas/work");
        String key = alice.run(jump, "cat /proc/sys/kernel/random/boot_id");
        act(MachineAction.REIMAGE);
        assertThat(alice.run(jump, "ls /home/laas")).doesNotContain("work");
        assertThat(alice.run(jump, "cat /proc/sys/kernel/random/boot_id")).isNotEqualTo(key);
        MachineSight later = provisioner.look(plan, "jump", false, 0);
        assertThat(later.console()).contains("network and keys set up");
        assertThat(provisioner.look(plan, "jump", false, later.consoleNext()).console())
                .isEmpty();
        run(OperationKind.CLEAN, plan);
        assertThat(provisioner.look(plan, "jump", false, 0).console()).isEmpty();
        run(OperationKind.PROVISION, plan);
        act(MachineAction.POWER_CYCLE);
        assertThat(provisioner.look(plan, "jump", false, 0).console()).contains("network and keys set up");
        assertThat(act(MachineAction.POWER_OFF)).isEqualTo(MachineState.OFF);
    }
}
