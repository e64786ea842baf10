package io.laas.engine.remote;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.LabElsewhere.claimOf;
import static io.laas.engine.fake.LabElsewhere.workerOf;
import static io.laas.engine.fake.Labs.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.laas.engine.Bench;
import io.laas.engine.EngineSettings;
import io.laas.engine.account.Caller;
import io.laas.engine.fake.LabElsewhere;
import io.laas.engine.operation.Operation;
import io.laas.engine.port.HostStatus;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.SshKey;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationState;
import io.laas.model.operation.PodAccess;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.travel.LabWorkJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers of labs elsewhere: who gets what, for how long, and whose word counts. */
class LabWorkTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String FAR = "far";
    private static final TaskReport HALF = new TaskReport("disks", "Disks", TaskState.RUNNING, 50, "half of them");
    private static final SshKey KEY =
            new SshKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ann@laptop");
    private static final OperationOutcome FAILED = new OperationOutcome.Failed("disks", "full", "");

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<LabWorkService.Listening> listening = new ArrayList<>();
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(EngineSettings.inDirectory(directory.resolve("data")));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        bench.close();
    }

    private LabElsewhere lab(String name) {
        done(bench.engine()
                .remoteLabs()
                .register(new LabId(name), workerOf(name).user(), ADMIN));
        LabElsewhere lab = worker(name);
        answering(lab);
        lab.publish();
        lab.beat();
        bench.engine().tick();
        return lab;
    }

    private LabElsewhere worker(String name) {
        return new LabElsewhere(bench::engine, bench.world, name);
    }

    private Booking booked() {
        Booking booking = bench.granted(lasting(request(ANN, SMALL), HOUR), ANN);
        bench.engine().tick();
        return booking;
    }

    private void settle(LabElsewhere lab) {
        for (int i = 0; i < 5; i++) {
            bench.engine().tick();
            lab.work();
        }
    }

    /** Lets the lab answer whatever it is asked before anybody begins to wait for the answer. */
    private void answering(LabElsewhere lab) {
        listening.add(bench.engine().labWork().listen(id -> lab.answerQuestions()));
    }

    private void crash(LabElsewhere lab) {
        bench.crash();
        answering(lab);
    }

    private Operation operation(OperationId id) {
        return bench.engine().operations().find(id, ADMIN).orElseThrow();
    }

    @Test
    void aWorkerServesABookingToItsEnd() {
        LabElsewhere lab = lab(FAR);
        Booking booking = booked();
        assertThat(bench.state(booking.id())).isEqualTo(BookingState.PROVISIONING);

        settle(lab);

        assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
        assertThat(done(bench.engine().bookings().find(booking.id(), ANN)).access())
                .get()
                .extracting(PodAccess::user)
                .isEqualTo("laas");
        Operation provision =
                bench.engine().operations().ofBooking(booking.id(), ANN).get(0);
        assertThat(provision.tasks())
                .extracting("task")
                .containsExactly("networks", "disks", "machines", "access", "check", "freeze");
        assertThat(provision.startedAt()).isPresent();

        done(bench.engine().bookings().release(booking.id(), "", ANN));
        settle(lab);

        assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
        assertThat(bench.world.vpods()).isEmpty();
        assertThat(bench.operations().started()).as("done by the controller").isEmpty();
        assertThat(bench.engine().reconciler().report().isClean()).isTrue();
    }

    @Test
    void aLabThatIsNotHeardIsUnreachableAndNotEmpty() {
        LabElsewhere lab = lab(FAR);
        settle(lab);
        bench.clock.move(Duration.ofSeconds(59));
        assertThat(bench.engine().reconciler().report().isClean()).isTrue();

        bench.clock.move(Duration.ofMinutes(2));

        var report = bench.engine().reconciler().report();
        assertThat(report.isClean()).isFalse();
        assertThat(report.unreachable()).singleElement().asString().contains("no worker of lab far was heard since");
        bench.engine().tick();
        assertThat(bench.engine().catalogue().status(new HostId("far-h1")).state())
                .isEqualTo(HostStatus.State.OFFLINE);
        lab.beat();
        assertThat(bench.engine().catalogue().status(new HostId("far-h1")).state())
                .isEqualTo(HostStatus.State.ONLINE);
    }

    @Test
    void machinesAreLookedAtWhileAWorkerIsHeard() {
        LabElsewhere lab = lab(FAR);
        Booking booking = booked();
        settle(lab);

        var machines = bench.engine().machines();
        assertThat(done(machines.look(booking.id(), "jump", io.laas.engine.port.MachineLook.FACTS, ANN)))
                .satisfies(view -> assertThat(view.state()).isEqualTo("RUNNING"))
                .satisfies(view -> assertThat(view.facts()).containsExactly("hostname jump"));
        assertThat(done(machines.look(booking.id(), "jump", io.laas.engine.port.MachineLook.console(8), ANN))
                        .console())
                .isEqualTo("jump\n");

        lab.operations().setOffline(new HostId("far-h1"), true);
        assertThat(refused(machines.look(booking.id(), "jump", io.laas.engine.port.MachineLook.FACTS, ANN))
                        .message())
                .contains("Machine jump cannot be asked now", "no answer");
        bench.clock.move(Duration.ofMinutes(2));
        assertThat(refused(machines.look(booking.id(), "jump", io.laas.engine.port.MachineLook.FACTS, ANN))
                        .message())
                .contains("Machine jump cannot be asked now", "no worker of lab far was heard since");
    }

    private Optional<String> trouble() {
        return bench.engine().remoteLabs().list(ADMIN).get(0).trouble();
    }

    @Test
    void troubleOfALabFileIsShownUntilItIsWellOrItsWorkerIsGone() {
        LabElsewhere lab = lab(FAR);
        LabWorkService work = bench.engine().labWork();
        done(work.heartbeat(lab.me(), java.util.Map.of(), Optional.of("line 3 is wrong"), workerOf(FAR)));
        assertThat(trouble()).contains("worker of far: line 3 is wrong");
        lab.beat();
        assertThat(trouble()).isEmpty();
        done(work.heartbeat(lab.me(), java.util.Map.of(), Optional.of("line 4 is wrong"), workerOf(FAR)));
        bench.clock.move(Duration.ofMinutes(2));
        assertThat(trouble()).isEmpty();
    }

    @Test
    void aHostThatTheLabCannotAskIsUnreachable() {
        LabElsewhere lab = lab(FAR);
        lab.operations().setOffline(new HostId("far-h1"), true);

        assertThat(bench.engine().reconciler().report().unreachable())
                .singleElement()
                .asString()
                .contains("far-h1", "no answer");
    }

    @Test
    void whatNobodyKnowsIsPurgedByTheLab() {
        LabElsewhere lab = lab(FAR);
        Booking booking = booked();
        settle(lab);
        done(bench.engine().bookings().release(booking.id(), "", ANN));
        LabElsewhere careless = worker(FAR);
        bench.engine().tick();
        var removal = careless.claim().orElseThrow();
        done(bench.engine()
                .labWork()
                .finish(claimOf(removal), new OperationOutcome.Succeeded(Optional.empty()), workerOf(FAR)));
        assertThat(bench.world.vpods()).hasSize(1);

        bench.engine().reconciler().routine();
        bench.clock.move(Duration.ofMinutes(6));
        lab.beat();
        bench.engine().reconciler().routine();

        assertThat(bench.world.vpods()).isEmpty();
    }

    @Test
    void ofManyWorkersOneGetsEachOperation() throws Exception {
        LabElsewhere first = lab(FAR);
        List<LabElsewhere> workers = new ArrayList<>(List.of(first));
        List<Booking> bookings = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Caller caller = Bench.person("user" + i);
            bookings.add(bench.granted(lasting(request(caller, SMALL), HOUR), caller));
        }
        for (int i = 0; i < 7; i++) {
            workers.add(worker(FAR));
        }
        bench.engine().tick();

        List<Future<?>> all = new ArrayList<>();
        workers.forEach(w -> all.add(threads.submit(w::work)));
        for (Future<?> one : all) {
            one.get();
        }
        bench.engine().tick();

        assertThat(workers.stream().flatMap(w -> w.claimed().stream()).map(ClaimedWork::id))
                .hasSize(24)
                .doesNotHaveDuplicates();
        assertThat(bookings).allSatisfy(b -> assertThat(bench.state(b.id())).isEqualTo(BookingState.ACTIVE));
    }

    @Test
    void aLostWorkersOperationComesBackAfterTheLeaseAndItsOldClaimCountsNoMore() {
        LabElsewhere lost = lab(FAR);
        LabElsewhere other = worker(FAR);
        Booking booking = booked();
        ClaimedWork old = lost.claim().orElseThrow();
        lost.operations()
                .start(
                        new io.laas.engine.port.OperationOrder(
                                OperationId.parse(old.id()), OperationKind.PROVISION, plan(old)),
                        new Silent());
        lost.operations().runUntilCrashAfter("disks");
        bench.clock.move(Duration.ofSeconds(59));
        assertThat(other.claim()).isEmpty();

        bench.clock.move(Duration.ofSeconds(1));
        ClaimedWork again = other.claim().orElseThrow();

        assertThat(again.id()).isEqualTo(old.id());
        assertThat(again.claim()).isGreaterThan(old.claim());
        LabWorkService work = bench.engine().labWork();
        assertThat(refused(work.report(claimOf(old), List.of(HALF), workerOf(FAR)))
                        .code())
                .isEqualTo(RefusalCode.CLAIM_LOST);
        assertThat(refused(work.finish(claimOf(old), FAILED, workerOf(FAR))).code())
                .isEqualTo(RefusalCode.CLAIM_LOST);
        assertThat(operation(claimOf(old).operation()).tasks()).isEmpty();
        assertThat(lost.beat().lost()).containsExactly(claimOf(old).operation());

        other.perform(again);
        bench.engine().tick();
        assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
        assertThat(refused(work.finish(claimOf(old), FAILED, workerOf(FAR))).message())
                .contains("it is over");
        assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
    }

    @Test
    void heartbeatsKeepWhatIsClaimed() {
        LabElsewhere lab = lab(FAR);
        booked();
        ClaimedWork claimed = lab.claim().orElseThrow();
        for (int i = 0; i < 10; i++) {
            bench.clock.move(Duration.ofSeconds(59));
            assertThat(lab.beat().lost()).isEmpty();
            assertThat(worker(FAR).claim()).isEmpty();
        }
        bench.clock.move(Duration.ofSeconds(59));
        done(bench.engine().labWork().report(claimOf(claimed), List.of(HALF), workerOf(FAR)));
        bench.clock.move(Duration.ofSeconds(59));
        assertThat(worker(FAR).claim()).as("a report is a sign of life, too").isEmpty();
    }

    @Test
    void aLeaseThatRanOutStillCountsWhileNobodyElseHasTheOperation() {
        LabElsewhere lab = lab(FAR);
        Booking booking = booked();
        ClaimedWork claimed = lab.claim().orElseThrow();
        bench.clock.move(Duration.ofMinutes(10));

        lab.perform(claimed);
        bench.engine().tick();

        assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
    }

    @Test
    void whatWasLostOnTheWayToItsWorkerIsGivenOutAgainAtOnce() {
        LabElsewhere lab = lab(FAR);
        booked();
        ClaimedWork lost = lab.claim().orElseThrow();
        lab.lose(lost);

        ClaimedWork again = lab.claim().orElseThrow();

        assertThat(again.id()).isEqualTo(lost.id());
        assertThat(again.claim()).isEqualTo(lost.claim() + 1);
        assertThat(lab.claim()).isEmpty();
    }

    @Test
    void aControllerThatIsStartedAgainKnowsTheClaims() {
        LabElsewhere lab = lab(FAR);
        Booking booking = booked();
        ClaimedWork claimed = lab.claim().orElseThrow();

        crash(lab);
        assertThat(worker(FAR).claim()).isEmpty();
        done(bench.engine().labWork().report(claimOf(claimed), List.of(HALF), workerOf(FAR)));
        lab.perform(claimed);
        assertThat(bench.state(booking.id())).isEqualTo(BookingState.PROVISIONING);
        crash(lab);
        bench.engine().tick();

        assertThat(bench.state(booking.id()))
                .as("an end told before anybody waits for it")
                .isEqualTo(BookingState.ACTIVE);
        assertThat(lab.claimed()).hasSize(1);
        assertThat(bench.operations().started()).isEmpty();
    }

    @Test
    void anOrderThatChangedMeanwhileIsDoneOnceMore() {
        LabElsewhere lab = lab(FAR);
        Booking booking = booked();
        ClaimedWork before = lab.claim().orElseThrow();
        done(bench.engine().accounts().addKey(KEY, ANN));
        crash(lab);
        bench.engine().tick();

        lab.perform(before);
        assertThat(bench.state(booking.id())).isEqualTo(BookingState.PROVISIONING);
        settle(lab);

        assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
        assertThat(bench.world.vpods())
                .allSatisfy(v -> assertThat(bench.world.keys(v)).containsExactly(KEY.line()));
    }

    @Test
    void whatNobodyHasIsCancelledAtOnce() {
        lab(FAR);
        Booking booking = booked();

        done(bench.engine().bookings().release(booking.id(), "", ANN));
        bench.engine().tick();

        Operation provision = bench.engine().operations().ofBooking(booking.id(), ADMIN).stream()
                .filter(o -> o.kind() == OperationKind.PROVISION)
                .findFirst()
                .orElseThrow();
        assertThat(provision.state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void aWorkerHearsThatItShallStop() {
        LabElsewhere lab = lab(FAR);
        Booking booking = booked();
        ClaimedWork claimed = lab.claim().orElseThrow();
        assertThat(lab.beat().stop()).isEmpty();

        done(bench.engine().bookings().release(booking.id(), "", ANN));

        assertThat(lab.beat().stop()).containsExactly(claimOf(claimed).operation());
        assertThat(done(bench.engine().labWork().report(claimOf(claimed), List.of(HALF), workerOf(FAR))))
                .isTrue();
        done(bench.engine().labWork().finish(claimOf(claimed), new OperationOutcome.Cancelled(), workerOf(FAR)));
        settle(lab);
        assertThat(bench.state(booking.id())).isEqualTo(BookingState.CANCELLED);
    }

    @Test
    void aStopThatItsWorkerNeverHeardHoldsAfterTheLease() {
        LabElsewhere lab = lab(FAR);
        Booking booking = booked();
        lab.claim().orElseThrow();
        done(bench.engine().bookings().release(booking.id(), "", ANN));
        bench.clock.move(Duration.ofSeconds(60));

        LabElsewhere other = worker(FAR);
        settle(other);

        assertThat(other.claimed()).hasSize(1);
        assertThat(LabWorkJson.read(other.claimed().get(0).work()))
                .isInstanceOfSatisfying(
                        io.laas.model.operation.LabWork.Operation.class,
                        o -> assertThat(o.kind()).isEqualTo(OperationKind.REMOVE));
        assertThat(bench.state(booking.id())).isEqualTo(BookingState.CANCELLED);
    }

    @Test
    void aLabSeesItsOwnWorkOnly() {
        LabElsewhere far = lab(FAR);
        LabElsewhere near = lab("near");
        Booking booking = bench.granted(
                lasting(request(ANN, SMALL), HOUR).but().lab(new LabId(FAR)).build(), ANN);
        bench.engine().tick();

        assertThat(near.claim()).isEmpty();
        ClaimedWork claimed = far.claim().orElseThrow();
        LabWorkService work = bench.engine().labWork();
        assertThat(refused(work.report(claimOf(claimed), List.of(HALF), workerOf("near")))
                        .code())
                .isEqualTo(RefusalCode.UNKNOWN_WORK);
        assertThat(refused(work.finish(claimOf(claimed), FAILED, workerOf("near")))
                        .code())
                .isEqualTo(RefusalCode.UNKNOWN_WORK);
        WorkerSession thief = new WorkerSession("thief-of-work", "near", List.of(claimOf(claimed)));
        assertThat(done(work.heartbeat(thief, java.util.Map.of(), Optional.empty(), workerOf("near")))
                        .lost())
                .containsExactly(claimOf(claimed).operation());
        assertThat(refused(work.claim(thief, true, workerOf("nowhere"))).code()).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(refused(work.claim(thief, true, ADMIN)).message()).contains("SERVE_LAB");
        assertThat(bench.state(booking.id())).isEqualTo(BookingState.PROVISIONING);
    }

    @ParameterizedTest
    @CsvSource({
        "not-an-address, 22, laas, address",
        "10.0.0.1;reboot, 22, laas, address",
        "10.0.0.1, 0, laas, port",
        "10.0.0.1, 22, 'laas; reboot', user",
        "10.0.0.1, 22, -oProxyCommand=x, user"
    })
    void accessThatCannotBeIsRefused(String address, int port, String user, String field) {
        LabElsewhere lab = lab(FAR);
        booked();
        ClaimedWork claimed = lab.claim().orElseThrow();
        PodAccess access = new PodAccess(address, port, user, List.of());

        var refusal = refused(bench.engine()
                .labWork()
                .finish(claimOf(claimed), new OperationOutcome.Succeeded(Optional.of(access)), workerOf(FAR)));

        assertThat(refusal.code()).isEqualTo(RefusalCode.INVALID);
        assertThat(refusal.message()).startsWith("access." + field);
        assertThat(operation(claimOf(claimed).operation()).state()).isEqualTo(OperationState.RUNNING);
    }

    @Test
    void tasksAndSessionsAreBounded() {
        LabElsewhere lab = lab(FAR);
        booked();
        ClaimedWork claimed = lab.claim().orElseThrow();
        List<TaskReport> many = java.util.stream.IntStream.range(0, 201)
                .mapToObj(i -> new TaskReport("t" + i, "T", TaskState.RUNNING, 0, ""))
                .toList();

        assertThat(refused(bench.engine().labWork().report(claimOf(claimed), many, workerOf(FAR)))
                        .message())
                .contains("200 tasks");
        assertThatIllegalArgumentException().isThrownBy(() -> new WorkerSession("x", "w", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkerSession(
                        "12345678", "w", java.util.Collections.nCopies(1001, new Claim(OperationId.parse("o-1"), 1))));
    }

    @Test
    void anAnswerCountsOnceAndOnlyForTheQuestionThatWasAsked() throws Exception {
        LabElsewhere lab = lab(FAR);
        listening.forEach(LabWorkService.Listening::close);
        Callable<Object> report = () -> bench.engine().reconciler().report().isClean();
        java.util.concurrent.BlockingQueue<LabId> asked = new java.util.concurrent.LinkedBlockingQueue<>();
        bench.engine().labWork().listen(asked::add);
        Future<Object> clean = threads.submit(report);
        asked.take();
        ClaimedWork question = lab.claim().orElseThrow();

        LabWorkService work = bench.engine().labWork();
        assertThat(refused(work.answer(
                                question.id(), question.claim() + 1, WorkAnswer.DONE, Optional.empty(), workerOf(FAR)))
                        .code())
                .isEqualTo(RefusalCode.CLAIM_LOST);
        done(work.answer(question.id(), question.claim(), WorkAnswer.DONE, Optional.empty(), workerOf(FAR)));
        asked.take();
        lab.answerQuestions();
        assertThat(clean.get()).isEqualTo(true);
        assertThat(refused(work.answer(
                                question.id(), question.claim(), WorkAnswer.DONE, Optional.empty(), workerOf(FAR)))
                        .code())
                .isEqualTo(RefusalCode.CLAIM_LOST);
    }

    private static io.laas.model.operation.VpodPlan plan(ClaimedWork work) {
        return ((io.laas.model.operation.LabWork.Operation) LabWorkJson.read(work.work())).plan();
    }

    private static final class Silent implements io.laas.engine.port.OperationListener {
        @Override
        public void started() {
            // a worker that is cut off tells nothing
        }

        @Override
        public void taskChanged(TaskReport report) {
            // nor of its tasks
        }

        @Override
        public void finished(OperationOutcome outcome) {
            // nor of the end
        }
    }
}
