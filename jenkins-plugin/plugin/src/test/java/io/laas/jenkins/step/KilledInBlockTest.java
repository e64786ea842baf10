package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.model.BookingId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
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
 * A real controller process with the packed plugin is killed without warning while a block of {@code laasBook} runs, or while it waits
 * for its pod; the pod is one of libvirt's test driver.
 */
@Tag("libvirt-client")
class KilledInBlockTest {
    private static final Duration LONG = Duration.ofSeconds(150);
    private static final int QCOW2 = 0x514649fb;
    private static final String LAB = """
            lab: {name: sim, title: Simulated lab, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: pretended, uri: 'test:///default', accel: simulated, cores: %d, memory: 8G, disk: 1T, storage: '%s', addresses: 10.87.0.0/16}
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

    private static final String HELD = """
            laasOperation {
                laasTask 'survey'
                %s
                laasTask()
            }
            """.formatted(Site.GATE);

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

    @Test
    void theRunKeepsItsPlaceInTheQueue() throws Throwable {
        controller.startJenkins();
        controller.runRemotely(KilledInBlockTest::waitInTheQueue);
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        controller.runRemotely(KilledInBlockTest::comeToTheFront);
    }

    @Test
    void thePodIsSetUpForTheSameBooking() throws Throwable {
        controller.startJenkins();
        controller.runRemotely(KilledInBlockTest::stayInTheSetUp);
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        controller.runRemotely(KilledInBlockTest::haveThePodSetUp);
    }

    private static void stayInTheSetUp(JenkinsRule jenkins) throws Throwable {
        configure(jenkins, 16);
        operations(jenkins, "provision").setDefinition(new CpsFlowDefinition(HELD, true));
        jenkins.waitForMessage("setting it up", start(jenkins));
        WorkflowRun setUp = await("the pod is being set up")
                .atMost(LONG)
                .until(() -> operations(jenkins, "provision").getBuildByNumber(1), r -> r != null);
        jenkins.waitForMessage("at the gate", setUp);
    }

    private static void haveThePodSetUp(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run = run(jenkins);
        WorkflowRun setUp = operations(jenkins, "provision").getBuildByNumber(1);
        jenkins.waitForMessage("Ready to run", run);
        jenkins.waitForMessage("Ready to run", setUp);
        assertThat(booking().state()).isEqualTo(BookingState.PROVISIONING);
        Site.open(setUp);
        jenkins.waitForMessage("inside b-1", run);
        awaitEnd(setUp);
        jenkins.assertBuildStatusSuccess(setUp);
        assertThat(Site.log(setUp)).contains("[laas] machines: done", "[laas] freeze: done");
        assertThat(booking().state()).isEqualTo(BookingState.ACTIVE);
        Site.open(run);
        awaitEnd(run);
        jenkins.assertBuildStatusSuccess(run);
        assertThat(Site.log(run)).contains("still b-1 b-1").containsOnlyOnce("inside b-1");
        awaitDone();
        assertThat(operations(jenkins, "provision").getBuilds()).hasSize(1);
        await("nothing stands any more")
                .atMost(LONG)
                .until(() -> LaasRuntime.get().engine().vpods().list().isEmpty());
    }

    private static WorkflowJob operations(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName("laas/" + name, WorkflowJob.class);
    }

    private static void waitInTheQueue(JenkinsRule jenkins) throws Throwable {
        configure(jenkins, 1);
        BookingRequest request = BookingRequest.of(new PodId("one"), new UserId("alice"))
                .length(Duration.ofHours(1))
                .build();
        assertThat(LaasRuntime.get().engine().bookings().book(request, Caller.SYSTEM))
                .isInstanceOf(BookingDecision.Granted.class);
        await("alice has the only pod").atMost(LONG).until(() -> booking().state() == BookingState.ACTIVE);
        jenkins.waitForMessage("number 1 in the queue", start(jenkins));
    }

    private static void comeToTheFront(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run = run(jenkins);
        jenkins.waitForMessage("Ready to run", run);
        assertThat(bookings()).extracting(Booking::state).contains(BookingState.WAITING);
        LaasRuntime.get().engine().bookings().release(new BookingId(1), "done", Caller.SYSTEM);
        jenkins.waitForMessage("inside b-2", run);
        Site.open(run);
        awaitEnd(run);
        jenkins.assertBuildStatusSuccess(run);
        await("both bookings are over")
                .atMost(LONG)
                .until(() -> bookings().stream().allMatch(b -> b.state() == BookingState.DONE));
        assertThat(bookings()).hasSize(2);
    }

    private static void enterTheBlock(JenkinsRule jenkins) throws Throwable {
        configure(jenkins, 16);
        jenkins.waitForMessage("inside b-1", start(jenkins));
    }

    private static void configure(JenkinsRule jenkins, int cores) throws Exception {
        Path home = jenkins.jenkins.getRootDir().toPath();
        byte[] header = new byte[4096];
        ByteBuffer.wrap(header).putInt(QCOW2).putInt(3);
        Path image = Files.write(home.resolve("hollow.qcow2"), header);
        LaasConfiguration.get().setOperationsOnController(true);
        LaasConfiguration.get()
                .setLabs(List.of(new LabDefinition(LAB.formatted(cores, home.resolve("storage"), image))));
    }

    private static WorkflowRun start(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.jenkins.createProject(WorkflowJob.class, "nightly");
        job.setDefinition(new CpsFlowDefinition("""
                laasBook(pod: 'one', wait: '1h') { pod ->
                    echo "inside ${pod.id}"
                    %s
                    echo "still ${laasStatus().id} ${env.LAAS_BOOKING}"
                }
                """.formatted(Site.GATE), true));
        return job.scheduleBuild2(0).waitForStart();
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
        List<Booking> all = bookings();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<Booking> bookings() {
        return LaasRuntime.get().engine().bookings().list(BookingFilter.all(10), Caller.SYSTEM).items().stream()
                .map(BookingView::booking)
                .toList();
    }
}
