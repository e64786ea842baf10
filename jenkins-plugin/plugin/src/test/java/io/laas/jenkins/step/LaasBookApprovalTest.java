package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.laas.engine.Answer;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.model.booking.BookingState;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Bookings that somebody in the lab has to approve first. */
class LaasBookApprovalTest {
    private static final String BLOCK = "laasBook('small') { pod -> echo \"mine is ${pod.vpod}\" }";

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TestExtension
    public static final class Pods extends StepPods {}

    @BeforeEach
    void forgetBefore() {
        StepPods.reset();
    }

    @Test
    void waitsForApprovalOverARestartAndGoesOn() throws Throwable {
        sessions.then(LaasBookApprovalTest::begunAndWaiting);
        sessions.then(jenkins -> {
            assertThat(Site.booking().state()).isEqualTo(BookingState.REQUESTED);
            assertThat(Site.engine().approvals().approve(Site.booking().id(), "have fun", Site.ADMIN))
                    .isInstanceOf(Answer.Done.class);
            WorkflowRun run = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins)));
            assertThat(Site.log(run)).contains("mine is v1", "is given back");
            Site.awaitAllOver();
        });
    }

    @Test
    void failsWithTheRemarkWhenItIsDenied() throws Throwable {
        sessions.then(jenkins -> {
            begunAndWaiting(jenkins);
            Site.engine().approvals().deny(Site.booking().id(), "not on a Friday", Site.ADMIN);
            WorkflowRun run = jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run(jenkins)));
            assertThat(Site.log(run)).contains("not on a Friday").doesNotContain("mine is");
        });
    }

    @Test
    void isGivenUpWhenTheRunIsAborted() throws Throwable {
        sessions.then(jenkins -> {
            begunAndWaiting(jenkins);
            run(jenkins).doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run(jenkins)));
            Site.awaitState(BookingState.CANCELLED);
            assertThat(Site.engine().approvals().open(Site.ADMIN)).isEmpty();
        });
    }

    private static void begunAndWaiting(JenkinsRule jenkins) throws Exception {
        Site site = Site.with(jenkins, 1);
        String lab = Site.lab(1).replace("policy: {", "policy: {approval: {pods: [small], approvers: [bob]}, ");
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(lab)));
        WorkflowRun run = site.start(site.job("job", BLOCK), "ann");
        jenkins.waitForMessage("waits for approval until", run);
        assertThat(Site.booking().state()).isEqualTo(BookingState.REQUESTED);
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
    }
}
