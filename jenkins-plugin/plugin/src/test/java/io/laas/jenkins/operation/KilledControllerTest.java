package io.laas.jenkins.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.model.BookingId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import java.io.IOException;
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
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A real controller process with the packed plugin is killed in the middle of an operation. Its agent stays, connects
 * again, and works on a host of libvirt's test driver with classes that come over the connection from the plugin's class loader.
 */
@Tag("libvirt-client")
class KilledControllerTest {
    private static final Duration LONG = Duration.ofSeconds(150);
    private static final int QCOW2 = 0x514649fb;
    private static final String LAB = """
            lab: {name: sim, title: Simulated lab, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: pretended, uri: 'test:///default', accel: simulated, cores: 16, memory: 8G, disk: 1T, storage: /var/lib/laas/simulated, addresses: 10.86.0.0/16, agent-label: kvm}
            images:
              - {name: hollow, file: '%s', user: laas}
            pods:
              - name: pair
                networks:
                  - {name: admin, addressing: dhcp}
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 128M, disk: 10G, networks: [admin]}
                  - {name: node, cores: 1, memory: 128M, disk: 10G, networks: [admin]}
            configs:
              - {name: plain, image: hollow}
            """;

    private static final String HOLDING = """
            laasOperation {
                node(env.LAAS_HOST_LABEL) {
                    laasTask 'machines'
                    echo 'holding'
                    retry(count: 3, conditions: [nonresumable()]) {
                        while (!fileExists('%s')) { sleep(time: 200, unit: 'MILLISECONDS') }
                    }
                    laasTask()
                }
            }
            """;

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension()
            .javaOptions(
                    "-Xmx768m",
                    "-Djenkins.model.Jenkins.slaveAgentPort=-1",
                    "-Djenkins.model.Jenkins.slaveAgentPortEnforce=true");

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    @Test
    void operationGoesOnAndEndsOnceAfterTheControllerWasKilled() throws Throwable {
        controller.startJenkins();
        agents.createAgent(
                controller,
                InboundAgentExtension.Options.newBuilder()
                        .name("next-to-host")
                        .label("kvm")
                        .webSocket()
                        .build());
        controller.runRemotely(KilledControllerTest::bookAndHold);
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        controller.runRemotely(KilledControllerTest::letGoAndUse);
    }

    private static void bookAndHold(JenkinsRule jenkins) throws Throwable {
        Path home = jenkins.jenkins.getRootDir().toPath();
        byte[] header = new byte[4096];
        ByteBuffer.wrap(header).putInt(QCOW2).putInt(3);
        Path image = Files.write(home.resolve("hollow.qcow2"), header);
        job(jenkins, "provision").setDefinition(new CpsFlowDefinition(HOLDING.formatted(home.resolve("go")), true));
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(LAB.formatted(image))));
        BookingRequest request = BookingRequest.of(new PodId("pair"), new UserId("alice"))
                .length(Duration.ofHours(1))
                .build();

        BookingDecision decision = LaasRuntime.get().engine().bookings().book(request, Caller.SYSTEM);

        assertThat(decision).isInstanceOf(BookingDecision.Granted.class);
        WorkflowRun run = await("a run")
                .atMost(LONG)
                .until(() -> job(jenkins, "provision").getBuildByNumber(1), r -> r != null);
        jenkins.waitForMessage("holding", run);
    }

    private static void letGoAndUse(JenkinsRule jenkins) throws Throwable {
        Files.createFile(jenkins.jenkins.getRootDir().toPath().resolve("go"));
        BookingId booking = new BookingId(1);

        BookingView active = awaitState(booking, BookingState.ACTIVE);

        assertThat(active.access()).isPresent();
        WorkflowRun run = job(jenkins, "provision").getLastBuild();
        assertThat(run.getNumber()).isEqualTo(1);
        await("the run is over").atMost(LONG).until(() -> !run.isLogUpdated());
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("[laas] freeze: done, simulated", run);
        LaasRuntime.get().engine().bookings().release(booking, "done", Caller.SYSTEM);
        awaitState(booking, BookingState.DONE);
        assertThat(job(jenkins, "remove").getBuilds()).hasSize(1);
        assertThat(maps()).as("libvirt in the controller's process").noneMatch(line -> line.contains("libvirt.so"));
    }

    private static List<String> maps() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        return Files.exists(maps) ? Files.readAllLines(maps) : List.of();
    }

    private static WorkflowJob job(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName("laas/" + name, WorkflowJob.class);
    }

    private static BookingView awaitState(BookingId booking, BookingState wanted) {
        return await(booking + " is " + wanted)
                .atMost(LONG)
                .until(() -> view(booking), view -> view.booking().state() == wanted);
    }

    private static BookingView view(BookingId booking) {
        return ((Answer.Done<BookingView>) LaasRuntime.get().engine().bookings().find(booking, Caller.SYSTEM)).value();
    }
}
