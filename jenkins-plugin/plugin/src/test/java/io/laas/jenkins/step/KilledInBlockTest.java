package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A real controller process with the packed plugin is killed without warning while a block of {@code laasBook} runs; the pod is one of
 * libvirt's test driver.
 */
@Tag("libvirt-client")
class KilledInBlockTest {
    private static final Duration LONG = Duration.ofSeconds(150);
    private static final int QCOW2 = 0x514649fb;
    private static final String LAB = """
            lab: {name: sim, title: Simulated lab, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: pretended, uri: 'test:///default', accel: simulated, cores: 16, memory: 8G, disk: 1T, storage: '%s', addresses: 10.87.0.0/16}
            images:
              - {name: hollow, file: '%s', user: laas}
            pods:
              - name: one
                networks:
                  - {name: admin, addressing: dhcp}
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 128M, disk: 10G, networks: [admin]}
            configs:
              - {name: plain, image: hollow}
            """;

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension()
            .javaOptions(
                    "-Xmx768m",
                    "-Djenkins.model.Jenkins.slaveAgentPort=-1",
                    "-Djenkins.model.Jenkins.slaveAgentPortEnforce=true");

    @Test
    void theBlockGoesOnWithTheSameBooking() throws Throwable {
        controller.startJenkins();
        controller.runRemotely(KilledInBlockTest::enterTheBlock);
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        controller.runRemotely(KilledInBlockTest::leaveTheBlock);
    }

    @Test
    void thePodOfAnAbortedRunIsGivenBack() throws Throwable {
        controller.startJenkins();
        controller.runRemotely(KilledInBlockTest::enterTheBlock);
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        controller.runRemotely(KilledInBlockTest::abort);
    }

    private static void enterTheBlock(JenkinsRule jenkins) throws Throwable {
        Path home = jenkins.jenkins.getRootDir().toPath();
        byte[] header = new byte[4096];
        ByteBuffer.wrap(header).putInt(QCOW2).putInt(3);
        Path image = Files.write(home.resolve("hollow.qcow2"), header);
        LaasConfiguration.get().setOperationsOnController(true);
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(LAB.formatted(home.resolve("storage"), image))));
        WorkflowJob job = jenkins.jenkins.createProject(WorkflowJob.class, "nightly");
        job.setDefinition(new CpsFlowDefinition("""
                laasBook(pod: 'one', wait: '5m') { pod ->
                    echo "inside ${pod.id}"
                    %s
                    echo "still ${laasStatus().id} ${env.LAAS_BOOKING}"
                }
                """.formatted(Site.GATE), true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("inside b-1", run);
    }

    private static void leaveTheBlock(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run = run(jenkins);
        jenkins.waitForMessage("Ready to run", run);
        assertThat(booking().state()).isEqualTo(BookingState.ACTIVE);
        Site.open(run);
        awaitEnd(run);
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("still b-1 b-1", run);
        awaitDone();
    }

    private static void abort(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run = run(jenkins);
        jenkins.waitForMessage("Ready to run", run);
        run.doStop();
        awaitEnd(run);
        awaitDone();
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("nightly", WorkflowJob.class).getBuildByNumber(1);
    }

    private static void awaitEnd(WorkflowRun run) {
        await("the run is over").atMost(LONG).until(() -> !run.isLogUpdated());
    }

    private static void awaitDone() {
        await("the one booking is over").atMost(LONG).until(() -> booking().state() == BookingState.DONE);
    }

    private static Booking booking() {
        List<BookingView> all = LaasRuntime.get()
                .engine()
                .bookings()
                .list(BookingFilter.all(10), Caller.SYSTEM)
                .items();
        assertThat(all).hasSize(1);
        return all.get(0).booking();
    }
}
