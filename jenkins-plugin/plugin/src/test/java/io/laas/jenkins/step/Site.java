package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.model.User;
import io.laas.engine.Answer;
import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.BookingView;
import io.laas.engine.outage.NewOutage;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.OutageKind;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A Jenkins with a lab, users and pipelines. */
final class Site {
    static final Duration LONG = Duration.ofSeconds(120);
    static final Caller ADMIN = new Caller(Actor.of(new UserId("root"), Channel.WEB), EnumSet.of(Right.MANAGE));

    /**
     * A place in a script where it waits until it is let on; bears a restart and a kill at any moment, which {@code waitUntil} does
     * not: saved after its block has ended and before it has heard of that, it waits for ever.
     */
    static final String GATE =
            "echo 'at the gate'; while (currentBuild.description != 'go') { sleep(time: 200, unit: 'MILLISECONDS') }";

    private final JenkinsRule jenkins;

    Site(JenkinsRule jenkins) {
        this.jenkins = jenkins;
    }

    /** Makes it: ann and bob may book, eve may look, and so may the account of pipelines. */
    static Site with(JenkinsRule jenkins, int vpods) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(jenkins.jenkins.ADMINISTER)
                .everywhere()
                .to("root")
                .grant(jenkins.jenkins.READ, hudson.model.Item.READ)
                .everywhere()
                .toEveryone()
                .grant(LaasPermissions.BOOK)
                .everywhere()
                .to("ann", "bob", "laas-pipelines")
                .grant(LaasPermissions.VIEW)
                .everywhere()
                .to("eve"));
        LaasConfiguration.get().setLabs(List.of(new LabDefinition(lab(vpods))));
        return new Site(jenkins);
    }

    /** Returns a lab with pod {@code small} on so many static vpods. */
    static String lab(int vpods) {
        StringBuilder text = new StringBuilder("""
                lab: {name: demo, title: Demo lab, contact: lab-admins, zone: UTC}
                hosts:
                  - {name: h1, uri: 'qemu:///system', accel: auto, cores: 64, memory: 64G, disk: 1T, storage: /var/lib/laas/pool, addresses: 10.80.0.0/16}
                images:
                  - {name: guest, file: guest.qcow2, os: debian, user: laas}
                pods:
                  - name: small
                    networks:
                      - {name: admin, addressing: dhcp}
                    machines:
                      - {name: jump, role: jumphost, cores: 1, memory: 256M, disk: 4G, networks: [admin]}
                      - {name: node1, role: node, cores: 1, memory: 256M, disk: 4G, networks: [admin]}
                configs:
                  - {name: hello, image: guest, installer: hello-world}
                policy: {max-active: 200, max-future: 200, min-length: 1s, cleaning: 0s, extension-window: 3d}
                vpods:
                """);
        for (int i = 1; i <= vpods; i++) {
            text.append("  - {name: v").append(i).append(", host: h1, pod: small, config: hello}\n");
        }
        return text.toString();
    }

    static Engine engine() {
        return LaasRuntime.get().engine();
    }

    WorkflowJob job(String name, String script) throws Exception {
        WorkflowJob job = jenkins.jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** Starts a run as a user does. */
    WorkflowRun start(WorkflowJob job, String user) throws Exception {
        User.getById(user, true);
        return job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause(user)))
                .waitForStart();
    }

    WorkflowRun start(String script) throws Exception {
        return start(job("job" + jenkins.jenkins.getItems().size(), script), "ann");
    }

    WorkflowRun succeeds(String script) throws Exception {
        return jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(start(script)));
    }

    WorkflowRun fails(String script) throws Exception {
        return jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(start(script)));
    }

    void awaitGate(WorkflowRun run) throws Exception {
        jenkins.waitForMessage("at the gate", run);
    }

    static void open(WorkflowRun run) throws IOException {
        run.setDescription("go");
    }

    /** Lets somebody in the web have a pod {@code small} at once. */
    static BookingId taken(String user, String vpod, Duration length) {
        Caller caller = new Caller(Actor.of(new UserId(user), Channel.WEB), EnumSet.of(Right.BOOK, Right.VIEW));
        BookingDecision decision = engine().bookings()
                .book(
                        BookingRequest.of(new PodId("small"), caller.user())
                                .vpod(new io.laas.model.VpodId(vpod))
                                .length(length)
                                .build(),
                        caller);
        assertThat(decision).isInstanceOf(BookingDecision.Granted.class);
        return ((BookingDecision.Granted) decision).booking().id();
    }

    static void released(BookingId id) {
        engine().bookings().release(id, "by the test", ADMIN);
    }

    /** Takes the lab out of service at once. */
    static void emergency(String reason) {
        NewOutage outage = new NewOutage(
                new LabId("demo"),
                Optional.empty(),
                Optional.empty(),
                LaasRuntime.get().clock().instant().plus(Duration.ofHours(1)),
                OutageKind.EMERGENCY,
                reason);
        assertThat(engine().outages().set(outage, false, ADMIN)).isInstanceOf(Answer.Done.class);
    }

    static List<Booking> bookings() {
        return engine().bookings().list(BookingFilter.all(500), Caller.SYSTEM).items().stream()
                .map(BookingView::booking)
                .toList();
    }

    /** Returns the newest booking. */
    static Booking booking() {
        return bookings().get(0);
    }

    /** Returns how the newest booking stands. */
    static BookingView view() {
        return engine().bookings()
                .list(BookingFilter.all(1), Caller.SYSTEM)
                .items()
                .get(0);
    }

    /** Returns the one {@code laasBook} of a run that is under way. */
    static LaasBookExecution block(WorkflowRun run) throws Exception {
        return run.getExecution().getCurrentExecutions(false).get().stream()
                .filter(LaasBookExecution.class::isInstance)
                .map(LaasBookExecution.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static Booking awaitState(BookingState state) {
        await("the newest booking is " + state)
                .atMost(LONG)
                .until(() -> !bookings().isEmpty() && booking().state() == state);
        return booking();
    }

    static void awaitAllOver() {
        await("all bookings are over")
                .atMost(LONG)
                .until(() -> bookings().stream().allMatch(b -> b.state().isFinal()));
    }

    static String log(WorkflowRun run) throws IOException {
        return JenkinsRule.getLog(run);
    }

    /** Waits until nothing of the lab is being made or cleaned. */
    void awaitFree(String vpod) {
        await("vpod " + vpod + " is free")
                .atMost(LONG)
                .until(() -> engine().vpods().list().stream()
                        .anyMatch(v -> v.id().value().equals(vpod) && v.state() == io.laas.engine.vpod.VpodState.FREE));
    }

    JenkinsRule rule() {
        return jenkins;
    }

    static java.nio.file.Path home() {
        return JenkinsFacade.dataDirectory();
    }
}
