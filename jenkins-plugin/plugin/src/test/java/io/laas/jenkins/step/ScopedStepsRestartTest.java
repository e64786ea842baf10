package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.User;
import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.Extension.By;
import io.laas.jenkins.step.ssh.TestSshServer;
import io.laas.model.booking.BookingState;
import io.laas.model.operation.OperationKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
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
    void installationIsWaitedForAndNotBegunTwice() throws Throwable {
        sessions.then(jenkins -> {
            Site site = withSavedAnn(jenkins);
            WorkflowRun run = site.start(
                    site.job("job", "laasBook(pod: 'small') { " + Site.GATE + "; laasInstall 'hello-world' }"), "ann");
            site.awaitGate(run);
            StepPods.hold(OperationKind.INSTALL);
            Site.open(run);
            jenkins.waitForMessage("Installing hello-world on booking", run);
        });
        sessions.then(jenkins -> {
            WorkflowRun run = run(jenkins);
            jenkins.waitForMessage("Ready to run", run);
            assertThat(run.isBuilding()).isTrue();
            StepPods.letGo(OperationKind.INSTALL);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(Site.log(run))
                    .containsOnlyOnce("Installing hello-world on booking")
                    .contains("hello-world is installed on booking");
            assertThat(done(OperationKind.INSTALL)).isEqualTo(1);
        });
    }

    @Test
    void installationBehindAResetComesAfterTheRestart() throws Throwable {
        sessions.then(jenkins -> {
            Site site = withSavedAnn(jenkins);
            WorkflowRun run = site.start(
                    site.job("job", "laasBook(pod: 'small') { " + Site.GATE + "; laasInstall 'hello-world' }"), "ann");
            site.awaitGate(run);
            StepPods.hold(OperationKind.RESET);
            Site.engine().bookings().reset(Site.booking().id(), Site.ADMIN);
            Site.open(run);
            jenkins.waitForMessage("something else is being done to its machines; the installation comes after", run);
        });
        sessions.then(jenkins -> {
            StepPods.letGo(OperationKind.RESET);
            WorkflowRun run = run(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(Site.log(run)).contains("hello-world is installed on booking");
            assertThat(done(OperationKind.RESET)).isEqualTo(1);
            assertThat(done(OperationKind.INSTALL)).isEqualTo(1);
        });
    }

    @Test
    void snapshotIsWaitedForAndTakenOnce() throws Throwable {
        sessions.then(jenkins -> {
            Site site = withSavedAnn(jenkins);
            WorkflowRun run = site.start(
                    site.job(
                            "job",
                            "laasBook(pod: 'small') { " + Site.GATE
                                    + "; def db = laasSnapshot(name: 'db', machine: 'node1'); echo \"kept as ${db.images.node1}\" }"),
                    "ann");
            site.awaitGate(run);
            StepPods.hold(OperationKind.SNAPSHOT);
            Site.open(run);
            jenkins.waitForMessage("as snapshot db.", run);
        });
        sessions.then(jenkins -> {
            WorkflowRun run = run(jenkins);
            jenkins.waitForMessage("Ready to run", run);
            assertThat(run.isBuilding()).isTrue();
            StepPods.letGo(OperationKind.SNAPSHOT);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(Site.log(run)).containsOnlyOnce("as snapshot db.").contains("kept as db");
            assertThat(done(OperationKind.SNAPSHOT)).isEqualTo(1);
        });
    }

    /** What the step's thread did last, before Jenkins died and the step could hear of it, is done by the test. */
    @Test
    void extensionMadeJustBeforeTheRestartIsNotMadeAgain() throws Throwable {
        CountDownLatch busy = new CountDownLatch(1);
        sessions.then(jenkins -> {
            Site site = withSavedAnn(jenkins);
            WorkflowRun run = site.start(
                    site.job(
                            "job",
                            "laasBook(pod: 'small', hours: 1) { " + Site.GATE
                                    + "; def until = laasExtend(hours: 2); echo \"until ${until}\" }"),
                    "ann");
            site.awaitGate(run);
            onEveryThread(() -> busy.await(Site.LONG.toSeconds(), TimeUnit.SECONDS));
            Site.open(run);
            ScopedExecution step = await("the step is begun")
                    .atMost(Site.LONG)
                    .until(
                            () -> run.getExecution().getCurrentExecutions(true).get().stream()
                                    .filter(ScopedExecution.class::isInstance)
                                    .map(ScopedExecution.class::cast)
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
            Caller caller = step.caller().once(StepKey.of(step.getContext()));
            assertThat(Site.engine().bookings().extend(step.booking(), new By(Duration.ofHours(2)), caller))
                    .isInstanceOf(Answer.Done.class);
        });
        busy.countDown();
        awaitIdle();
        sessions.then(jenkins -> {
            WorkflowRun run = run(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(Site.booking().extensions()).isEqualTo(1);
            assertThat(Site.log(run)).contains("is extended until", "until 20");
        });
    }

    /** Gives each thread for short work of steps something to do. */
    private static void onEveryThread(Callable<?> work) {
        for (int i = 0; i < StepWork.THREADS; i++) {
            StepWork.soon(() -> {
                try {
                    work.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    /** Returns when nothing of before is being done any more. */
    private static void awaitIdle() throws Exception {
        CyclicBarrier all = new CyclicBarrier(StepWork.THREADS + 1);
        onEveryThread(all::await);
        all.await(Site.LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static long done(OperationKind kind) {
        return Site.engine().operations().ofBooking(Site.booking().id(), Site.ADMIN).stream()
                .filter(o -> o.kind() == kind)
                .count();
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
