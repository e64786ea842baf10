package io.laas.provisioner;

import static io.laas.provisioner.Plans.aPlan;
import static io.laas.provisioner.Plans.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.ImageId;
import io.laas.model.lab.Image;
import io.laas.model.lab.StoredFile;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Failed;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.SavedDisk;
import io.laas.model.operation.SnapshotOrder;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.hypervisor.InMemoryHost;
import io.laas.provisioner.hypervisor.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final VpodPlan PLAN = aPlan().nodes(1).build();
    private static final String JUMP = VpodLayout.of(PLAN).machines().get(0).domain();
    private static final String NODE = VpodLayout.of(PLAN).machines().get(1).domain();
    private static final long ROOM = 1L << 40;

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

    @AfterEach
    void close() {
        provisioner.close();
    }

    private OperationOutcome run(OperationKind kind, VpodPlan plan) {
        return provisioner.run(kind, plan, report -> {}, CancelSignal.NEVER);
    }

    private OperationOutcome snapshot(boolean powerOff, long room, String... machines) {
        Map<String, String> volumes = java.util.Arrays.stream(machines)
                .collect(java.util.stream.Collectors.toMap(m -> m, m -> "snap-1." + m));
        return run(OperationKind.SNAPSHOT, PLAN.saving(new SnapshotOrder(volumes, powerOff, room)));
    }

    private void provisioned() {
        assertThat(run(OperationKind.PROVISION, PLAN)).isInstanceOf(Succeeded.class);
    }

    private static Failed failed(OperationOutcome outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        return (Failed) outcome;
    }

    @Test
    void whatWasWrittenIsOnAMachineOfALaterPodThoughTheFirstIsGone() {
        provisioned();
        host.writes(NODE, "/root/results", "42");
        Succeeded done = (Succeeded) snapshot(false, ROOM, "node1");
        assertThat(run(OperationKind.REMOVE, PLAN)).isInstanceOf(Succeeded.class);
        SavedDisk disk = done.saved().get(0);
        StoredFile file = new StoredFile(PLAN.host().id(), disk.diskGiB(), "snap-1.node1.qcow2");
        Image image = new Image(
                new ImageId("mine"), file.toString(), Optional.of(disk.sha256()), "", "laas", Optional.empty());
        VpodPlan later = aPlan("vpod2").nodes(0).image(image).keys(key("bob")).build();
        assertThat(run(OperationKind.PROVISION, later)).isInstanceOf(Succeeded.class);
        String machine = VpodLayout.of(later).machines().get(0).domain();
        assertThat(host.filesOn(machine)).containsEntry("/root/results", "42");
        assertThat(host.keysOnDisks())
                .singleElement()
                .asString()
                .contains("bob")
                .doesNotContain("alice");
    }

    @Test
    void disksAreCopiedWhileNothingIsWritten() {
        provisioned();
        Succeeded done = (Succeeded) snapshot(false, ROOM, "jump", "node1");
        assertThat(done.saved()).extracting(SavedDisk::machine).containsExactly("jump", "node1");
        assertThat(host.picture()).contains("sealed").doesNotContain("TORN").doesNotContain("FROZEN");
        assertThat(host.machine(JUMP).orElseThrow().state()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void allGuestsAreFrozenBeforeTheFirstDiskIsCopied() {
        provisioned();
        host.faultsBy((number, call) -> {});
        snapshot(false, ROOM, "jump", "node1");
        var calls = host.calls().stream()
                .filter(c -> c.startsWith("freeze") || c.startsWith("beginCopy"))
                .map(c -> c.substring(0, c.indexOf(' ')))
                .toList();
        assertThat(calls).containsExactly("freeze", "freeze", "beginCopy", "beginCopy");
    }

    @Test
    void machineWithoutAgentIsRefusedUnlessItMayBeSwitchedOff() {
        host.withoutAgent(NODE);
        provisioned();
        Failed refused = failed(snapshot(false, ROOM, "node1"));
        assertThat(refused.task()).isEqualTo("survey");
        assertThat(refused.reason()).contains("Machine node1 has no guest agent", "Take the snapshot with power-off");
        assertThat(host.copies()).isEmpty();
        assertThat(snapshot(true, ROOM, "node1")).isInstanceOf(Succeeded.class);
        assertThat(host.picture()).doesNotContain("TORN");
        assertThat(host.machine(NODE).orElseThrow().state()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void machineThatDoesNotSwitchItselfOffIsNamedAndRunsOn() {
        provisioned();
        host.isDeafTo(NODE);
        Failed failed = failed(snapshot(true, ROOM, "jump", "node1"));
        assertThat(failed.reason()).contains("node1 did not switch itself off");
        assertThat(host.copies()).isEmpty();
        assertThat(host.machine(JUMP).orElseThrow().state()).isEqualTo(MachineState.RUNNING);
        assertThat(host.machine(NODE).orElseThrow().state()).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void crashedMachineIsNotSaved() {
        provisioned();
        host.tamper(NODE, m -> m.isNow(MachineState.CRASHED));
        assertThat(failed(snapshot(true, ROOM, "node1")).reason()).contains("node1 cannot be saved: it is crashed");
    }

    @Test
    void snapshotLargerThanItsRoomLeavesNothing() {
        provisioned();
        Failed failed = failed(snapshot(false, 1, "jump", "node1"));
        assertThat(failed.task()).isEqualTo("seal");
        assertThat(failed.reason()).contains("there is room for 0 MiB", "Delete other snapshots");
        assertThat(host.copies()).isEmpty();
    }
}
