package io.laas.jenkins.operation;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.queue.QueueTaskFuture;
import io.laas.engine.port.OperationOrder;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.model.OperationId;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskName;
import io.laas.model.operation.TaskState;
import io.laas.provisioner.Provisioner;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Operations as runs, on an agent in a process of its own. */
@WithJenkins
class OperationRunTest {
    @TempDir
    Path storage;

    private JenkinsRule jenkins;
    private Site site;

    @BeforeEach
    void setUp(JenkinsRule rule) {
        jenkins = rule;
        site = new Site(rule, storage);
    }

    @ParameterizedTest
    @EnumSource(OperationKind.class)
    void defaultPipelineRunsEveryTaskOnTheAgent(OperationKind kind) throws Exception {
        site.agent();

        HeardEnd heard = site.start(Orders.anOrder(storage).kind(kind).build());

        OperationOutcome end = heard.end();
        assertThat(end).isInstanceOf(OperationOutcome.Succeeded.class);
        assertThat(((OperationOutcome.Succeeded) end).access().isPresent()).isEqualTo(kind != OperationKind.REMOVE);
        List<String> all = Provisioner.tasks(kind).stream()
                .flatMap(List::stream)
                .map(TaskName::name)
                .toList();
        assertThat(heard.tasks(TaskState.DONE)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(heard.tasks(TaskState.WAITING)).containsExactlyElementsOf(all);
        assertThat(heard.starts()).isEqualTo(1);
        jenkins.assertBuildStatusSuccess(site.over(kind, 1));
        String own = ProcessHandle.current().pid() + " ";
        assertThat(site.done()).isNotEmpty().noneMatch(line -> line.startsWith(own));
        site.awaitDone("closed", 1);
    }

    @Test
    void logTellsChangesAsTextAndNoPercents() throws Exception {
        site.agent();

        site.start().end();

        WorkflowRun run = site.over(OperationKind.PROVISION, 1);
        jenkins.assertLogContains("[laas] networks: running, on <b>it</b> [8m", run);
        jenkins.assertLogContains("[laas] networks: done", run);
        assertThat(run.getLog(1000).stream().filter(l -> l.contains("networks: running")))
                .hasSize(1);
        jenkins.assertLogContains("Booking b-7: provision vpod alpha (operation o-1)", run);
    }

    @Test
    void labsOwnStagesRunBeforeBetweenAndAfterTasks() throws Exception {
        site.agent();
        site.edit("""
                laasOperation {
                    stage('Before') { echo "op ${env.LAAS_OPERATION} ${env.LAAS_KIND} of ${env.LAAS_VPOD} in ${env.LAAS_LAB}" }
                    node(env.LAAS_HOST_LABEL) {
                        laasTask 'machines'
                        stage('Burn in') { echo "on ${env.LAAS_HOST} for ${env.LAAS_BOOKING}" }
                        laasTask()
                    }
                    stage('After') { echo 'label ' + env.LAAS_HOST_LABEL }
                }
                """);

        assertThat(site.start().end()).isInstanceOf(OperationOutcome.Succeeded.class);

        WorkflowRun run = jenkins.assertBuildStatusSuccess(site.over(OperationKind.PROVISION, 1));
        jenkins.assertLogContains("op o-1 PROVISION of alpha in demo", run);
        jenkins.assertLogContains("on h1 for b-7", run);
        jenkins.assertLogContains("label kvm", run);
    }

    @Test
    void declarativePipelineDoesTheOperationToo() throws Exception {
        site.agent();
        site.edit("""
                pipeline {
                    agent none
                    stages {
                        stage('Operation') {
                            steps {
                                laasOperation {
                                    node("${env.LAAS_HOST_LABEL}") {
                                        laasTask('machines')
                                        echo "burn in of ${env.LAAS_VPOD}"
                                        laasTask('')
                                    }
                                }
                            }
                        }
                    }
                    post { success { echo 'told' } }
                }
                """);

        assertThat(site.start().end()).isInstanceOf(OperationOutcome.Succeeded.class);

        WorkflowRun run = jenkins.assertBuildStatusSuccess(site.over(OperationKind.PROVISION, 1));
        jenkins.assertLogContains("burn in of alpha", run);
        jenkins.assertLogContains("told", run);
    }

    @Test
    void pipelineFromARepositoryIsRunAndLeftAsItIs() throws Exception {
        site.agent();
        SingleFileSCM repository = new SingleFileSCM("lab/provision.groovy", """
                laasOperation {
                    node(env.LAAS_HOST_LABEL) {
                        echo "from the repository for ${env.LAAS_VPOD}"
                        laasTask()
                    }
                }
                """);
        CpsScmFlowDefinition own = new CpsScmFlowDefinition(repository, "lab/provision.groovy");
        site.job(OperationKind.PROVISION).setDefinition(own);

        assertThat(site.start().end()).isInstanceOf(OperationOutcome.Succeeded.class);

        jenkins.assertLogContains("from the repository for alpha", site.over(OperationKind.PROVISION, 1));
        RunOperations.instance().jobs().ensureAll();
        assertThat(site.job(OperationKind.PROVISION).getDefinition()).isSameAs(own);
    }

    @Test
    void failureInADeclarativePipelineIsToldAsWell() throws Exception {
        site.agent();
        site.letFail("machines");
        site.edit("""
                pipeline {
                    agent none
                    stages {
                        stage('Operation') {
                            steps { laasOperation { node("${env.LAAS_HOST_LABEL}") { laasTask('') } } }
                        }
                    }
                    post { failure { echo 'told' } }
                }
                """);

        assertThat(site.start().failure().reason()).isEqualTo("Machine jump does not answer.");

        jenkins.assertLogContains("told", site.over(OperationKind.PROVISION, 1));
    }

    @Test
    void missingTaskFailsTheOperationAndTellsWhatToDo() throws Exception {
        site.agent();
        site.edit("laasOperation { node(env.LAAS_HOST_LABEL) { laasTask 'survey'; laasTask 'networks' } }");

        OperationOutcome.Failed failed = site.start().failure();

        assertThat(failed.task()).isEqualTo("disks");
        assertThat(failed.reason())
                .isEqualTo(
                        "The Pipeline of the operation did not run: disks, machines, access, check, freeze."
                                + " Add a laasTask step for it, end with laasTask() for all that is left, or restore the default pipeline on the job's page.");
        jenkins.assertBuildStatus(Result.FAILURE, site.over(OperationKind.PROVISION, 1));
    }

    @Test
    void taskThatIsRunAgainMakesLaterOnesDueAgain() throws Exception {
        site.agent();
        site.edit("""
                laasOperation { node(env.LAAS_HOST_LABEL) {
                    for (t in ['survey', 'networks', 'disks', 'machines', 'access', 'check', 'freeze', 'machines']) { laasTask t }
                } }
                """);

        assertThat(site.start().failure().task()).isEqualTo("access");
    }

    @Test
    void unknownTaskIsRefusedWithTheNamesOfAll() throws Exception {
        site.agent();
        site.edit("laasOperation { node(env.LAAS_HOST_LABEL) { laasTask 'network' } }");

        assertThat(site.start().failure().reason())
                .contains("Operation o-1 (PROVISION) has no task 'network'; its tasks are survey, networks, disks");
    }

    @Test
    void failedTaskIsTheOutcomeWithItsConsole() throws Exception {
        site.agent();
        site.letFail("machines");

        HeardEnd heard = site.start();

        OperationOutcome.Failed failed = heard.failure();
        assertThat(failed)
                .isEqualTo(new OperationOutcome.Failed("machines", "Machine jump does not answer.", "login: panic"));
        assertThat(heard.states("freeze")).containsExactly(TaskState.WAITING, TaskState.SKIPPED);
        WorkflowRun run = jenkins.assertBuildStatus(Result.FAILURE, site.over(OperationKind.PROVISION, 1));
        jenkins.assertLogContains("Task machines failed: Machine jump does not answer.", run);
    }

    @Test
    void failedTaskThatThePipelineIgnoresStillFailsTheOperation() throws Exception {
        site.agent();
        site.letFail("freeze");
        site.edit(
                "laasOperation { node(env.LAAS_HOST_LABEL) { laasTask 'check'; laasTask 'access'; catchError { laasTask 'freeze' } } }");

        OperationOutcome.Failed failed = site.start().failure();

        assertThat(failed.task()).isEqualTo("freeze");
        assertThat(failed.reason()).isEqualTo("Machine jump does not answer.");
    }

    @Test
    void failureOfTheLabsOwnStageNamesTheStage() throws Exception {
        site.agent();
        site.edit("laasOperation { stage('Burn in') { error 'disk 3 is too slow' } }");

        OperationOutcome.Failed failed = site.start().failure();

        assertThat(failed)
                .isEqualTo(new OperationOutcome.Failed(
                        "pipeline", "Stage 'Burn in' of the run failed: disk 3 is too slow", ""));
    }

    @Test
    void pipelineThatDoesNotCompileFailsTheOperation() throws Exception {
        site.edit("laasOperation {{");

        OperationOutcome.Failed failed = site.start().failure();

        assertThat(failed.task()).isEqualTo("run");
        assertThat(failed.reason()).contains("provision #1 ended (FAILURE) before the operation was done");
    }

    @Test
    void runStartedByHandFailsWithOneSentence() throws Exception {
        QueueTaskFuture<WorkflowRun> hand = site.job(OperationKind.PROVISION).scheduleBuild2(0);

        WorkflowRun run = jenkins.assertBuildStatus(Result.FAILURE, hand);

        jenkins.assertLogContains("This run was not started by Lab as a Service", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void cancelStopsTheWorkBeforeTheEngineHearsOfIt() throws Exception {
        site.agent();
        site.hold("machines");
        OperationOrder order = Orders.anOrder(storage).build();
        HeardEnd heard = site.start(order);
        site.awaitDone("begin PROVISION alpha machines", 1);

        RunOperations.instance().cancel(order.id());

        assertThat(heard.end()).isInstanceOf(OperationOutcome.Cancelled.class);
        assertThat(site.done("stopped PROVISION alpha machines")).hasSize(1);
        assertThat(heard.states("freeze")).containsExactly(TaskState.WAITING, TaskState.CANCELLED);
        WorkflowRun run = jenkins.assertBuildStatus(Result.ABORTED, site.over(OperationKind.PROVISION, 1));
        jenkins.assertLogContains("The operation was cancelled by Lab as a Service", run);
    }

    @Test
    void operationsWhoseRunsAreStillQueuedAreCancelledAtOnce() throws Exception {
        jenkins.jenkins.doQuietDown();
        for (int number = 1; number <= 50; number++) {
            OperationOrder order = Orders.anOrder(storage).number(number).build();
            HeardEnd heard = site.start(order);

            RunOperations.instance().cancel(order.id());

            assertThat(heard.end()).isInstanceOf(OperationOutcome.Cancelled.class);
            assertThat(jenkins.jenkins.getQueue().getItems()).isEmpty();
        }
    }

    @Test
    void unknownOperationIsCancelledWithoutTrouble() {
        RunOperations.instance().cancel(new OperationId(99));

        assertThat(RunOperations.instance().desk().all()).isEmpty();
    }

    @Test
    void killedRunStopsTheWorkAndFailsTheOperation() throws Exception {
        site.agent();
        site.hold("machines");
        HeardEnd heard = site.start();
        site.awaitDone("begin PROVISION alpha machines", 1);

        site.run(OperationKind.PROVISION, 1).doKill();

        assertThat(heard.failure().reason()).contains("provision #1 ended (ABORTED) before the operation was done");
        assertThat(site.done("stopped PROVISION alpha machines")).hasSize(1);
    }

    @Test
    void deletedJobStopsTheWorkAndEndsTheOperation() throws Exception {
        site.agent();
        site.hold("machines");
        HeardEnd heard = site.start();
        site.awaitDone("begin PROVISION alpha machines", 1);

        site.job(OperationKind.PROVISION).delete();

        assertThat(heard.end()).isNotInstanceOf(OperationOutcome.Succeeded.class);
        assertThat(site.done("stopped PROVISION alpha machines")).hasSize(1);
    }

    @Test
    void twoOperationsOfOneKindAreTwoRunsSideBySide() throws Exception {
        jenkins.createOnlineSlave(hudson.model.Label.get("kvm"));
        site.agent();
        site.hold("machines");

        HeardEnd one = site.start(Orders.anOrder(storage).number(1).build());
        HeardEnd two = site.start(Orders.anOrder(storage).number(2).vpod("beta").build());

        site.awaitDone("begin PROVISION alpha machines", 1);
        site.awaitDone("begin PROVISION beta machines", 1);
        site.letGo("machines");
        assertThat(one.end()).isInstanceOf(OperationOutcome.Succeeded.class);
        assertThat(two.end()).isInstanceOf(OperationOutcome.Succeeded.class);
        assertThat(site.job(OperationKind.PROVISION).getBuilds()).hasSize(2);
    }

    @Test
    void operationThatIsUnderWayIsNotStartedTwice() throws Exception {
        site.agent();
        site.hold("machines");
        HeardEnd one = site.start();
        HeardEnd again = site.start();
        site.awaitDone("begin PROVISION alpha machines", 1);

        site.letGo("machines");

        assertThat(one.end()).isInstanceOf(OperationOutcome.Succeeded.class);
        assertThat(again.hasEnded()).isFalse();
        assertThat(site.job(OperationKind.PROVISION).getBuilds()).hasSize(1);
    }

    @Test
    void disabledJobFailsTheOperationAtOnce() throws Exception {
        site.job(OperationKind.PROVISION).doDisable();

        assertThat(site.start().failure().reason()).contains("Job laas/provision takes no runs; enable it");
    }

    @Test
    void withoutAgentNothingRunsInTheControllerUnlessAllowed() throws Exception {
        HeardEnd heard = site.start(Orders.anOrder(storage).label("").build());

        assertThat(heard.failure().reason())
                .contains(
                        "work in the controller's process is not allowed. Give the host an agent-label in the lab file, or allow");
        assertThat(site.done()).isEmpty();
    }

    @Test
    void withoutAgentTasksRunInTheControllerWhereAllowed() throws Exception {
        LaasConfiguration.get().setOperationsOnController(true);

        HeardEnd heard = site.start(Orders.anOrder(storage).label("").build());

        assertThat(heard.end()).isInstanceOf(OperationOutcome.Succeeded.class);
        String own = ProcessHandle.current().pid() + " ";
        assertThat(site.done("begin")).isNotEmpty().allMatch(line -> line.startsWith(own));
    }

    /** The provisioner of this test. */
    @TestExtension
    public static final class Fake extends FakeWorkshops {
        private static final long serialVersionUID = 1L;
    }
}
