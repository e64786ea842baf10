package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LaasBookQueueTest {
    private static final int RUNS = 50;

    @TestExtension
    public static final class Pods extends StepPods {}

    @Test
    void letsFiftyRunsHaveOneVpodOneAfterTheOther(JenkinsRule jenkins) throws Exception {
        StepPods.reset();
        Site site = Site.with(jenkins, 1);
        WorkflowJob job = site.job("many", """
                laasBook(pod: 'small', vpod: 'v1', wait: '1h', length: '1h') { pod ->
                    if (laasStatus().id != pod.id) { error 'not mine' }
                }
                """);
        job.setConcurrentBuild(true);
        List<WorkflowRun> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(job.scheduleBuild2(0, new hudson.model.ParametersAction(List.of(number(i))))
                    .waitForStart());
        }
        for (WorkflowRun run : runs) {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        }
        Site.awaitAllOver();
        List<Booking> bookings = Site.bookings();
        assertThat(bookings).hasSize(RUNS).allMatch(b -> b.state() == BookingState.DONE);
        assertOneAtATime(bookings);
    }

    private static hudson.model.ParameterValue number(int i) {
        return new hudson.model.StringParameterValue("n", String.valueOf(i));
    }

    private static void assertOneAtATime(List<Booking> newestFirst) {
        List<Booking> byStart = newestFirst.stream()
                .sorted(java.util.Comparator.comparing(b -> b.slot().start()))
                .toList();
        for (int i = 1; i < byStart.size(); i++) {
            assertThat(byStart.get(i).slot().start())
                    .isAfterOrEqualTo(byStart.get(i - 1).slot().end());
        }
    }
}
