package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.operation.OperationKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LaasBookTest {
    private JenkinsRule jenkins;
    private Site site;

    @TestExtension
    public static final class Pods extends StepPods {}

    @BeforeEach
    void makeSite(JenkinsRule rule) throws Exception {
        StepPods.reset();
        jenkins = rule;
        site = Site.with(rule, 1);
    }

    @Test
    void runsTheBlockWithThePodAndGivesItBack() throws Exception {
        WorkflowRun run = site.succeeds("""
                def got = laasBook(pod: 'small', config: 'hello', hours: 2, purpose: 'nightly', wait: '1h') { pod ->
                    echo "inside ${pod.id} on ${pod.vpod}, machines ${pod.machines}, ${env.LAAS_BOOKING} ${env.LAAS_JUMP_HOST}"
                    42
                }
                echo "returned ${got}"
                """);
        Booking booking = Site.booking();
        assertThat(Site.log(run))
                .contains("inside " + booking.id() + " on v1, machines [jump, node1], " + booking.id() + " 10.80.0.10")
                .contains("returned 42")
                .contains("Booking " + booking.id() + " is given back.");
        assertThat(booking.owner().value()).isEqualTo("ann");
        assertThat(booking.booker()).isEqualTo(Booker.PIPELINE);
        assertThat(booking.channel()).isEqualTo(Channel.PIPELINE);
        assertThat(booking.purpose()).isEqualTo("nightly");
        assertThat(booking.origin()).contains("run:" + run.getExternalizableId());
        assertThat(booking.slot().length()).isLessThanOrEqualTo(Duration.ofHours(2));
        Site.awaitAllOver();
        assertThat(Site.booking().state()).isEqualTo(BookingState.DONE);
    }

    @Test
    void worksInDeclarativePipelinesWithoutScript() throws Exception {
        WorkflowRun run = site.succeeds("""
                pipeline {
                    agent none
                    stages {
                        stage('test') {
                            steps {
                                laasBook(pod: 'small', wait: '10m') { pod ->
                                    echo "inside ${pod.id}"
                                    laasReset()
                                }
                                script {
                                    laasBook(pod: 'small', wait: '10m') { pod -> echo "again ${pod.vpod}" }
                                    def pod = laasBook('small')
                                    echo "for the run ${pod.id}"
                                }
                            }
                        }
                    }
                }
                """);
        assertThat(Site.log(run)).contains("inside b-", "again v1", "for the run b-");
        Site.awaitAllOver();
    }

    @Test
    void runsBlocksWithoutAParameterAndNestedOnes() throws Exception {
        WorkflowRun run = site.succeeds("""
                laasBook('small') { -> echo "no parameter" }
                laasBook(pod: 'small', wait: '10m') { echo "implicit ${it.id}" }
                parallel a: { laasBook(pod: 'small', wait: '10m') { p -> echo "a ${p.id}" } },
                         b: { laasBook(pod: 'small', wait: '10m') { p -> echo "b ${p.id}" } }
                """);
        assertThat(Site.log(run)).contains("no parameter", "implicit b-", "a b-", "b b-");
        assertThat(BookedPod.waiting()).as("pods that no block took").isEmpty();
    }

    @Test
    void givesThePodBackWhenTheBlockFails() throws Exception {
        WorkflowRun run = site.fails("laasBook(pod: 'small') { pod -> error 'broken' }");
        assertThat(Site.log(run)).contains("ERROR: broken");
        Site.awaitAllOver();
    }

    @Test
    void failsAtOnceWithTheNextFreeSlotIfItMayNotWait() throws Exception {
        BookingId other = Site.taken("bob", "v1", Duration.ofHours(3));
        WorkflowRun run = site.fails("laasBook(pod: 'small', vpod: 'v1') { echo 'never' }");
        assertThat(Site.log(run))
                .contains("ERROR: Pod small is not free", "taken by bob until", other.toString(), "Next free slot")
                .doesNotContain("never");
    }

    @Test
    void waitsInTheQueueAndTellsItsPlace() throws Exception {
        BookingId other = Site.taken("bob", "v1", Duration.ofHours(3));
        WorkflowRun run = site.start("laasBook(pod: 'small', vpod: 'v1', wait: '1h') { pod -> echo 'mine now' }");
        jenkins.waitForMessage("number 1 in the queue, expected at", run);
        assertThat(Site.booking().state()).isEqualTo(BookingState.WAITING);
        await().atMost(Site.LONG)
                .until(() -> run.getExecution().getCurrentExecutions(true).get().stream()
                        .anyMatch(e -> String.valueOf(e.getStatus()).contains("number 1 in the queue")));
        Site.released(other);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("mine now").containsOnlyOnce("number 1 in the queue");
    }

    @Test
    void givesUpWhenItWaitedLongEnough() throws Exception {
        Site.taken("bob", "v1", Duration.ofHours(3));
        WorkflowRun run = site.fails("laasBook(pod: 'small', vpod: 'v1', wait: '2s') { echo 'never' }");
        assertThat(Site.log(run)).contains("did not become free within 2 seconds", "taken by bob until");
        Site.awaitState(BookingState.CANCELLED);
    }

    @Test
    void isAbortedInTheQueue() throws Exception {
        Site.taken("bob", "v1", Duration.ofHours(3));
        WorkflowRun run = site.start("laasBook(pod: 'small', vpod: 'v1', wait: '1h') { echo 'never' }");
        jenkins.waitForMessage("in the queue", run);
        run.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        Site.awaitState(BookingState.CANCELLED);
    }

    @Test
    void isAbortedWhileThePodIsSetUp() throws Exception {
        site.awaitFree("v1");
        StepPods.hold(OperationKind.PROVISION);
        StepPods.hold(OperationKind.ACCESS);
        StepPods.hold(OperationKind.RESET);
        WorkflowRun run = site.start("laasBook(pod: 'small', vpod: 'v1') { echo 'never' }");
        Site.awaitState(BookingState.PROVISIONING);
        jenkins.waitForMessage("setting it up", run);
        run.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        Site.awaitAllOver();
        assertThat(Site.booking().state()).isEqualTo(BookingState.CANCELLED);
    }

    @Test
    void isAbortedInsideTheBlock() throws Exception {
        WorkflowRun run = site.start("laasBook(pod: 'small') { sleep 1000 }");
        Site.awaitState(BookingState.ACTIVE);
        jenkins.waitForMessage("Sleeping for", run);
        run.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        Site.awaitAllOver();
    }

    @Test
    void givesThePodBackWhenTheRunIsKilled() throws Exception {
        WorkflowRun run = site.start("laasBook(pod: 'small') { " + Site.GATE + " }");
        site.awaitGate(run);
        run.doKill();
        Site.awaitAllOver();
        assertThat(Site.booking().reason().orElse("")).isNotEmpty();
    }

    @Test
    void failsInTheQueueWhenSomebodyCancelsTheBooking() throws Exception {
        Site.taken("bob", "v1", Duration.ofHours(3));
        WorkflowRun run = site.start("laasBook(pod: 'small', vpod: 'v1', wait: '1h') { echo 'never' }");
        jenkins.waitForMessage("in the queue", run);
        Site.released(Site.booking().id());
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("is over (CANCELLED): by the test");
    }

    @Test
    void keepsAPodForTheRunAndNoLonger() throws Exception {
        WorkflowRun run = site.start("""
                def pod = laasBook(pod: 'small')
                echo "have ${pod.id} at ${pod.jumpHost}"
                """ + Site.GATE);
        site.awaitGate(run);
        assertThat(Site.booking().state()).isEqualTo(BookingState.ACTIVE);
        Site.open(run);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        Site.awaitAllOver();
        assertThat(Site.booking().reason().orElse("")).contains(run.getExternalizableId());
    }

    @Test
    void keepsAPodAfterTheRunIfToldSo() throws Exception {
        site.succeeds("laasBook(pod: 'small', keep: true)");
        AbandonedBookings.sweep();
        assertThat(Site.booking().state()).isEqualTo(BookingState.ACTIVE);
    }

    @Test
    void givesBackWhatRunsOfADeletedJobHold() throws Exception {
        WorkflowRun run = site.start("laasBook(pod: 'small') { " + Site.GATE + " }");
        site.awaitGate(run);
        run.getParent().delete();
        Site.awaitAllOver();
    }

    @Test
    void givesBackWhatRunsLeftThatAreGone() throws Exception {
        WorkflowRun run = site.succeeds("laasBook(pod: 'small', keep: true)");
        assertThat(RunOrigin.endsWith(Site.booking())).isEmpty();
        BookingId left = LeftBooking.of(run);
        AbandonedBookings.sweep();
        await().atMost(Site.LONG)
                .until(() -> Site.bookings().stream()
                        .anyMatch(b -> b.id().equals(left) && b.state().isFinal()));
    }

    @Test
    void writesAnSshConfigurationAndRemovesIt() throws Exception {
        WorkflowRun run = site.start("""
                laasBook(pod: 'small') { pod ->
                    echo "config ${env.LAAS_SSH_CONFIG} ${pod.sshConfig == env.LAAS_SSH_CONFIG}"
                    %s
                }
                """.formatted(Site.GATE));
        site.awaitGate(run);
        Path file = run.getRootDir()
                .toPath()
                .resolve("laas")
                .resolve("ssh-" + Site.booking().id());
        assertThat(Site.log(run)).contains("config " + file + " true");
        assertThat(Files.readString(file))
                .contains("Host jump", "HostName \"10.80.0.10\"")
                .doesNotContain("PRIVATE", "IdentityFile");
        Site.open(run);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(file).doesNotExist();
    }

    @Test
    void writesTheDescriptorsOfThePodAndRemovesThem() throws Exception {
        jenkins.createOnlineSlave(hudson.model.Label.get("near"));
        WorkflowRun run = site.succeeds("""
                node('near') {
                    laasBook(pod: 'small') { pod ->
                        echo "files ${pod.pdf == env.LAAS_PDF} ${pod.idf == env.LAAS_IDF}"
                        sh 'cat "$LAAS_PDF"; cat "$LAAS_IDF"; ls -l "$LAAS_PDF"'
                    }
                    sh 'echo "left: $(ls -A "$WORKSPACE@tmp/laas" | wc -l)"'
                }
                """);
        assertThat(Site.log(run))
                .contains("files true true", "-rw-------")
                .contains("jumphost:\n  name: jump", "- name: node1", "owner: ann")
                .contains("\nidf:\n", "net_config:")
                .contains("\nleft: 0\n");
    }

    @Test
    void refusesWhoeverIsLoggedInAsTheAccountOfPipelines() throws Exception {
        WorkflowJob job = site.job("job", "laasBook('small') { echo 'never' }");
        WorkflowRun run = jenkins.assertBuildStatus(
                Result.FAILURE, jenkins.waitForCompletion(site.start(job, PipelineAccount.ID.value())));
        assertThat(Site.log(run))
                .contains("laas-pipelines is the account of pipelines", "Use another account")
                .doesNotContain("never");
    }

    @Test
    void refusesUsersWithoutThePermission() throws Exception {
        WorkflowJob job = site.job("secret", "laasBook(pod: 'small') { echo 'never' }");
        WorkflowRun run = jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(site.start(job, "eve")));
        assertThat(Site.log(run)).contains("ERROR:", "BOOK");
        assertThat(Site.bookings()).isEmpty();
    }

    @Test
    void booksForTheAccountOfPipelinesIfNobodyStartedTheRun() throws Exception {
        WorkflowJob job = site.job("timer", "laasBook(pod: 'small') { echo 'inside' }");
        jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0));
        assertThat(Site.booking().owner()).isEqualTo(PipelineAccount.ID);
    }

    @Test
    void takesHostileTextsAsTexts() throws Exception {
        WorkflowRun run = site.succeeds("""
                laasBook(pod: 'small', purpose: '<script>alert(1)</script> \\u001B[8mha:', project: '"; drop table') { echo 'inside' }
                """);
        assertThat(Site.log(run)).contains("inside").doesNotContain("\u001B[8mha:");
        for (String wrong : new String[] {"../../etc", "a b", "$(id)", "SMALL", "x\nb-1"}) {
            WorkflowRun refused = site.fails("laasBook(pod: '''%s''') { echo 'never' }".formatted(wrong));
            assertThat(Site.log(refused)).contains("laasBook: ");
        }
        assertThat(Site.log(site.fails("laasBook(pod: 'small', length: 'forever') { }")))
                .contains("length must be a length such as 90m, 2h");
        assertThat(Site.log(site.fails("laasBook(pod: 'small', hours: 1, length: '2h') { }")))
                .contains("hours or length, not both");
    }

    @Test
    void failsIfThePodCannotBeSetUp() throws Exception {
        site.awaitFree("v1");
        StepPods.inUse().pods().failWhen(step -> step.task().equals("check"));
        WorkflowRun run = site.fails("laasBook(pod: 'small', vpod: 'v1') { echo 'never' }");
        assertThat(Site.log(run)).contains("Task check: failed", "is over (FAILED)");
    }
}
