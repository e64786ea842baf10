package io.laas.provisioner;

import static io.laas.provisioner.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.installer.Action;
import io.laas.model.installer.Escape;
import io.laas.model.installer.ExtraTask;
import io.laas.model.installer.ExtraTask.OnFailure;
import io.laas.model.installer.ExtraTask.Place;
import io.laas.model.installer.Extras;
import io.laas.model.installer.Installation;
import io.laas.model.installer.Requirements;
import io.laas.model.installer.Step;
import io.laas.model.installer.Target;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Cancelled;
import io.laas.model.operation.OperationOutcome.Failed;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.hypervisor.InMemoryHost;
import io.laas.provisioner.hypervisor.InMemoryHost.ProcessDied;
import io.laas.provisioner.hypervisor.RealShell;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installers and tasks of labs on a host in memory whose guests run scripts with this system's own shell. */
class InstallTest {
    private static final VpodPlan POD = aPlan().nodes(2).owner("alice").build();

    @TempDir
    private Path directory;

    private final InMemoryHost host = new InMemoryHost();
    private final Provisioner provisioner = new Provisioner(
            host,
            InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z")),
            ProvisionerSettings.DEFAULT,
            new InMemoryDialer(host));
    private final List<TaskReport> reports = new CopyOnWriteArrayList<>();
    private RealShell guests;

    @BeforeEach
    void stands() {
        guests = new RealShell(directory);
        host.otherProgramsBy(guests);
        assertThat(run(OperationKind.PROVISION, POD)).isInstanceOf(Succeeded.class);
    }

    @AfterEach
    void close() {
        provisioner.close();
    }

    private OperationOutcome run(OperationKind kind, VpodPlan plan) {
        reports.clear();
        return provisioner.run(kind, plan, reports::add, CancelSignal.NEVER);
    }

    private OperationOutcome install(Step... steps) {
        return run(OperationKind.INSTALL, installing(Map.of("who", "world"), steps));
    }

    private static VpodPlan installing(Map<String, String> values, Step... steps) {
        Installation installation = new Installation(
                "hello", "Hello", Requirements.NONE, List.of(steps), Duration.ofMinutes(5), values, Set.of("token"));
        return POD.withExtras(new Extras(Optional.of(installation), List.of()));
    }

    private static Step script(String name, Target on, String text) {
        return step(name, on, new Action.Script(text), 0, null);
    }

    private static Step step(String name, Target on, Action action, int retries, String undo) {
        return new Step(name, name, on, action, Duration.ofMinutes(1), retries, Optional.ofNullable(undo));
    }

    private Path on(int machine) {
        MachineLayout layout = VpodLayout.of(POD).machines().get(machine);
        return guests.of(layout.domain());
    }

    private TaskReport last(String task) {
        return reports.stream()
                .filter(r -> r.task().equals(task))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @Test
    void stepsRunInTheirOrderOnTheirMachines() {
        OperationOutcome outcome = install(
                script("all", Target.ALL, "echo all >>log; echo \"$LAAS_MACHINE of $LAAS_NODES\" >who"),
                script("nodes", Target.NODES, "echo nodes $LAAS_PARAM_WHO >>log"),
                script("jump", Target.JUMP_HOST, "echo jump >>log"));

        assertThat(outcome).isInstanceOf(Succeeded.class);
        assertThat(on(0).resolve("log")).hasContent("all\njump");
        assertThat(on(1).resolve("log")).hasContent("all\nnodes world");
        assertThat(on(2).resolve("who")).hasContent("node2 of node1 node2");
        assertThat(reports.stream().map(TaskReport::task).distinct())
                .containsExactly("prepare", "all", "nodes", "jump", "finish");
        assertThat(last("finish").message()).isEqualTo("Hello is installed");
    }

    @Test
    void filesHaveTheValuesOfThePod() {
        String content =
                "{{#nodes}}{{name}} {{address}}\n{{/nodes}}{{machine.name}} {{param.who}} {{pdf.jumphost.name}}\n";
        Action file = new Action.PutFile("/etc/{{machine.role}}", content, "0600", Escape.NONE);

        assertThat(install(step("file", Target.JUMP_HOST, file, 0, null))).isInstanceOf(Succeeded.class);

        List<MachineLayout> machines = VpodLayout.of(POD).machines();
        String first = machines.get(1).nics().get(0).address().orElseThrow();
        String second = machines.get(2).nics().get(0).address().orElseThrow();
        assertThat(on(0).resolve("etc/jumphost"))
                .hasContent("node1 %s\nnode2 %s\njump world jump".formatted(first, second));
    }

    @Test
    void unknownValueInAFileNamesItself() {
        Action file = new Action.PutFile("/etc/x", "a {{param.nobody}}", "0600", Escape.NONE);
        assertThat(((Failed) install(step("file", Target.ALL, file, 0, null))).reason())
                .contains("A template cannot be filled in")
                .contains("nobody");
    }

    @Test
    void failureNamesTheMachineAndTakesBackWhatWasDone() {
        OperationOutcome outcome = install(
                step("one", Target.ALL, new Action.Script("echo 1 >>log"), 0, "echo undo one >>log"),
                script("two", Target.ALL, "echo 2 >>log"),
                step(
                        "three",
                        Target.NODES,
                        new Action.Script("[ $LAAS_MACHINE != node2 ] || { echo bad luck; exit 7; }"),
                        0,
                        "echo undo three >>log"),
                script("four", Target.ALL, "echo 4 >>log"));

        assertThat(outcome)
                .isEqualTo(new Failed(
                        "three",
                        "Machine node2: the script ended with exit code 7; its last line: bad luck; taken back: three, one",
                        "bad luck\n"));
        assertThat(on(0).resolve("log")).hasContent("1\n2\nundo one");
        assertThat(on(1).resolve("log")).hasContent("1\n2\nundo three\nundo one");
        assertThat(last("four").state()).isEqualTo(TaskState.SKIPPED);
    }

    @Test
    void failedTryIsMadeAgain() {
        Action third = new Action.Script("echo x >>tries; [ $(wc -l <tries) -ge 3 ] || exit 1");
        assertThat(install(step("flaky", Target.JUMP_HOST, third, 2, null))).isInstanceOf(Succeeded.class);
        assertThat(on(0).resolve("tries")).hasContent("x\nx\nx");
    }

    @Test
    void scriptThatTakesTooLongIsStopped() {
        Step slow = new Step(
                "slow",
                "Slow",
                Target.JUMP_HOST,
                new Action.Script("echo begun; while :; do sleep 0.1; done"),
                Duration.ofSeconds(1),
                0,
                Optional.empty());
        assertThat(((Failed) install(slow)).reason())
                .isEqualTo("Machine jump: the script did not end in time and was stopped; its last line: begun");
    }

    @Test
    void secretsAreNotShown() {
        VpodPlan plan = installing(
                Map.of("token", "geheim42"), script("leaky", Target.JUMP_HOST, "echo token $LAAS_PARAM_TOKEN; exit 1"));
        OperationOutcome outcome = run(OperationKind.INSTALL, plan);
        assertThat(((Failed) outcome).reason()).contains("token ***");
        assertThat(outcome.toString() + reports).doesNotContain("geheim42");
        assertThat(host.calls().toString()).doesNotContain("geheim42");
    }

    @Test
    void requirementNotMetIsSaidBeforeAnythingIsDone() {
        Installation large = new Installation(
                "k3s",
                "Kubernetes",
                new Requirements(5, 0, 0, 0, 0, Set.of(), false),
                List.of(script("one", Target.ALL, "echo 1 >>log")),
                Duration.ofMinutes(5),
                Map.of(),
                Set.of());
        OperationOutcome outcome =
                run(OperationKind.INSTALL, POD.withExtras(new Extras(Optional.of(large), List.of())));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class,
                        f -> assertThat(f.reason())
                                .isEqualTo("Installer k3s needs 5 nodes besides the jump host, and pod %s has 2"
                                        .formatted(POD.pod().id())));
        assertThat(on(0).resolve("log")).doesNotExist();
    }

    @Test
    void convergesWhereverTheProcessDiesAndRunsEachScriptOnce() {
        VpodPlan plan = installing(
                Map.of(),
                script("one", Target.ALL, "echo 1 >>log"),
                step("two", Target.ALL, new Action.PutFile("/etc/two", "2", "0644", Escape.NONE), 0, null),
                script("three", Target.NODES, "echo 3 >>log"));
        host.faultsBy((n, call) -> {});
        assertThat(run(OperationKind.INSTALL, plan)).isInstanceOf(Succeeded.class);
        int calls = host.calls().size();
        assertThat(calls).isGreaterThan(10);
        for (int number = 1; number <= calls; number++) {
            guests = new RealShell(directory.resolve("death" + number));
            host.otherProgramsBy(guests);
            host.diesBefore(number);
            boolean died = dies(plan);
            host.healthy();

            assertThat(run(OperationKind.INSTALL, plan))
                    .as("after death %d (%s)", number, died)
                    .isInstanceOf(Succeeded.class);
            assertThat(on(0).resolve("log")).as("after death %d", number).hasContent("1");
            assertThat(on(1).resolve("log")).as("after death %d", number).hasContent("1\n3");
            assertThat(on(2).resolve("etc/two")).hasContent("2");
        }
    }

    private boolean dies(VpodPlan plan) {
        try {
            run(OperationKind.INSTALL, plan);
            return false;
        } catch (ProcessDied e) {
            return true;
        }
    }

    @Test
    void cancelStopsTheScript() {
        AtomicBoolean cancelled = new AtomicBoolean();
        VpodPlan plan =
                installing(Map.of(), script("endless", Target.JUMP_HOST, "echo begun; while :; do sleep 0.1; done"));
        OperationOutcome outcome = provisioner.run(
                OperationKind.INSTALL,
                plan,
                report -> cancelled.compareAndSet(false, report.message().contains("begun")),
                cancelled::get);
        assertThat(outcome).isInstanceOf(Cancelled.class);
        assertThat(on(0).resolve("run/laas/jobs")).isEmptyDirectory();
    }

    @Test
    void softwareOfTheConfigIsPartOfTheKnownState() {
        VpodPlan bare = aPlan("vpod2").nodes(2).index(1).owner("alice").build();
        Installation software = new Installation(
                "soft",
                "Software",
                Requirements.NONE,
                List.of(script("put", Target.NODES, "echo put >>log")),
                Duration.ofMinutes(5),
                Map.of(),
                Set.of());
        VpodPlan plan = bare.withExtras(new Extras(Optional.of(software), List.of()));
        Path log = guests.of(VpodLayout.of(plan).machines().get(1).domain()).resolve("log");

        assertThat(run(OperationKind.PROVISION, plan)).isInstanceOf(Succeeded.class);
        assertThat(reports.stream().map(TaskReport::task).distinct())
                .containsSubsequence("check", "install-put", "freeze");
        assertThat(last("install-put").state()).isEqualTo(TaskState.DONE);
        assertThat(log).hasContent("put");

        assertThat(run(OperationKind.RESET, plan)).isInstanceOf(Succeeded.class);
        assertThat(last("install-put").message()).isEqualTo("the known state holds it");
        assertThat(run(OperationKind.CLEAN, plan)).isInstanceOf(Succeeded.class);
        assertThat(run(OperationKind.PROVISION, plan)).isInstanceOf(Succeeded.class);
        assertThat(last("install-put").message()).isEqualTo("the known state holds it");
        assertThat(log).hasContent("put");
    }

    @Test
    void machineMadeAnewGetsTheSoftwareOfTheConfigAgain() {
        VpodPlan plan = installing(Map.of(), script("put", Target.NODES, "echo put >>log"));
        host.cannotReturn(VpodLayout.of(plan).machines().get(1).domain());

        assertThat(run(OperationKind.RESET, plan)).isInstanceOf(Succeeded.class);
        assertThat(last("install-put").state()).isEqualTo(TaskState.DONE);
        assertThat(on(1).resolve("log")).hasContent("put");
    }

    private VpodPlan withTask(Place place, String task, OnFailure onFailure, Step step) {
        ExtraTask extra = new ExtraTask("check", place, task, step, onFailure);
        return POD.withExtras(new Extras(Optional.empty(), List.of(extra)));
    }

    @Test
    void tasksOfTheLabStandBesideTheBuiltInOnes() {
        VpodPlan before =
                withTask(Place.BEFORE, "check", OnFailure.FAIL, script("note", Target.JUMP_HOST, "echo noted >>log"));
        assertThat(run(OperationKind.CHECK, before)).isInstanceOf(Succeeded.class);
        assertThat(reports.stream().map(TaskReport::task).distinct()).containsExactly("note", "check");
        VpodPlan after =
                withTask(Place.AFTER, "check", OnFailure.FAIL, script("note", Target.JUMP_HOST, "echo noted >>log"));
        assertThat(run(OperationKind.CHECK, after)).isInstanceOf(Succeeded.class);
        assertThat(reports.stream().map(TaskReport::task).distinct()).containsExactly("check", "note");
        assertThat(run(OperationKind.RESET, after)).isInstanceOf(Succeeded.class);
        assertThat(reports).extracting(TaskReport::task).doesNotContain("note");
    }

    @Test
    void failureOfATaskOfTheLabMeansWhatTheLabSays() {
        Step bad = step("burn-in", Target.ALL, new Action.Script("exit 1"), 0, "echo undone >>log");
        OperationOutcome failed = run(OperationKind.CHECK, withTask(Place.BEFORE, "check", OnFailure.FAIL, bad));
        assertThat(failed)
                .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.task()).isEqualTo("burn-in"));
        assertThat(on(2).resolve("log")).hasContent("undone");
        assertThat(run(OperationKind.CHECK, withTask(Place.BEFORE, "check", OnFailure.WARN, bad)))
                .isInstanceOf(Succeeded.class);
        assertThat(last("burn-in").message()).startsWith("failed, and the lab lets the operation go on: Machine ");
        assertThat(last("check").state()).isEqualTo(TaskState.DONE);
    }

    @Test
    void whoeverAsksForTheLastBuiltInTaskGetsWhatFollowsToo() {
        VpodPlan after =
                withTask(Place.AFTER, "check", OnFailure.FAIL, script("note", Target.JUMP_HOST, "echo noted >>log"));
        try (OpenOperation operation = provisioner.open(OperationKind.CHECK, after)) {
            assertThat(operation.run("check", reports::add, CancelSignal.NEVER)).isInstanceOf(Succeeded.class);
        }
        assertThat(on(0).resolve("log")).hasContent("noted");
    }
}
