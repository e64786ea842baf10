package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.model.User;
import io.laas.jenkins.access.LaasPermissions;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** For whom runs book that Jenkins runs as somebody, and that there is no way to book as whoever is forgotten. */
@WithJenkins
class RunUserTest {
    private static final String REFUSAL =
            "This run cannot use labs: forgotten stands for people whom Lab as a Service has"
                    + " forgotten; nobody is let in under that name. Use another account.";

    private JenkinsRule jenkins;
    private WorkflowJob job;

    @TestExtension
    public static final class Pods extends StepPods {}

    @BeforeEach
    void makeSite(JenkinsRule rule) throws Exception {
        StepPods.reset();
        jenkins = rule;
        job = Site.with(rule, 1).job("job", "laasBook('small') { echo 'inside' }");
        ((MockAuthorizationStrategy) rule.jenkins.getAuthorizationStrategy())
                .grant(LaasPermissions.BOOK)
                .everywhere()
                .to("forgotten");
    }

    @Test
    void booksForWhomJenkinsRunsTheJobAs() throws Exception {
        runsAs("bob");

        jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0));

        assertThat(Site.booking().owner().value()).isEqualTo("bob");
    }

    @Test
    void refusesRunsThatJenkinsRunsAsWhoeverIsForgotten() throws Exception {
        runsAs("forgotten");

        refused();
    }

    @Test
    void refusesRunsThatWhoeverIsForgottenHasStarted() throws Exception {
        User.getById("forgotten", true);

        refused(new CauseAction(new Cause.UserIdCause("forgotten")));
    }

    private void runsAs(String user) {
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate(
                                job.getFullName(), User.getById(user, true).impersonate2()));
    }

    private void refused(Action... actions) throws Exception {
        jenkins.assertLogContains(REFUSAL, jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0, actions)));
        assertThat(Site.bookings()).isEmpty();
    }
}
