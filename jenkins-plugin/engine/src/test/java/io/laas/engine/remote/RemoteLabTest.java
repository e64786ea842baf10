package io.laas.engine.remote;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.LabElsewhere.file;
import static io.laas.engine.fake.LabElsewhere.workerOf;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.Answer;
import io.laas.engine.Bench;
import io.laas.engine.EngineSettings;
import io.laas.engine.account.Caller;
import io.laas.engine.fake.LabElsewhere;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Lab;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labs elsewhere: who registers them, what they may publish, and what stays of them. */
class RemoteLabTest {
    private static final LabId FAR = new LabId("far");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private Bench bench;

    @BeforeEach
    void open() {
        Lab here = aLab("here").host("here-h1", 1).build();
        bench = new Bench(EngineSettings.inDirectory(directory.resolve("data")), here);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private RemoteLabService labs() {
        return bench.engine().remoteLabs();
    }

    private Answer<RemoteLab> publish(String text, String labOfWorker) {
        return labs().publish(text, "/labs", workerOf(labOfWorker));
    }

    private void register(String lab) {
        done(labs().register(new LabId(lab), workerOf(lab).user(), ADMIN));
    }

    private LabElsewhere worker() {
        LabElsewhere worker = new LabElsewhere(() -> bench.engine(), bench.world, "far");
        bench.engine().labWork().listen(id -> worker.answerQuestions());
        return worker;
    }

    private RemoteLabView view() {
        return labs().find(FAR, ADMIN).orElseThrow();
    }

    private static RefusalCode code(Answer<?> answer) {
        return refused(answer).code();
    }

    @Test
    void isKnownOnceItIsPublishedAndStaysSoAfterAStart() {
        register("far");
        assertThat(bench.engine().catalogue().lab(FAR)).isEmpty();
        assertThat(view().state()).isEqualTo(RemoteLabView.State.SILENT);

        LabElsewhere worker = worker();
        worker.publish();
        worker.beat();

        assertThat(bench.engine().catalogue().labs())
                .extracting(l -> l.id().value())
                .containsExactly("here", "far");
        assertThat(bench.engine()
                        .catalogue()
                        .lab(FAR)
                        .orElseThrow()
                        .images()
                        .get(0)
                        .file())
                .isEqualTo("/labs/guest.qcow2");
        assertThat(view().state()).isEqualTo(RemoteLabView.State.PRESENT);
        bench.crash();
        assertThat(bench.engine().catalogue().labs())
                .extracting(l -> l.id().value())
                .containsExactly("here", "far");
        bench.clock.move(Duration.ofSeconds(60));
        assertThat(view().state()).isEqualTo(RemoteLabView.State.LOST);
    }

    @Test
    void onlyAdminsOfLabsRegisterAndRetire() {
        assertThat(code(labs().register(FAR, new UserId("w"), ANN))).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(code(labs().retire(FAR, ANN))).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(code(labs().register(FAR, new UserId("w"), workerOf("far")))).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(labs().list(ANN)).isEmpty();
        assertThat(code(labs().retire(FAR, ADMIN))).isEqualTo(RefusalCode.UNKNOWN_LAB);
    }

    @Test
    void anAccountServesOneLab() {
        register("far");

        assertThat(refused(labs().register(new LabId("near"), workerOf("far").user(), ADMIN))
                        .message())
                .isEqualTo("worker-far serves lab far already; give lab near an account of its own.");
        assertThat(refused(labs().register(new LabId("here"), new UserId("w"), ADMIN))
                        .message())
                .startsWith("Lab here is configured on this controller");
        done(labs().register(FAR, new UserId("other"), ADMIN));
        assertThat(code(publish(file("far"), "far"))).isEqualTo(RefusalCode.FORBIDDEN);
    }

    @Test
    void nobodyPublishesWithoutTheRight() {
        register("far");
        Caller bare = new Caller(workerOf("far").actor(), java.util.Set.of(io.laas.engine.account.Right.MANAGE));

        assertThat(code(labs().publish(file("far"), "/labs", bare))).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(code(publish(file("near"), "near"))).isEqualTo(RefusalCode.FORBIDDEN);
    }

    @Test
    void whatIsWrongWithAFileIsToldAndChangesNothing() {
        register("far");
        done(publish(file("far"), "far"));

        assertThat(refused(publish(file("near"), "far")).message())
                .startsWith("The file describes lab near, but the account serves lab far");
        assertThat(refused(publish(file("far").replace("uri:", "url:"), "far")).message())
                .contains("lab file line 3", "url");
        assertThat(refused(labs().publish(file("far"), "labs", workerOf("far"))).message())
                .contains("directory must be an absolute path");
        assertThat(refused(publish("#".repeat(900_001), "far")).message()).contains("900001");
        Refusal clash = refused(publish(file("far").replace("far-h1", "here-h1"), "far"));
        assertThat(clash.code()).isEqualTo(RefusalCode.NAME_TAKEN);
        assertThat(clash.message()).contains("another lab has a host here-h1");
        assertThat(bench.engine().catalogue().lab(FAR)).isPresent();
    }

    @Test
    void twoLabsElsewhereCannotShareAHost() {
        register("far");
        register("near");
        done(publish(file("far"), "far"));

        assertThat(code(publish(file("near").replace("near-h1", "far-h1"), "near")))
                .isEqualTo(RefusalCode.NAME_TAKEN);
        done(publish(file("near"), "near"));
    }

    @Test
    void whatIsConfiguredHereHasItsNamesFirst() {
        register("far");
        done(publish(file("far"), "far"));

        bench.configure(aLab("far").host("here-h1", 1).build());

        assertThat(bench.engine().catalogue().labs())
                .singleElement()
                .satisfies(lab -> assertThat(lab.title()).isEqualTo("Lab far"));
        assertThat(bench.engine().catalogue().hosts())
                .extracting(h -> h.host().id().value())
                .containsExactly("here-h1");
        Booking booking = bench.active(ANN, HOUR);
        assertThat(booking.state()).as("done here, not by a worker").isEqualTo(BookingState.ACTIVE);
    }

    @Test
    void aRetiredLabCannotBeBookedAndItsWorkerGivesBackWhatIsThere() {
        register("far");
        LabElsewhere worker = worker();
        worker.publish();
        worker.beat();
        Booking booking =
                bench.granted(lasting(request(ANN, SMALL), HOUR).but().lab(FAR).build(), ANN);
        bench.engine().tick();
        worker.work();
        bench.engine().tick();
        assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);

        done(labs().retire(FAR, ADMIN));

        assertThat(view().state()).isEqualTo(RemoteLabView.State.RETIRED);
        assertThat(bench.engine().catalogue().lab(FAR)).isEmpty();
        assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
        done(bench.engine().bookings().release(booking.id(), "", ANN));
        bench.engine().tick();
        worker.work();
        bench.engine().tick();
        assertThat(bench.state(booking.id())).isEqualTo(BookingState.DONE);
        assertThat(bench.world.vpods()).isEmpty();
        assertThat(bench.operations().started()).as("done by the controller").isEmpty();
        register("far");
        assertThat(bench.engine().catalogue().lab(FAR)).isPresent();
    }

    @Test
    void countsWhatWaitsAndWhatRuns() {
        register("far");
        LabElsewhere worker = worker();
        worker.publish();
        worker.beat();
        for (String name : java.util.List.of("x", "y", "z")) {
            Caller caller = Bench.person(name);
            bench.granted(lasting(request(caller, SMALL), HOUR).but().lab(FAR).build(), caller);
        }
        bench.engine().tick();
        worker.claim();

        assertThat(view().waiting()).isEqualTo(2);
        assertThat(view().running()).isEqualTo(1);
    }
}
