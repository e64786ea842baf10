package io.laas.model.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.Pods;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationTypesTest {
    private static final OwnerTag OWNER = new OwnerTag("c", new LabId("main"), new VpodId("v1"), null, null);
    private static final Host HOST = new Host(
            new HostId("h1"),
            "qemu:///system",
            Capacity.ZERO,
            Accel.AUTO,
            "/srv/laas",
            Cidr.parse("10.80.0.0/21"),
            null);

    @Test
    void anOwnerWithoutBookingHasEmptyTexts() {
        assertThat(OWNER.booking()).isEmpty();
        assertThat(OWNER.operation()).isEmpty();
    }

    @Test
    void aPlanNeedsAnAddressRangeOfTheHost() {
        assertThat(HOST.vpodLimit()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VpodPlan(OWNER, 1, HOST, Pods.pharos(), Pods.config(), Map.of(), List.of()))
                .withMessage("vpod v1: host h1 has no address range number 1 (it has 1)");
    }

    @Test
    void aPlanNeedsAnImageForEachMachine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VpodPlan(OWNER, 0, HOST, Pods.pharos(), Pods.config(), Map.of(), List.of()))
                .withMessage("vpod v1: no image for machine jump");
    }

    @Test
    void longMessagesOfTasksAreCut() {
        TaskReport report = new TaskReport("disks", "Disks", TaskState.RUNNING, 50, "x".repeat(5000));
        assertThat(report.message()).hasSize(2000).endsWith("…");
        assertThat(new TaskReport("disks", "Disks", TaskState.DONE, 100, null).message())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskReport("disks", "Disks", TaskState.DONE, 101, ""))
                .withMessage("task disks: percent must be 0 to 100, was 101");
    }

    @Test
    void accessNamesThePortOnlyWhereItIsUnusual() {
        assertThat(new PodAccess("10.0.0.1", 22, "laas", List.of()).sshCommand())
                .isEqualTo("ssh laas@10.0.0.1");
        assertThat(new PodAccess("10.0.0.1", 2201, "laas", List.of()).sshCommand())
                .isEqualTo("ssh -p 2201 laas@10.0.0.1");
    }

    @Test
    void accessToASimulatedPodIsNoCommand() {
        assertThat(new PodAccess("10.0.0.1", 22, "laas", List.of(), true).sshCommand())
                .startsWith("# simulated: no machine was started")
                .doesNotContain("10.0.0.1");
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "FAILED", "CANCELLED"})
    void endedOperationsAreFinal(OperationState state) {
        assertThat(state.isFinal()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "RUNNING"})
    void operationsUnderWayAreNotFinal(OperationState state) {
        assertThat(state.isFinal()).isFalse();
    }

    @Test
    void detailsAreLinesOfBoundedLength() {
        PodDetails details = new PodDetails("a\nb\u0000c", "x".repeat(300), null, " y ", "");
        assertThat(details.owner()).isEqualTo("a b c");
        assertThat(details.contact()).hasSize(200).endsWith("…");
        assertThat(details.lab()).isEmpty();
        assertThat(details.location()).isEqualTo("y");
    }
}
