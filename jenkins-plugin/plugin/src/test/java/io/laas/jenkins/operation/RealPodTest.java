package io.laas.jenkins.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Label;
import hudson.model.Result;
import hudson.model.Run;
import hudson.slaves.DumbSlave;
import io.laas.engine.Answer;
import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingView;
import io.laas.engine.operation.Operation;
import io.laas.engine.snapshot.NewSnapshot;
import io.laas.engine.snapshot.Snapshot;
import io.laas.engine.snapshot.SnapshotState;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.jenkins.testing.RealLab;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.OperationId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.design.Sharing;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationState;
import io.laas.model.operation.PodAccess;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.security.MasterToSlaveCallable;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A pod of real machines, worked on by runs on an agent in a process of its own; the engine and everything else is real too. */
@Tag("pod")
@WithJenkins
class RealPodTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Caller ALICE = new Caller(
            Actor.of(new UserId("alice"), Channel.WEB), EnumSet.of(Right.VIEW, Right.BOOK, Right.EXTEND, Right.RESET));
    private static final Set<BookingState> OVER =
            Set.of(BookingState.DONE, BookingState.FAILED, BookingState.CANCELLED);

    private JenkinsRule jenkins;
    private RealLab lab;
    private Engine engine;
    private DumbSlave agent;

    @BeforeEach
    void setUp(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.timeout = 900;
        lab = RealLab.create();
        agent = jenkins.createOnlineSlave(Label.get("kvm"));
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(lab.text())));
        engine = LaasRuntime.get().engine();
    }

    @AfterEach
    void cleanUp() throws Exception {
        if (agent != null) {
            jenkins.disconnectSlave(agent);
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void podIsProvisionedResetAndRemovedByRunsOnTheAgent() throws Exception {
        BookingId booking = book();
        BookingView active = awaitState(booking, BookingState.ACTIVE);
        assertThat(answers(active.access().orElseThrow())).isTrue();
        assertThat(lab.onHost()).hasSizeGreaterThan(4);

        awaitSuccess(done(engine.bookings().reset(booking, Caller.SYSTEM)).id());

        done(engine.bookings().release(booking, "done", Caller.SYSTEM));
        awaitState(booking, BookingState.DONE);

        assertThat(lab.onHost()).isEmpty();
        for (OperationKind kind : List.of(OperationKind.PROVISION, OperationKind.RESET, OperationKind.REMOVE)) {
            ranOnTheAgent(kind);
        }
        assertThat(nativeLibraries()).as("libvirt in the controller's process").isEmpty();
    }

    @Test
    void provisioningGoesOnAfterTheAgentWasKilledInTheMiddle() throws Exception {
        BookingId booking = book();
        WorkflowRun run = new Site(jenkins, null).run(OperationKind.PROVISION, 1);
        jenkins.waitForMessage("[laas] machines: running", run);

        kill();
        jenkins.waitForMessage("to come back", run);
        agent.toComputer().connect(false);

        awaitState(booking, BookingState.ACTIVE);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
        assertThat(runs(OperationKind.PROVISION)).hasSize(1);
        done(engine.bookings().release(booking, "done", Caller.SYSTEM));
        awaitState(booking, BookingState.DONE);
        assertThat(lab.onHost()).isEmpty();
    }

    @Test
    void softwareIsInstalledAndAMachineIsSavedByRunsOnTheAgent() throws Exception {
        BookingId booking = book();
        PodAccess access = awaitState(booking, BookingState.ACTIVE).access().orElseThrow();

        Map<String, String> greeting = Map.of("greeting", "Bonjour");
        awaitSuccess(done(engine.bookings().installs().install(booking, "hello-world", greeting, ALICE))
                .id());
        String page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://%s:8080/cgi-bin/hello".formatted(access.address())))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(page).contains("Bonjour from node1");
        assertThat(ranOnTheAgent(OperationKind.INSTALL)).contains("front-page");

        NewSnapshot wanted = new NewSnapshot("greeter", Optional.of("node1"), true, Sharing.PRIVATE);
        Snapshot making = done(engine.bookings().snapshot(booking, wanted, ALICE));
        awaitSuccess(making.operation().orElseThrow());
        Snapshot saved = done(engine.snapshots().find(Optional.empty(), "greeter", ALICE));
        assertThat(saved.state()).isEqualTo(SnapshotState.READY);
        assertThat(saved.bytes()).isPositive();
        assertThat(lab.onHost()).anyMatch(file -> file.startsWith("snap-") && file.endsWith(".qcow2"));
        ranOnTheAgent(OperationKind.SNAPSHOT);

        done(engine.bookings().release(booking, "done", Caller.SYSTEM));
        awaitState(booking, BookingState.DONE);
        done(engine.snapshots().delete(Optional.empty(), "greeter", ALICE));
        await("nothing is left on the host").atMost(LONG).until(() -> {
            engine.reconciler().routine();
            return lab.onHost().isEmpty();
        });
        assertThat(nativeLibraries()).as("libvirt in the controller's process").isEmpty();
    }

    /** Returns the log of the first run of a kind, which must have done its work on the agent. */
    private String ranOnTheAgent(OperationKind kind) throws Exception {
        WorkflowRun run = jenkins.waitForCompletion(new Site(jenkins, null).run(kind, 1));
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("Running on " + agent.getNodeName(), run);
        return JenkinsRule.getLog(run);
    }

    private void awaitSuccess(OperationId operation) {
        Operation last = await(operation + " is over")
                .atMost(LONG)
                .until(
                        () -> engine.operations().find(operation, Caller.SYSTEM).orElseThrow(),
                        o -> o.state().isFinal());
        assertThat(last.state()).as(last.toString()).isEqualTo(OperationState.SUCCEEDED);
    }

    private List<? extends Run<?, ?>> runs(OperationKind kind) throws Exception {
        return RunOperations.instance().jobs().ensure(kind).getBuilds();
    }

    private void kill() throws Exception {
        long pid = agent.getChannel().call(new Pid());
        assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    /** Asks a process who it is. */
    private static final class Pid extends MasterToSlaveCallable<Long, RuntimeException> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long call() {
            return ProcessHandle.current().pid();
        }
    }

    private BookingId book() {
        BookingRequest request = BookingRequest.of(new PodId("small"), new UserId("alice"))
                .length(Duration.ofHours(1))
                .purpose("agent test")
                .build();
        BookingDecision decision = await("the host is known to be online")
                .atMost(LONG)
                .until(() -> engine.bookings().book(request, Caller.SYSTEM), BookingDecision.Granted.class::isInstance);
        return ((BookingDecision.Granted) decision).booking().id();
    }

    private BookingView awaitState(BookingId booking, BookingState wanted) {
        BookingView last = await(booking + " is " + wanted)
                .atMost(LONG)
                .until(() -> done(engine.bookings().find(booking, Caller.SYSTEM)), view -> {
                    BookingState state = view.booking().state();
                    return state == wanted || OVER.contains(state);
                });
        assertThat(last.booking().state()).as(last.toString()).isEqualTo(wanted);
        return last;
    }

    private static boolean answers(PodAccess access) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(access.address(), access.port()), 5000);
            return socket.isConnected();
        }
    }

    private static List<String> nativeLibraries() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.contains("libvirt.so"))
                .toList();
    }

    private static <T> T done(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return ((Answer.Done<T>) answer).value();
    }
}
