package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.laas.model.BookingId;
import io.laas.model.booking.BookingState;
import io.laas.model.operation.OperationKind;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ScopedStepsTest {
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
    void tellsHowTheBookingInScopeStands() throws Exception {
        WorkflowRun run = site.succeeds("""
                laasBook(pod: 'small') {
                    def s = laasStatus()
                    echo "${s.id} ${s.state} ${s.jumpHost} ${s.owner} ${s.agentLabel} ${s.reason}"
                }
                """);
        assertThat(Site.log(run)).contains(Site.booking().id() + " ACTIVE 10.80.0.10 ann laas-b-1 null");
    }

    @Test
    void tellsNoAccessToOthers() throws Exception {
        BookingId other = Site.taken("bob", "v1", Duration.ofHours(1));
        Site.awaitState(BookingState.ACTIVE);
        WorkflowRun run = site.succeeds(
                "def s = laasStatus(booking: '%s'); echo \"${s.owner} ${s.jumpHost} ${s.machines} ${s.agentLabel}\""
                        .formatted(other));
        assertThat(Site.log(run)).contains("bob null [] null");
    }

    @Test
    void extendsTheBookingInScope() throws Exception {
        WorkflowRun run = site.succeeds("""
                laasBook(pod: 'small', hours: 1) { pod ->
                    echo "until ${pod.until} then ${laasExtend(hours: 2)} and ${laasStatus().until}"
                }
                """);
        assertThat(Site.log(run)).contains("is extended until");
        assertThat(Site.booking().extensions()).isEqualTo(1);
        assertThat(Site.log(site.fails("laasBook(pod: 'small', wait: '1h') { laasExtend(hours: 50) }")))
                .contains("ERROR: Booking b-", "cannot be extended until");
        assertThat(Site.log(site.fails("laasBook(pod: 'small', wait: '1h') { laasExtend() }")))
                .contains("say by how much");
    }

    @Test
    void resetsTheMachinesAndTellsHowItGoes() throws Exception {
        WorkflowRun run = site.succeeds("laasBook(pod: 'small') { laasReset(); echo 'reset' }");
        assertThat(Site.log(run))
                .contains("Resetting the machines", "Task revert: done", "are as they were at first", "reset");
    }

    @Test
    void installsWithValuesAndTellsHowItGoes() throws Exception {
        WorkflowRun run = site.succeeds(
                "laasBook(pod: 'small') { laasInstall installer: 'hello-world', values: ['port=8081', 'greeting=a=b'] }");
        assertThat(Site.log(run))
                .contains(
                        "Installing hello-world on booking",
                        "Task finish: done",
                        "hello-world is installed on booking");
        assertThat(StepPods.inUse().pods().started())
                .filteredOn(o -> o.kind() == OperationKind.INSTALL)
                .singleElement()
                .satisfies(o -> assertThat(
                                o.plan().extras().installation().orElseThrow().values())
                        .containsEntry("port", "8081")
                        .containsEntry("greeting", "a=b"));
    }

    @Test
    void saysWhatIsWrongWithAnInstallation() throws Exception {
        assertThat(Site.log(site.fails("laasBook(pod: 'small') { laasInstall 'nothing' }")))
                .contains("ERROR: There is no installer 'nothing'. There is hello-world, k3s.");
        assertThat(
                        Site.log(
                                site.fails(
                                        "laasBook(pod: 'small', wait: '1h') { laasInstall installer: 'hello-world', values: ['port'] }")))
                .contains("ERROR: values: each must be written as NAME=VALUE");
        assertThat(
                        Site.log(
                                site.fails(
                                        "laasBook(pod: 'small', wait: '1h') { laasInstall installer: 'hello-world', values: ['port=x'] }")))
                .contains("ERROR: Parameter port of installer hello-world must match");
    }

    @Test
    void failsIfTheInstallationFails() throws Exception {
        WorkflowRun run = site.start("laasBook(pod: 'small') { " + Site.GATE + "; laasInstall 'hello-world' }");
        site.awaitGate(run);
        StepPods.inUse().pods().failWhen(step -> step.order().kind() == OperationKind.INSTALL);
        Site.open(run);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        assertThat(Site.log(run))
                .contains("ERROR: Installing hello-world on booking", "failed: prepare: the test wants it.");
    }

    @Test
    void failsIfTheResetFails() throws Exception {
        WorkflowRun run = site.start("laasBook(pod: 'small') { " + Site.GATE + "; laasReset() }");
        site.awaitGate(run);
        StepPods.inUse().pods().failWhen(step -> step.order().kind() == OperationKind.RESET);
        Site.open(run);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("ERROR: Resetting booking", "failed: revert: the test wants it.");
    }

    @Test
    void savesMachinesAndTellsTheirImages() throws Exception {
        WorkflowRun run = site.succeeds("""
                laasBook(pod: 'small') {
                    def db = laasSnapshot(name: 'db', machine: 'node1')
                    echo "kept as ${db.images.node1} in ${db.lab}"
                    def all = laasSnapshot 'all'
                    echo "and as ${all.images}"
                }
                """);
        assertThat(Site.log(run))
                .contains("as snapshot db.", "Task seal: done", "Snapshot db has 1 MiB.")
                .contains("kept as db in demo", "and as [jump:all-jump, node1:all-node1]");
    }

    @Test
    void failsIfTheSnapshotFailsOrIsRefused() throws Exception {
        WorkflowRun run = site.start("laasBook(pod: 'small') { " + Site.GATE + "; laasSnapshot 'db' }");
        site.awaitGate(run);
        StepPods.inUse().pods().failWhen(step -> step.order().kind() == OperationKind.SNAPSHOT);
        Site.open(run);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("ERROR: Snapshot db of booking", "failed: survey: the test wants it.");
        assertThat(Site.log(
                        site.fails("laasBook(pod: 'small', wait: '1h') { laasSnapshot(name: 'x', machine: 'node9') }")))
                .contains("has no machine node9. Machines: jump, node1.");
        assertThat(Site.log(site.fails("laasBook(pod: 'small', wait: '1h') { laasSnapshot 'Not a name' }")))
                .contains("ERROR: snapshot name must be lower-case letters");
    }

    @Test
    void releasesTheBookingAndWaitsUntilItIsClean() throws Exception {
        WorkflowRun run = site.succeeds("""
                def pod = laasBook(pod: 'small')
                laasRelease(booking: pod.id, wait: true, reason: 'enough')
                echo "now ${laasStatus(booking: pod.id).state}"
                """);
        assertThat(Site.log(run)).contains("now DONE");
        assertThat(Site.booking().reason()).contains("enough");
    }

    @Test
    void leavesBookingsOfOthersAlone() throws Exception {
        BookingId other = Site.taken("bob", "v1", Duration.ofHours(1));
        Site.awaitState(BookingState.ACTIVE);
        for (String step : new String[] {
            "laasReset",
            "laasInstall installer: 'hello-world',",
            "laasRelease",
            "laasSnapshot name: 'x',",
            "laasExtend hours: 1,",
            "laasRun script: 'id',"
        }) {
            WorkflowRun run = site.fails(step + " booking: '" + other + "'");
            assertThat(Site.log(run))
                    .contains("ERROR: Booking " + other + " belongs to bob; ann, for whom this run acts");
        }
        assertThat(Site.booking().state()).isEqualTo(BookingState.ACTIVE);
    }

    @Test
    void saysWhatToDoWithoutABooking() throws Exception {
        assertThat(Site.log(site.fails("laasReset()")))
                .contains("There is no booking here. Put the step inside laasBook(…) { … }");
        assertThat(Site.log(site.fails("laasStatus(booking: 'nonsense')")))
                .contains("ERROR: booking must look like b-41");
        assertThat(Site.log(site.fails("laasStatus(booking: 'b-999')"))).contains("There is no booking b-999");
    }
}
