package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.engine.booking.BookingFilter;
import io.laas.engine.fake.FullDisk;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.store.StoreException;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full: writes fail clearly and wholly, reading goes on, and all is well as soon as there is space. */
class FullDiskTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant TOMORROW = SettableClock.START.plus(DAY);

    @TempDir
    private Path directory;

    private static int bookings(Bench bench) {
        return bench.engine()
                .bookings()
                .list(BookingFilter.all(100), ADMIN)
                .items()
                .size();
    }

    @Test
    void writesAreRefusedBeforeTheDiskIsFull() {
        EngineSettings settings = EngineSettings.inDirectory(directory);
        Booking booking;
        try (Bench bench = new Bench(settings, aLab().host("h1", 9).build())) {
            booking = bench.granted(at(request(ANN, SMALL), TOMORROW, DAY), ANN);
        }
        try (Engine engine = Engine.open(
                settings.withFreeSpace(1),
                new io.laas.engine.fake.InMemoryPodOperations(new io.laas.engine.fake.World()),
                new SettableClock())) {
            assertThat(Bench.done(engine.bookings().find(booking.id(), ADMIN)).booking())
                    .isEqualTo(booking);
        }
        assertThatThrownBy(() -> new Bench(settings.withFreeSpace(Long.MAX_VALUE), aLab().build()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is full")
                .hasMessageContaining("nothing was changed. Free some space; reading goes on.");
    }

    @Test
    void aWriteThatFailsLeavesNothingAndTheEngineRecovers() {
        FullDisk.register();
        String url = "jdbc:h2:full:" + directory.resolve("laas");
        EngineSettings settings = EngineSettings.at(new EngineSettings.Database(url, "sa", ""));
        try (Bench bench = new Bench(settings, aLab().host("h1", 9).build())) {
            bench.granted(at(request(ANN, SMALL), TOMORROW, DAY), ANN);
            FullDisk.set(true);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> bench.granted(at(request(ADMIN, SMALL), TOMORROW, DAY), ADMIN))
                        .isInstanceOf(StoreException.class);
                assertThat(bookings(bench)).isEqualTo(1);
                bench.engine().tick();
            }
            FullDisk.set(false);
            Booking second = bench.granted(at(request(ADMIN, SMALL), TOMORROW, DAY), ADMIN);
            assertThat(bookings(bench)).isEqualTo(2);
            bench.crash();
            assertThat(bookings(bench)).isEqualTo(2);
            bench.pass(DAY);
            assertThat(bench.state(second.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void theEndOfAnOperationIsNotLost() {
        FullDisk.register();
        String url = "jdbc:h2:full:" + directory.resolve("laas");
        EngineSettings settings = EngineSettings.at(new EngineSettings.Database(url, "sa", ""));
        try (Bench bench = new Bench(settings, aLab().host("h1", 9).build())) {
            Booking booking = bench.granted(Bench.lasting(request(ANN, SMALL), DAY), ANN);
            FullDisk.set(true);
            bench.operations().runAll();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.PROVISIONING);
            FullDisk.set(false);
            bench.settle();
            assertThat(bench.state(booking.id())).isEqualTo(BookingState.ACTIVE);
            assertThat(bench.operations().started()).hasSize(1);
        }
    }
}
