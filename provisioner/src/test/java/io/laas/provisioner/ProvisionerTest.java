package io.laas.provisioner;

import static io.laas.provisioner.Plans.aPlan;
import static io.laas.provisioner.Plans.key;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.InMemoryHost;
import io.laas.provisioner.hypervisor.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProvisionerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final ProvisionerSettings HASTY = new ProvisionerSettings(
            16,
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(100));

    private final InMemoryHost host = new InMemoryHost();
    private final Provisioner provisioner =
            new Provisioner(host, InstantSource.fixed(NOW), HASTY, new InMemoryDialer(host));
    private final List<TaskReport> reports = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        provisioner.close();
    }

    @Test
    void makesSixMachinesThatHaveTheKeys() {
        VpodPlan plan = aPlan().build();
        Succeeded done = succeeded(run(OperationKind.PROVISION, plan));
        assertThat(done.access().orElseThrow().sshCommand()).isEqualTo("ssh laas@10.80.0.10");
        assertThat(VpodLayout.of(plan).machines())
                .allSatisfy(
                        m -> assertThat(host.machine(m.domain()).orElseThrow().state())
                                .isEqualTo(MachineState.RUNNING));
        assertThat(keysOnDisks()).hasSize(6).allSatisfy(k -> assertThat(k).contains("alice"));
    }

    @Test
    void reportsEveryTaskFromWaitingToDone() {
        run(OperationKind.PROVISION, aPlan().build());
        assertThat(finalStates())
                .containsExactly(
                        Map.entry("survey", TaskState.DONE),
                        Map.entry("networks", TaskState.DONE),
                        Map.entry("disks", TaskState.DONE),
                        Map.entry("machines", TaskState.DONE),
                        Map.entry("access", TaskState.DONE),
                        Map.entry("check", TaskState.DONE),
                        Map.entry("freeze", TaskState.DONE));
        assertThat(reports.subList(0, 7)).allMatch(r -> r.state() == TaskState.WAITING);
        assertThat(reports.stream().filter(r -> r.task().equals("machines")).mapToInt(TaskReport::percent))
                .isSorted()
                .contains(50, 100);
    }

    @Test
    void provisioningWhatStandsChangesNothing() {
        VpodPlan plan = aPlan().build();
        succeeded(run(OperationKind.PROVISION, plan));
        String before = host.picture();
        host.healthy();
        succeeded(run(OperationKind.PROVISION, plan));
        assertThat(host.picture()).isEqualTo(before);
        assertThat(host.calls())
                .noneMatch(c -> c.startsWith("define") || c.startsWith("ensureOverlay") || c.startsWith("save"));
    }

    @Test
    void resetTakesAwayWhatUsersDidAndSetsPresentKeys() {
        VpodPlan plan = aPlan().build();
        succeeded(run(OperationKind.PROVISION, plan));
        String node = domain(plan, "node3");
        String boot = host.machine(node).orElseThrow().bootId();
        host.tamper(node, m -> m.remember("/run/secret"));
        host.tamper(domain(plan, "node2"), m -> m.isNow(MachineState.OFF));
        succeeded(run(OperationKind.RESET, aPlan().keys(key("bob")).build()));
        assertThat(host.machine(node).orElseThrow().bootId()).isEqualTo(boot);
        assertThat(host.machine(node).orElseThrow().clock()).contains(NOW);
        assertThat(host.picture()).doesNotContain("secret", "laas-used", "OFF");
        assertThat(keysOnDisks()).allSatisfy(k -> assertThat(k).contains("bob").doesNotContain("alice"));
        assertThat(lastOf("rebuild").state()).isEqualTo(TaskState.SKIPPED);
    }

    @Test
    void makesAnewWhatCannotBeBroughtBack() {
        VpodPlan plan = aPlan().build();
        succeeded(run(OperationKind.PROVISION, plan));
        host.cannotReturn(domain(plan, "node1"));
        host.leavesTraces(domain(plan, "node2"));
        host.tamper(domain(plan, "jump"), m -> m.remember("/run/secret"));
        succeeded(run(OperationKind.RESET, plan));
        assertThat(host.picture()).doesNotContain("secret", "laas-used");
        assertThat(lastOf("rebuild").message())
                .contains("node1 (", "cannot be brought back", "node2 (traces of its use");
        assertThat(lastOf("freeze").message()).isEqualTo("known state of 2 machines saved");
    }

    @Test
    void makesAnewWhatIsNotThereAnyMore() {
        VpodPlan plan = aPlan().build();
        succeeded(run(OperationKind.PROVISION, plan));
        String before = host.picture();
        host.open(plan.host()).remove(domain(plan, "node5"));
        host.open(plan.host())
                .removeNetwork(VpodLayout.of(plan).networks().get(1).libvirtName());
        succeeded(run(OperationKind.RESET, plan));
        assertThat(host.picture()).isEqualTo(before);
    }

    @Test
    void cleanPodIsPausedWithoutKeysAndResumedForTheNextBooking() {
        VpodPlan plan = aPlan().build();
        succeeded(run(OperationKind.PROVISION, plan));
        succeeded(run(OperationKind.CLEAN, plan));
        assertThat(keysOnDisks()).allSatisfy(k -> assertThat(k).isEmpty());
        assertThat(host.picture()).contains("PAUSED").doesNotContain("RUNNING");
        host.healthy();
        succeeded(run(OperationKind.PROVISION, aPlan().keys(key("bob")).build()));
        assertThat(host.picture()).contains("RUNNING").doesNotContain("PAUSED");
        assertThat(keysOnDisks()).allSatisfy(k -> assertThat(k).contains("bob"));
        assertThat(host.machine(domain(plan, "node4")).orElseThrow().clock()).contains(NOW);
        assertThat(host.calls()).noneMatch(c -> c.startsWith("define") || c.startsWith("ensureImage"));
    }

    @Test
    void removesEverythingOfTheVpodAndNothingElse() {
        succeeded(run(OperationKind.PROVISION, aPlan("other").index(1).build()));
        String others = host.picture();
        succeeded(run(OperationKind.PROVISION, aPlan().build()));
        assertThat(succeeded(run(OperationKind.REMOVE, aPlan().build())).access())
                .isEmpty();
        assertThat(host.picture()).isEqualTo(others);
    }

    @Test
    void purgeRemovesEverythingOfTheVpodWithoutItsPlan() {
        VpodPlan plan = aPlan().build();
        succeeded(run(OperationKind.PROVISION, plan));
        provisioner.purge(plan.host(), plan.owner());
        assertThat(host.picture()).isEmpty();
        assertThat(provisioner.inventory(plan.host(), "c1")).isEmpty();
    }

    @Test
    void anotherDescriptionReplacesMachinesAndClearsLeftOvers() {
        succeeded(run(OperationKind.PROVISION, aPlan().build()));
        VpodPlan smaller =
                aPlan().nodes(2).cloudInit(Map.of("packages", List.of("git"))).build();
        succeeded(run(OperationKind.PROVISION, smaller));
        String changed = host.picture();
        succeeded(run(OperationKind.REMOVE, smaller));
        succeeded(run(OperationKind.PROVISION, smaller));
        assertThat(changed).isEqualTo(host.picture()).doesNotContain("node3");
    }

    @Test
    void namesTheMachineThatNeverAnswersWithItsConsole() {
        VpodPlan plan = aPlan().build();
        host.silence(domain(plan, "node3"));
        Failed failed = failed(run(OperationKind.PROVISION, plan));
        assertThat(failed.task()).isEqualTo("machines");
        assertThat(failed.reason()).contains("node3", "did not answer within");
        assertThat(failed.consoleTail()).isEqualTo("console of " + domain(plan, "node3"));
        assertThat(lastOf("check").state()).isEqualTo(TaskState.SKIPPED);
        host.healthy();
        succeeded(run(OperationKind.PROVISION, plan));
    }

    @Test
    void namesAddressesThatDoNotAnswerInCheck() {
        VpodPlan plan = aPlan().build();
        succeeded(run(OperationKind.PROVISION, plan));
        host.silence(domain(plan, "node3"));
        Failed failed = failed(run(OperationKind.CHECK, plan));
        assertThat(failed.reason())
                .contains(
                        "node3 on network admin (10.80.0.13",
                        "node3 on network mgmt (10.80.1.13: does not answer jump");
        assertThat(failed.consoleTail()).contains("node3");
    }

    @Test
    void checkSaysWhenAMachineIsOff() {
        VpodPlan plan = aPlan().build();
        succeeded(run(OperationKind.PROVISION, plan));
        host.tamper(domain(plan, "node1"), m -> m.isNow(MachineState.OFF));
        assertThat(failed(run(OperationKind.CHECK, plan)).reason()).contains("node1 does not run: it is switched off");
    }

    @Test
    void accessChangesKeysOfRunningMachines() {
        succeeded(run(OperationKind.PROVISION, aPlan().build()));
        succeeded(
                run(OperationKind.ACCESS, aPlan().keys(key("bob"), key("carol")).build()));
        assertThat(keysOnDisks())
                .allSatisfy(k -> assertThat(k).contains("bob", "carol").doesNotContain("alice"));
    }

    @Test
    void machineWithoutAgentIsMadeAnewForOtherKeys() {
        VpodPlan plan = aPlan().build();
        host.withoutAgent(domain(plan, "node1"));
        succeeded(run(OperationKind.PROVISION, plan));
        VpodPlan forBob = aPlan().keys(key("bob")).build();
        assertThat(failed(run(OperationKind.ACCESS, forBob)).reason())
                .contains("keys of node1 could not be changed", "reset the pod");
        succeeded(run(OperationKind.RESET, forBob));
        assertThat(keysOnDisks()).allSatisfy(k -> assertThat(k).contains("bob").doesNotContain("alice"));
        assertThat(lastOf("rebuild").message()).contains("node1 (it has no guest agent");
        succeeded(run(OperationKind.PROVISION, plan));
        assertThat(keysOnDisks())
                .allSatisfy(k -> assertThat(k).contains("alice").doesNotContain("bob"));
    }

    @Test
    void aGuestThatIsTooBusyToAnswerDuringItsFirstBootIsWaitedFor() {
        isWaitedFor(HASTY.withReady(Duration.ofMinutes(5)), aPlan());
    }

    @Test
    void aHostsOwnBootLimitGoesBeforeTheProvisionersOwn() {
        Host slow = new Host(
                Plans.HOST.id(),
                Plans.HOST.uri(),
                Plans.HOST.capacity(),
                Plans.HOST.accel(),
                Plans.HOST.storage(),
                Plans.HOST.addresses(),
                "",
                Optional.of(Duration.ofMinutes(5)));
        isWaitedFor(HASTY.withReady(Duration.ZERO), aPlan().on(slow));
    }

    private void isWaitedFor(ProvisionerSettings settings, Plans plans) {
        AtomicInteger late = new AtomicInteger();
        host.faultsBy((number, call) -> {
            if (call.startsWith("execute") && call.contains("laas-settle") && late.incrementAndGet() <= 3) {
                throw new HypervisorException(Reason.AGENT, "did not end within 30 s");
            }
        });
        VpodPlan plan = plans.nodes(0).build();
        try (Provisioner patient =
                new Provisioner(host, InstantSource.fixed(NOW), settings, new InMemoryDialer(host))) {
            succeeded(patient.run(OperationKind.PROVISION, plan, reports::add, CancelSignal.NEVER));
        }
        assertThat(late).hasValueGreaterThan(3);
        assertThat(reports).anyMatch(r -> r.message().equals("jump: its guest agent does not answer in time"));
    }

    @Test
    void podWithoutAnyAgentStandsAndSaysWhatWasNotChecked() {
        VpodPlan plan = aPlan().nodes(1).build();
        VpodLayout.of(plan).machines().forEach(m -> host.withoutAgent(m.domain()));
        succeeded(run(OperationKind.PROVISION, plan));
        assertThat(lastOf("check").message())
                .isEqualTo("4 addresses answer; not checked for want of a guest agent: mgmt");
        host.tamper(domain(plan, "node1"), m -> m.remember("/run/secret"));
        succeeded(run(OperationKind.RESET, plan));
        assertThat(host.picture()).doesNotContain("secret");
    }

    @Test
    void fullHostAndTakenNetworkEndAsFailures() {
        VpodPlan plan = aPlan().build();
        host.isFull();
        assertThat(failed(run(OperationKind.PROVISION, plan)).reason()).contains("no room");
        host.healthy();
        host.hasForeignNetwork(VpodLayout.of(plan).networks().get(0).libvirtName());
        Failed failed = failed(run(OperationKind.PROVISION, plan));
        assertThat(failed.task()).isEqualTo("networks");
        assertThat(failed.reason()).contains("is not ours");
    }

    private OperationOutcome run(OperationKind kind, VpodPlan plan) {
        reports.clear();
        return provisioner.run(kind, plan, reports::add, CancelSignal.NEVER);
    }

    private static Succeeded succeeded(OperationOutcome outcome) {
        assertThat(outcome).isInstanceOf(Succeeded.class);
        return (Succeeded) outcome;
    }

    private static Failed failed(OperationOutcome outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        return (Failed) outcome;
    }

    private static String domain(VpodPlan plan, String machine) {
        return VpodLayout.of(plan).machines().stream()
                .filter(m -> m.name().equals(machine))
                .findFirst()
                .orElseThrow()
                .domain();
    }

    private List<String> keysOnDisks() {
        return host.keysOnDisks();
    }

    private TaskReport lastOf(String task) {
        return reports.stream()
                .filter(r -> r.task().equals(task))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private Map<String, TaskState> finalStates() {
        return reports.stream()
                .collect(Collectors.toMap(TaskReport::task, TaskReport::state, (a, b) -> b, LinkedHashMap::new));
    }
}
