package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.laas.jenkins.page.BookingRunAction;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of a run that booked. */
@WithJenkins
class RunPageTest {
    private JenkinsRule jenkins;
    private Site site;

    @TestExtension
    public static final class Pods extends StepPods {}

    @BeforeEach
    void makeSite(JenkinsRule rule) throws Exception {
        StepPods.reset();
        jenkins = rule;
        site = Site.with(rule, 2);
    }

    @Test
    void showsTheBookingOfTheBlockAndExtendsIt() throws Exception {
        WorkflowRun run =
                site.start("laasBook(pod: 'small', length: '1h', purpose: '<b>nightly</b>') { " + Site.GATE + " }");
        site.awaitGate(run);
        Booking booking = Site.booking();
        HtmlPage page = page(run, "ann");
        assertThat(page.querySelector(".laas-booking").asNormalizedText())
                .contains(booking.id().toString(), "small (hello) for ann, ACTIVE", "<b>nightly</b>");

        jenkins.submit(page.getFormByName("laas-" + booking.id() + "-extend"));

        assertThat(Site.booking().slot().end()).isEqualTo(booking.slot().end().plusSeconds(3600));
        Site.open(run);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    @Test
    void givesTheBookingBackUnderTheBlock() throws Exception {
        WorkflowRun run = site.start("laasBook(pod: 'small') { sleep 1000 }");
        jenkins.waitForMessage("Sleeping for", run);

        jenkins.submit(page(run, "ann").getFormByName("laas-" + Site.booking().id() + "-release"));

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        assertThat(Site.log(run)).contains("Its block ends here.");
        Site.awaitState(BookingState.DONE);
        assertThat(page(run, "ann").getForms())
                .extracting(HtmlForm::getNameAttribute)
                .noneMatch(name -> name.startsWith("laas-"));
    }

    @Test
    void showsEveryBookingOfTheRunOnce() throws Exception {
        WorkflowRun run = site.succeeds("""
                parallel a: { laasBook(pod: 'small') { } }, b: { laasBook(pod: 'small', wait: '10m') { } }
                laasBook(pod: 'small', wait: '10m') { }
                """);

        assertThat(run.getActions(BookingRunAction.class))
                .extracting(BookingRunAction::getBookingId)
                .containsExactlyInAnyOrder("b-1", "b-2", "b-3");
        assertThat(page(run, "ann").querySelectorAll(".laas-booking")).hasSize(3);
    }

    /** With scripts, which put crumbs into forms. */
    private HtmlPage page(WorkflowRun run, String user) throws Exception {
        return jenkins.createWebClient().login(user).goTo(run.getUrl());
    }
}
