package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A booking ends while a block uses it. */
@WithJenkins
class LaasBookInterruptTest {
    private final Duration patience = LaasBookExecution.patience;
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

    @AfterEach
    void beAsPatientAsBefore() {
        LaasBookExecution.patience = patience;
    }

    @Test
    void interruptsTheBlockWhenTheBookingIsReleased() throws Exception {
        WorkflowRun run = site.start("laasBook(pod: 'small') { sleep 1000 }");
        jenkins.waitForMessage("Sleeping for", run);
        Site.released(Site.booking().id());
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("of pod small is over", "by the test", "Its block ends here.");
    }

    @Test
    void interruptsTheBlockInAnEmergencyAndSaysWhich() throws Exception {
        WorkflowRun run = site.start("laasBook(pod: 'small') { sleep 1000 }");
        jenkins.waitForMessage("Sleeping for", run);
        Site.emergency("Power failure in hall 2");
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("of pod small is over", "Power failure in hall 2", "Its block ends here.");
    }

    @Test
    void interruptsTheBlockWhenItsTimeIsOver() throws Exception {
        WorkflowRun run = site.fails("laasBook(pod: 'small', length: '3s') { sleep 1000 }");
        assertThat(Site.log(run)).contains("its time was over");
    }

    @Test
    void tellsABlockThatGoesOnOnceMoreAfterSomeTime() throws Exception {
        LaasBookExecution.patience = Duration.ofDays(1);
        WorkflowRun run =
                site.start("laasBook('small') { try { sleep 1000 } catch (ignored) { echo 'cleans up'; sleep 1001 } }");
        jenkins.waitForMessage("Sleeping for 16 min", run);
        Site.released(Site.booking().id());
        jenkins.waitForMessage("cleans up\n[Pipeline] sleep\nSleeping for", run);
        LaasBookExecution block = Site.block(run);
        block.see(Site.view());
        block.see(Site.view());
        assertThat(Site.log(run)).containsOnlyOnce("Its block ends here.").doesNotContain("once more");

        LaasBookExecution.patience = Duration.ZERO;
        block.see(Site.view());
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("still runs; it is told once more to end.", "is given back");
    }
}
