package io.laas.engine;

import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.fake.InMemoryPodOperations;
import io.laas.engine.snapshot.NewSnapshot;
import io.laas.engine.vpod.Vpod;
import io.laas.engine.vpod.VpodState;
import io.laas.model.OperationId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.design.Sharing;
import io.laas.model.lab.Lab;
import io.laas.model.operation.OperationKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine dies at each task of each operation; the next one takes up the same operation and all ends well. */
class CrashTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    record Crash(OperationKind kind, boolean onStatic, String task) {}

    static List<Crash> crashes() {
        List<Crash> crashes = new ArrayList<>();
        for (OperationKind kind :
                List.of(OperationKind.PROVISION, OperationKind.RESET, OperationKind.SNAPSHOT, OperationKind.CLEAN)) {
            InMemoryPodOperations.tasks(kind).forEach(t -> crashes.add(new Crash(kind, true, t)));
        }
        for (OperationKind kind : List.of(OperationKind.PROVISION, OperationKind.REMOVE)) {
            InMemoryPodOperations.tasks(kind).forEach(t -> crashes.add(new Crash(kind, false, t)));
        }
        return crashes;
    }

    private Bench bench(boolean onStatic) {
        Lab lab = onStatic
                ? aLab().host("h1", 1).vpod("v1", "h1").build()
                : aLab().host("h1", 1).build();
        return new Bench(EngineSettings.inDirectory(directory.resolve("data")), lab);
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void theSameOperationIsTakenUpAgain(Crash crash) {
        try (Bench bench = bench(crash.onStatic())) {
            Booking booking = bench.granted(lasting(request(ANN, SMALL), DAY), ANN);
            leadTo(bench, booking, crash.kind());
            OperationId crashed = bench.operations()
                    .runUntilCrashAfter(crash.task())
                    .orElseThrow()
                    .id();
            bench.crash();
            bench.settle();
            assertThat(bench.operations().numbers()).contains(crashed);
            boolean over = crash.kind() == OperationKind.CLEAN || crash.kind() == OperationKind.REMOVE;
            assertThat(bench.state(booking.id())).isEqualTo(over ? BookingState.DONE : BookingState.ACTIVE);
            endAndLook(bench, booking, crash.onStatic());
        }
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void cancellingBeforeTheCrashHoldsAfterIt(Crash crash) {
        try (Bench bench = bench(crash.onStatic())) {
            Booking booking = bench.granted(lasting(request(ANN, SMALL), DAY), ANN);
            leadTo(bench, booking, crash.kind());
            bench.operations().runUntilCrashAfter(crash.task());
            done(bench.engine().bookings().release(booking.id(), "", ANN));
            bench.crash();
            bench.settle();
            assertThat(bench.state(booking.id()).isFinal()).isTrue();
            endAndLook(bench, booking, crash.onStatic());
        }
    }

    private static void leadTo(Bench bench, Booking booking, OperationKind kind) {
        if (kind == OperationKind.PROVISION) {
            return;
        }
        bench.settle();
        if (kind == OperationKind.RESET) {
            done(bench.engine().bookings().reset(booking.id(), ANN));
        } else if (kind == OperationKind.SNAPSHOT) {
            NewSnapshot wanted = new NewSnapshot("mine", Optional.empty(), false, Sharing.PRIVATE);
            done(bench.engine().bookings().snapshot(booking.id(), wanted, ANN));
        } else {
            done(bench.engine().bookings().release(booking.id(), "", ANN));
        }
    }

    private static void endAndLook(Bench bench, Booking booking, boolean onStatic) {
        done(bench.engine().bookings().release(booking.id(), "", ANN));
        bench.settle();
        assertThat(bench.state(booking.id()).isFinal()).isTrue();
        assertThat(bench.engine().vpods().list())
                .extracting(Vpod::state)
                .isEqualTo(onStatic ? List.of(VpodState.FREE) : List.of());
        assertThat(bench.world.vpods()).hasSize(onStatic ? 1 : 0);
        assertThat(bench.engine().reconciler().report().isClean()).isTrue();
        assertThat(bench.active(ANN, DAY).state()).isEqualTo(BookingState.ACTIVE);
    }
}
