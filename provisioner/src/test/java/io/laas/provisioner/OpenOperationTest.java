package io.laas.provisioner;

import static io.laas.provisioner.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.MachineAction;
import io.laas.model.operation.MachineOrder;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Cancelled;
import io.laas.model.operation.OperationOutcome.Failed;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.ProgressListener;
import io.laas.model.operation.SnapshotOrder;
import io.laas.model.operation.TaskName;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.InMemoryHost;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class OpenOperationTest {
    private static final VpodPlan PLAN = aPlan().nodes(2)
            .build()
            .saving(new SnapshotOrder(Map.of("jump", "snap-1.jump"), false, 1L << 40))
            .doing(new MachineOrder("node1", MachineAction.RESET));
    private static final String NODE = VpodLayout.of(PLAN).machines().get(1).domain();
    private static final ProvisionerSettings HASTY = new ProvisionerSettings(
            16,
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(100));

    private final InMemoryHost host = new InMemoryHost();
    private final Provisioner provisioner = on(host);
    private final List<TaskReport> reports = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        provisioner.close();
    }

    @ParameterizedTest
    @EnumSource(value = OperationKind.class, names = "INSTALL", mode = EnumSource.Mode.EXCLUDE)
    void taskByTaskComesToTheSameEndAsTheWhole(OperationKind kind) {
        InMemoryHost other = new InMemoryHost();
        OperationOutcome whole;
        try (Provisioner process = on(other)) {
            used(process, other);
            whole = process.run(kind, PLAN, report -> {}, CancelSignal.NEVER);
        }
        used(provisioner, host);
        try (OpenOperation operation = provisioner.open(kind, PLAN)) {
            List<OperationOutcome> ends =
                    names(kind).stream().map(t -> run(operation, t)).toList();
            assertThat(ends).allMatch(Succeeded.class::isInstance);
            assertThat(ends.get(ends.size() - 1)).isEqualTo(whole);
        }
        assertThat(host.picture()).isEqualTo(other.picture());
        assertThat(started()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(names(kind));
    }

    @ParameterizedTest
    @EnumSource(value = OperationKind.class, names = "INSTALL", mode = EnumSource.Mode.EXCLUDE)
    void everyTaskAskedForInAnObjectOfItsOwnConverges(OperationKind kind) {
        InMemoryHost other = new InMemoryHost();
        try (Provisioner process = on(other)) {
            used(process, other);
            process.run(kind, PLAN, report -> {}, CancelSignal.NEVER);
        }
        used(provisioner, host);
        for (String task : names(kind)) {
            try (OpenOperation restarted = provisioner.open(kind, PLAN)) {
                assertThat(run(restarted, task)).as(task).isInstanceOf(Succeeded.class);
            }
        }
        assertThat(host.picture()).isEqualTo(other.picture());
    }

    @ParameterizedTest
    @EnumSource(value = OperationKind.class, names = "INSTALL", mode = EnumSource.Mode.EXCLUDE)
    void everyTaskAskedForTwiceComesToTheSameEnd(OperationKind kind) {
        InMemoryHost other = new InMemoryHost();
        try (Provisioner process = on(other)) {
            used(process, other);
            process.run(kind, PLAN, report -> {}, CancelSignal.NEVER);
        }
        used(provisioner, host);
        try (OpenOperation operation = provisioner.open(kind, PLAN)) {
            for (String task : names(kind)) {
                assertThat(run(operation, task)).as(task).isInstanceOf(Succeeded.class);
                assertThat(run(operation, task)).as(task + " again").isInstanceOf(Succeeded.class);
            }
        }
        assertThat(host.picture()).isEqualTo(other.picture());
    }

    @Test
    void reportsTheTasksThatRunAndNoOthers() {
        try (OpenOperation operation = provisioner.open(OperationKind.PROVISION, PLAN)) {
            run(operation, "networks");
            assertThat(reports).extracting(TaskReport::task).containsOnly("survey", "networks");
            assertThat(reports).extracting(TaskReport::state).containsOnly(TaskState.RUNNING, TaskState.DONE);
            reports.clear();
            run(operation, "machines");
            assertThat(started()).containsExactly("disks", "machines");
        }
    }

    @Test
    void disksAskedForAgainLeaveThoseOfRunningMachinesAlone() {
        try (OpenOperation operation = provisioner.open(OperationKind.PROVISION, PLAN)) {
            run(operation, "machines");
            host.healthy();
            reports.clear();
            run(operation, "disks");
            assertThat(host.calls()).isEmpty();
            assertThat(run(operation, "freeze")).isInstanceOf(Succeeded.class);
            assertThat(started())
                    .startsWith("disks", "machines")
                    .endsWith("freeze")
                    .hasSize(5);
        }
    }

    @Test
    void tasksOfOneGroupRunAtTheSameTimeAndWhatBothNeedRunsOnce() {
        CountDownLatch both = new CountDownLatch(2);
        host.faultsBy((number, call) -> untilSomebodyWaitsIf(call.equals("inventory")));
        try (OpenOperation operation = provisioner.open(OperationKind.PROVISION, PLAN)) {
            var networks = inBackground(operation, "networks", r -> meetWhenRunning("networks", r, both));
            var disks = inBackground(operation, "disks", r -> meetWhenRunning("disks", r, both));
            assertThat(networks.join()).isInstanceOf(Succeeded.class);
            assertThat(disks.join()).isInstanceOf(Succeeded.class);
        }
        assertThat(started()).containsExactlyInAnyOrder("survey", "networks", "disks");
    }

    @Test
    void theSameTaskAskedForByTwoThreadsAtATimeRunsOnce() {
        host.faultsBy((number, call) -> untilSomebodyWaitsIf(number == 1));
        try (OpenOperation operation = provisioner.open(OperationKind.CHECK, PLAN)) {
            var first = inBackground(operation, "check", report -> {});
            var second = inBackground(operation, "check", report -> {});
            assertThat(first.join()).isInstanceOf(Failed.class).isEqualTo(second.join());
        }
        assertThat(started()).containsExactly("check");
    }

    @Test
    void sharesTheFailureOfAnEarlierTaskThatAnotherThreadHasInHand() {
        host.faultsBy((number, call) -> {
            untilSomebodyWaitsIf(number == 1);
            throw new HypervisorException(Reason.UNREACHABLE, "host local does not answer");
        });
        try (OpenOperation operation = provisioner.open(OperationKind.PROVISION, PLAN)) {
            var networks = inBackground(operation, "networks", report -> {});
            var disks = inBackground(operation, "disks", report -> {});
            assertThat(networks.join()).isEqualTo(new Failed("survey", "host local does not answer", ""));
            assertThat(disks.join()).isEqualTo(networks.join());
        }
        assertThat(host.calls()).containsExactly("inventory");
    }

    @Test
    void takesOverAnEarlierTaskThatAnotherThreadCancelled() {
        used(provisioner, host);
        AtomicBoolean cancelled = new AtomicBoolean();
        AtomicReference<CompletableFuture<OperationOutcome>> second = new AtomicReference<>();
        try (OpenOperation operation = provisioner.open(OperationKind.PROVISION, PLAN)) {
            host.faultsBy((number, call) -> {
                if (number == 1) {
                    second.set(inBackground(operation, "disks", report -> {}));
                    untilSomebodyWaitsIf(true);
                    cancelled.set(true);
                }
            });
            assertThat(operation.run("networks", reports::add, cancelled::get)).isEqualTo(new Cancelled());
            assertThat(second.get().join()).isInstanceOf(Succeeded.class);
        }
        assertThat(started()).containsExactly("survey", "survey", "disks");
    }

    @Test
    void failureNamesTheTaskThatFailedAndTheNextTryGoesOnThere() {
        host.silence(NODE);
        try (OpenOperation operation = provisioner.open(OperationKind.PROVISION, PLAN)) {
            Failed failed = (Failed) run(operation, "check");
            assertThat(failed.task()).isEqualTo("machines");
            assertThat(failed.consoleTail()).contains(NODE);
            assertThat(reports).extracting(TaskReport::task).doesNotContain("check", "access", "freeze");
            host.healthy();
            reports.clear();
            assertThat(run(operation, "check")).isInstanceOf(Succeeded.class);
            assertThat(started()).containsExactly("machines", "check");
        }
    }

    @Test
    void cancelledTaskIsNotDone() {
        try (OpenOperation operation = provisioner.open(OperationKind.PROVISION, PLAN)) {
            run(operation, "networks");
            assertThat(operation.run("machines", reports::add, () -> true)).isEqualTo(new Cancelled());
            reports.clear();
            assertThat(run(operation, "machines")).isInstanceOf(Succeeded.class);
            assertThat(started()).containsExactly("disks", "machines");
        }
    }

    @Test
    void interruptingTheCallingThreadCancels() throws InterruptedException {
        host.silence(NODE);
        ProvisionerSettings patient = HASTY.withReady(Duration.ofMinutes(10));
        AtomicReference<OperationOutcome> outcome = new AtomicReference<>();
        CountDownLatch booting = new CountDownLatch(1);
        try (Provisioner process = new Provisioner(host, InstantSource.system(), patient, new InMemoryDialer(host));
                OpenOperation operation = process.open(OperationKind.PROVISION, PLAN)) {
            Thread caller = new Thread(() -> outcome.set(operation.run(
                    "machines",
                    report -> {
                        if (report.message().endsWith("is started")) {
                            booting.countDown();
                        }
                    },
                    CancelSignal.NEVER)));
            caller.start();
            passed(booting);
            caller.interrupt();
            caller.join();
        }
        assertThat(outcome).hasValue(new Cancelled());
    }

    @Test
    void unknownTaskIsRefusedWithTheNamesOfTheTasks() {
        try (OpenOperation operation = provisioner.open(OperationKind.REMOVE, PLAN)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> run(operation, "freeze"))
                    .withMessage("operation REMOVE on vpod vpod1 has no task 'freeze'; its tasks are"
                            + " survey, machines, disks, networks, verify");
        }
        assertThat(host.calls()).isEmpty();
    }

    @Test
    void closedOperationRunsNothing() {
        OpenOperation operation = provisioner.open(OperationKind.PROVISION, PLAN);
        operation.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> run(operation, "survey"))
                .withMessageContaining("is closed; open it anew");
    }

    @Test
    void namesAndTitlesAreKnownWithoutAnyHost() {
        assertThat(Provisioner.tasks(OperationKind.PROVISION))
                .extracting(group -> group.stream().map(TaskName::name).toList())
                .containsExactly(
                        List.of("survey"),
                        List.of("networks", "disks"),
                        List.of("machines"),
                        List.of("access", "check"),
                        List.of("freeze"));
        assertThat(Provisioner.tasks(OperationKind.REMOVE).get(3))
                .containsExactly(new TaskName("networks", "Take the networks away"));
        for (OperationKind kind : OperationKind.values()) {
            assertThat(names(kind)).as(kind.name()).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    private static Provisioner on(InMemoryHost host) {
        return new Provisioner(host, InstantSource.fixed(Instant.EPOCH), HASTY, new InMemoryDialer(host));
    }

    /** Lets a pod stand that somebody has used. */
    private static void used(Provisioner process, InMemoryHost host) {
        assertThat(process.run(OperationKind.PROVISION, PLAN, report -> {}, CancelSignal.NEVER))
                .isInstanceOf(Succeeded.class);
        host.tamper(NODE, m -> m.remember("/run/secret"));
    }

    private static List<String> names(OperationKind kind) {
        return Provisioner.tasks(kind).stream()
                .flatMap(List::stream)
                .map(TaskName::name)
                .toList();
    }

    private OperationOutcome run(OpenOperation operation, String task) {
        return operation.run(task, reports::add, CancelSignal.NEVER);
    }

    private List<String> started() {
        return reports.stream()
                .filter(r -> r.state() == TaskState.RUNNING
                        && r.percent() == 0
                        && r.message().isEmpty())
                .map(TaskReport::task)
                .toList();
    }

    private CompletableFuture<OperationOutcome> inBackground(
            OpenOperation operation, String task, ProgressListener also) {
        ProgressListener listener = report -> {
            reports.add(report);
            also.taskChanged(report);
        };
        return CompletableFuture.supplyAsync(
                () -> operation.run(task, listener, CancelSignal.NEVER), command -> new Thread(command).start());
    }

    private static void meetWhenRunning(String task, TaskReport report, CountDownLatch others) {
        if (report.task().equals(task) && others.getCount() > 0) {
            others.countDown();
            passed(others);
        }
    }

    /** Returns when a thread waits for a task that another one has in hand. */
    private static void untilSomebodyWaitsIf(boolean really) {
        while (really
                && Thread.getAllStackTraces().values().stream()
                        .flatMap(Stream::of)
                        .noneMatch(f -> f.getClassName().endsWith(".work.Turn")
                                && f.getMethodName().equals("await"))) {
            Thread.onSpinWait();
        }
    }

    private static void passed(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
