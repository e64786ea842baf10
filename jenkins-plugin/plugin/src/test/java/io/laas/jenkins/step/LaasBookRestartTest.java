package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.laas.model.BookingId;
import io.laas.model.booking.BookingState;
import io.laas.model.operation.OperationKind;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class LaasBookRestartTest {
    private static final String BLOCK =
            "laasBook(pod: 'small', vpod: 'v1', wait: '1h') { pod -> echo \"mine is ${pod.vpod}\"; %s; echo 'after the gate' }"
                    .formatted(Site.GATE);

    private final Duration patience = LaasBookExecution.patience;

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TestExtension
    public static final class Pods extends StepPods {}

    @BeforeEach
    void forgetBefore() {
        StepPods.reset();
        LaasBookExecution.patience = Duration.ZERO;
    }

    @AfterEach
    void beAsPatientAsBefore() {
        LaasBookExecution.patience = patience;
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
    }

    private static void passesTheGate(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins);
        jenkins.waitForMessage("at the gate", run);
        Site.open(run);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("mine is v1", "after the gate", "is given back");
        assertThat(Site.bookings().stream().filter(b -> b.owner().value().equals("ann")))
                .hasSize(1);
        Site.awaitAllOver();
    }

    @Test
    void goesOnWaitingInTheQueue() throws Throwable {
        BookingId[] other = new BookingId[1];
        sessions.then(jenkins -> {
            Site site = Site.with(jenkins, 1);
            other[0] = Site.taken("bob", "v1", Duration.ofHours(3));
            WorkflowRun run = site.start(site.job("job", BLOCK), "ann");
            jenkins.waitForMessage("number 1 in the queue", run);
        });
        sessions.then(jenkins -> {
            assertThat(Site.booking().state()).isEqualTo(BookingState.WAITING);
            Site.released(other[0]);
            passesTheGate(jenkins);
        });
    }

    @Test
    void goesOnWhileThePodIsSetUp() throws Throwable {
        sessions.then(jenkins -> {
            Site site = Site.with(jenkins, 1);
            site.awaitFree("v1");
            StepPods.hold(OperationKind.PROVISION);
            StepPods.hold(OperationKind.ACCESS);
            StepPods.hold(OperationKind.RESET);
            WorkflowRun run = site.start(site.job("job", BLOCK), "ann");
            jenkins.waitForMessage("setting it up", run);
        });
        sessions.then(jenkins -> {
            assertThat(Site.booking().state()).isEqualTo(BookingState.PROVISIONING);
            StepPods.letGo(OperationKind.RESET);
            StepPods.letGo(OperationKind.ACCESS);
            StepPods.letGo(OperationKind.PROVISION);
            passesTheGate(jenkins);
        });
    }

    @Test
    void goesOnInsideTheBlock() throws Throwable {
        sessions.then(jenkins -> {
            Site site = Site.with(jenkins, 1);
            WorkflowRun run = site.start(site.job("job", BLOCK), "ann");
            site.awaitGate(run);
        });
        sessions.then(LaasBookRestartTest::passesTheGate);
    }

    @Test
    void interruptsTheBlockAfterARestartToo() throws Throwable {
        sessions.then(jenkins -> {
            Site site = Site.with(jenkins, 1);
            site.awaitGate(site.start(site.job("job", BLOCK), "ann"));
        });
        sessions.then(jenkins -> {
            Site.released(Site.booking().id());
            endedByTheBooking(jenkins);
        });
    }

    @Test
    void interruptsTheBlockOfABookingThatEndedBeforeTheRestart() throws Throwable {
        sessions.then(jenkins -> {
            Site site = Site.with(jenkins, 1);
            WorkflowRun run = site.start(site.job("job", BLOCK), "ann");
            site.awaitGate(run);
            BookingId id = Site.booking().id();
            leaveInTheDark(run, id);
            Site.released(id);
            Site.awaitState(BookingState.DONE);
            assertThat(Site.log(run)).doesNotContain("Its block ends here.");
        });
        sessions.then(LaasBookRestartTest::endedByTheBooking);
    }

    @Test
    void leavesABlockThatCleansUpInPeaceOverARestart() throws Throwable {
        LaasBookExecution.patience = Duration.ofDays(1);
        sessions.then(jenkins -> {
            Site site = Site.with(jenkins, 1);
            WorkflowRun run = site.start(
                    site.job(
                            "job",
                            "laasBook('small') { try { sleep 1000 } catch (ignored) { echo 'cleans up'; %s } }"
                                    .formatted(Site.GATE)),
                    "ann");
            jenkins.waitForMessage("Sleeping for", run);
            Site.released(Site.booking().id());
            site.awaitGate(run);
            Site.awaitState(BookingState.DONE);
        });
        sessions.then(jenkins -> {
            WorkflowRun run = run(jenkins);
            jenkins.waitForMessage("Ready to run", run);
            Site.block(run).see(Site.view());
            Site.open(run);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(Site.log(run)).containsOnlyOnce("Its block ends here.").doesNotContain("once more");
        });
    }

    /** Lets a block hear nothing more of its booking, as if Jenkins were down. */
    private static void leaveInTheDark(WorkflowRun run, BookingId id) throws Exception {
        BookingWatch.get().forget(id, Site.block(run));
    }

    private static void endedByTheBooking(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = run(jenkins);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("Its block ends here.").doesNotContain("after the gate");
    }

    @Test
    void goesOnWithoutABlockOfItsOwnAndIsGivenBackWithTheRun() throws Throwable {
        BookingId[] other = new BookingId[1];
        sessions.then(jenkins -> {
            Site site = Site.with(jenkins, 1);
            other[0] = Site.taken("bob", "v1", Duration.ofHours(3));
            WorkflowJob job = site.job(
                    "job",
                    "def pod = laasBookForRun(pod: 'small', vpod: 'v1', wait: '1h'); echo \"mine is ${pod.vpod}\"; %s"
                            .formatted(Site.GATE));
            jenkins.waitForMessage("number 1 in the queue", site.start(job, "ann"));
        });
        sessions.then(jenkins -> {
            Site.released(other[0]);
            jenkins.waitForMessage("at the gate", run(jenkins));
            Site.awaitState(BookingState.ACTIVE);
        });
        sessions.then(jenkins -> {
            assertThat(Site.booking().state()).isEqualTo(BookingState.ACTIVE);
            Site.open(run(jenkins));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins)));
            assertThat(Site.log(run(jenkins))).containsOnlyOnce("mine is v1");
            assertThat(Site.bookings().stream().filter(b -> b.owner().value().equals("ann")))
                    .hasSize(1);
            Site.awaitAllOver();
        });
    }

    @Test
    void isAbortedInTheQueueAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            Site site = Site.with(jenkins, 1);
            Site.taken("bob", "v1", Duration.ofHours(3));
            jenkins.waitForMessage("number 1 in the queue", site.start(site.job("job", BLOCK), "ann"));
        });
        sessions.then(jenkins -> {
            WorkflowRun run = run(jenkins);
            jenkins.waitForMessage("Resuming build", run);
            run.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
            Site.awaitState(BookingState.CANCELLED);
        });
    }
}
