package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.User;
import io.laas.jenkins.step.ssh.TestSshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Jenkins is restarted while a step runs on a machine of a pod. */
class PodAgentRestartTest {
    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    Path home;

    @TestExtension
    public static final class Pods extends StepPods {}

    @Test
    void theMachineBecomesAnAgentAgainAndTheShellGoesOn() throws Throwable {
        StepPods.reset();
        long before = ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS;
        ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = Site.LONG.toMillis();
        try (TestSshServer server = new TestSshServer(home)) {
            server.haveJava();
            StepPods.answerAt(new StepPods.Server("127.0.0.1", server.port(), "laas"));
            sessions.then(jenkins -> {
                User.getById("ann", true).save();
                Site site = Site.with(jenkins, 1);
                WorkflowRun run = site.start(site.job("job", """
                        laasBook(pod: 'small') { pod ->
                            node(pod.agentLabel) {
                                sh 'echo begun; while [ ! -e ../go ]; do sleep 0.2; done; echo ended'
                            }
                        }
                        """), "ann");
                jenkins.waitForMessage("\nbegun", run);
            });
            sessions.then(jenkins -> {
                assertThat(jenkins.jenkins.getNodes()).noneMatch(node -> !(node instanceof PodAgent));
                WorkflowRun run = jenkins.jenkins
                        .getItemByFullName("job", WorkflowJob.class)
                        .getBuildByNumber(1);
                Files.createFile(home.resolve(".laas-agent/workspace/go"));
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
                assertThat(Site.log(run)).containsOnlyOnce("\nbegun").containsOnlyOnce("\nended");
                assertThat(jenkins.jenkins.getNodes()).isEmpty();
                Site.awaitAllOver();
            });
        } finally {
            ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = before;
        }
    }
}
