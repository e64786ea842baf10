package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.User;
import io.laas.jenkins.step.ssh.TestSshServer;
import io.laas.model.booking.BookingState;
import io.laas.model.operation.OperationKind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Jenkins is restarted while a step about a booking waits. */
class ScopedStepsRestartTest {
    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    Path home;

    private TestSshServer server;

    @TestExtension
    public static final class Pods extends StepPods {}

    @BeforeEach
    void startServer() throws Exception {
        StepPods.reset();
        server = new TestSshServer(home);
        StepPods.answerAt(new StepPods.Server("127.0.0.1", server.port(), "laas"));
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    /** Who started a run must be known after the restart; only saved users are. */
    private static Site withSavedAnn(JenkinsRule jenkins) throws Exception {
        User.getById("ann", true).save();
        return Site.with(jenkins, 1);
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
    }

    @Test
    void scriptGoesOnAndIsReadFromWhereItWasRead() throws Throwable {
        sessions.then(jenkins -> {
            Site site = withSavedAnn(jenkins);
            WorkflowRun run = site.start(site.job("job", """
                    laasBook(pod: 'small') {
                        laasRun script: 'echo begun; while [ ! -e go ]; do sleep 0.1; done; echo ended'
                    }
                    """), "ann");
            jenkins.waitForMessage("\nbegun", run);
        });
        sessions.then(jenkins -> {
            Files.createFile(home.resolve("go"));
            WorkflowRun run = run(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(Site.log(run)).containsOnlyOnce("\nbegun").containsOnlyOnce("\nended");
            Site.awaitAllOver();
        });
    }

    @Test
    void resetIsWaitedForAndNotBegunTwice() throws Throwable {
        sessions.then(jenkins -> {
            Site site = withSavedAnn(jenkins);
            WorkflowRun run =
                    site.start(site.job("job", "laasBook(pod: 'small') { " + Site.GATE + "; laasReset() }"), "ann");
            site.awaitGate(run);
            StepPods.hold(OperationKind.RESET);
            Site.open(run);
            jenkins.waitForMessage("Resetting the machines", run);
        });
        sessions.then(jenkins -> {
            StepPods.letGo(OperationKind.RESET);
            WorkflowRun run = run(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(Site.log(run)).containsOnlyOnce("Resetting the machines").contains("are as they were at first");
            Site.awaitState(BookingState.DONE);
        });
    }

    @Test
    void releaseIsWaitedForToItsEnd() throws Throwable {
        sessions.then(jenkins -> {
            Site site = withSavedAnn(jenkins);
            WorkflowRun run = site.start(
                    site.job(
                            "job",
                            "def pod = laasBook(pod: 'small'); " + Site.GATE
                                    + "; laasRelease(booking: pod.id, wait: true)"),
                    "ann");
            site.awaitGate(run);
            StepPods.hold(OperationKind.CLEAN);
            Site.open(run);
            Site.awaitState(BookingState.CLEANING);
            assertThat(run.isBuilding()).isTrue();
        });
        sessions.then(jenkins -> {
            StepPods.letGo(OperationKind.CLEAN);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins)));
            assertThat(Site.booking().state()).isEqualTo(BookingState.DONE);
        });
    }
}
