package io.laas.jenkins.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Computer;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The agent goes away in the middle of an operation. */
@WithJenkins
class LostAgentTest {
    private static final String TASK = "PROVISION alpha machines";

    @TempDir
    Path storage;

    private JenkinsRule jenkins;
    private Site site;

    @BeforeEach
    void setUp(JenkinsRule rule) {
        jenkins = rule;
        site = new Site(rule, storage);
    }

    @Test
    void taskIsRunAgainWhenTheKilledAgentIsBack() throws Exception {
        DumbSlave agent = site.agent();
        site.hold("machines");
        HeardEnd heard = site.start();
        site.awaitDone("begin " + TASK, 1);

        kill(site.done("begin " + TASK).get(0));
        WorkflowRun run = site.run(OperationKind.PROVISION, 1);
        jenkins.waitForMessage("waiting for agent " + agent.getNodeName() + " to come back", run);
        site.letGo("machines");
        agent.toComputer().connect(false);

        assertThat(heard.end()).isInstanceOf(OperationOutcome.Succeeded.class);
        assertThat(site.done("begin " + TASK)).hasSize(2);
        jenkins.assertBuildStatusSuccess(site.over(OperationKind.PROVISION, 1));
    }

    @Test
    void taskIsRunAgainAfterTheConnectionBroke() throws Exception {
        DumbSlave agent = site.agent();
        site.hold("machines");
        HeardEnd heard = site.start();
        site.awaitDone("begin " + TASK, 1);

        Computer computer = agent.toComputer();
        computer.disconnect(new OfflineCause.ByCLI("test")).get();
        WorkflowRun run = site.run(OperationKind.PROVISION, 1);
        jenkins.waitForMessage("waiting for agent " + agent.getNodeName() + " to come back", run);
        assertThat(heard.hasEnded()).isFalse();
        site.letGo("machines");
        computer.connect(false);

        assertThat(heard.end()).isInstanceOf(OperationOutcome.Succeeded.class);
    }

    @Test
    void agentThatDoesNotComeBackFailsTheOperation() throws Exception {
        System.setProperty("io.laas.jenkins.operation.agentMinutes", "0");
        try {
            DumbSlave agent = site.agent();
            site.hold("machines");
            HeardEnd heard = site.start();
            site.awaitDone("begin " + TASK, 1);

            kill(site.done("begin " + TASK).get(0));

            OperationOutcome.Failed failed = heard.failure();
            assertThat(failed.task()).isEqualTo("machines");
            assertThat(failed.reason())
                    .isEqualTo(
                            "Agent %s did not come back within 0 minutes. Bring it online and run the operation again."
                                    .formatted(agent.getNodeName()));
            jenkins.assertBuildStatus(Result.FAILURE, site.over(OperationKind.PROVISION, 1));
        } finally {
            System.clearProperty("io.laas.jenkins.operation.agentMinutes");
        }
    }

    @Test
    void operationIsRunByANewRunWhenTheAgentWasRemoved() throws Exception {
        long before = ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS;
        ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = 1000;
        try {
            DumbSlave agent = site.agent();
            site.hold("machines");
            HeardEnd heard = site.start();
            site.awaitDone("begin " + TASK, 1);

            jenkins.jenkins.removeNode(agent);
            WorkflowRun lost = site.over(OperationKind.PROVISION, 1);
            jenkins.assertLogContains("the agent is gone; a new run does the operation again", lost);
            assertThat(heard.hasEnded()).isFalse();
            site.letGo("machines");
            site.agent();

            assertThat(heard.end()).isInstanceOf(OperationOutcome.Succeeded.class);
            jenkins.assertBuildStatusSuccess(site.over(OperationKind.PROVISION, 2));
        } finally {
            ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = before;
        }
    }

    @Test
    void cancelWhileTheAgentIsAwayEndsAtOnce() throws Exception {
        site.agent();
        site.hold("machines");
        HeardEnd heard = site.start();
        site.awaitDone("begin " + TASK, 1);
        kill(site.done("begin " + TASK).get(0));
        jenkins.waitForMessage("to come back", site.run(OperationKind.PROVISION, 1));

        RunOperations.instance().cancel(Orders.anOrder(storage).build().id());

        assertThat(heard.end()).isInstanceOf(OperationOutcome.Cancelled.class);
    }

    private static void kill(String line) {
        long pid = Long.parseLong(line.split(" ")[0]);
        assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        await().atMost(Site.LONG).until(() -> !process.isAlive());
    }

    /** The provisioner of this test. */
    @TestExtension
    public static final class Fake extends FakeWorkshops {
        private static final long serialVersionUID = 1L;
    }
}
