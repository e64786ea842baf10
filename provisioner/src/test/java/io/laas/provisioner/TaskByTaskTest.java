package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pod of real machines made task by task, as an agent does it that is started anew in the middle. */
@Tag("pod")
@Timeout(600)
class TaskByTaskTest {
    private final List<TaskReport> reports = new CopyOnWriteArrayList<>();
    private SshLogin alice;
    private VpodPlan plan;

    @BeforeEach
    void preparePlan(@TempDir Path dir) {
        alice = SshLogin.generate(dir.resolve("alice"));
        plan = RealHost.plan("pod-test-c").index(2).nodes(1).keys(alice.key()).build();
        remove();
    }

    @AfterEach
    void removeAll() {
        remove();
    }

    private void remove() {
        inOneProcess(OperationKind.REMOVE, "verify");
    }

    @Test
    void podIsMadeTaskByTaskByTwoProcesses() {
        inOneProcess(OperationKind.PROVISION, "survey", "networks", "disks");
        reports.clear();
        OperationOutcome done = inOneProcess(OperationKind.PROVISION, "machines", "access", "check", "freeze");
        String jump = ((Succeeded) done).access().orElseThrow().address();
        assertThat(alice.run(jump, "hostname")).isEqualTo("jump");
        assertThat(reports.stream().filter(r -> r.state() == TaskState.DONE).map(TaskReport::task))
                .containsExactlyInAnyOrder("survey", "networks", "disks", "machines", "access", "check", "freeze");
        reports.clear();
        inOneProcess(OperationKind.PROVISION, "freeze");
        assertThat(last("survey").message()).isEqualTo("2 of 2 machines stand");
        assertThat(last("disks").message()).isEqualTo("all disks stand");
        assertThat(last("freeze").message()).isEqualTo("the known state is there already");
    }

    private OperationOutcome inOneProcess(OperationKind kind, String... tasks) {
        OperationOutcome outcome = null;
        try (LibvirtHypervisors hypervisors = new LibvirtHypervisors();
                Provisioner provisioner = new Provisioner(hypervisors, InstantSource.system());
                OpenOperation operation = provisioner.open(kind, plan)) {
            for (String task : tasks) {
                outcome = operation.run(task, reports::add, CancelSignal.NEVER);
                assertThat(outcome).as(task).isInstanceOf(Succeeded.class);
            }
        }
        return outcome;
    }

    private TaskReport last(String task) {
        return reports.stream()
                .filter(r -> r.task().equals(task))
                .reduce((a, b) -> b)
                .orElseThrow();
    }
}
