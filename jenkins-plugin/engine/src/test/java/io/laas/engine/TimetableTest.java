package io.laas.engine;

import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.request;
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.calendar.Bar;
import io.laas.engine.calendar.Timetable;
import io.laas.model.BookingId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static Timetable seen(Bench bench, TimeSlot window) {
        return bench.engine().calendar().timetable(window, Optional.empty(), BOB);
    }

    private static Bar bar(Timetable timetable, BookingId id) {
        return timetable.bars().stream()
                .filter(b -> b.booking().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not in " + timetable));
    }

    @Test
    void aBookingThatWasGivenBackEarlyEndsThen() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            Booking booking = bench.granted(request(ANN, SMALL), ANN);
            bench.settle();
            TimeSlot window = booking.slot();
            assertThat(bar(seen(bench, window), booking.id()).state()).isEqualTo(BookingState.ACTIVE);

            bench.pass(Duration.ofMinutes(20));
            Instant given = bench.clock.instant();
            done(bench.engine().bookings().release(booking.id(), "", ANN));
            bench.settle();

            Bar over = bar(seen(bench, window), booking.id());
            assertThat(over.state()).isEqualTo(BookingState.DONE);
            assertThat(over.slot().end()).isEqualTo(given);
            assertThat(over.place()).isPresent();
            assertThat(seen(bench, new TimeSlot(given, window.end())).bars()).isEmpty();
        }
    }

    @Test
    void whatWaitsIsShownWithoutAPlace() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            Booking first = bench.granted(request(ANN, SMALL), ANN);
            bench.book(waiting(request(BOB, SMALL)), BOB);

            Timetable timetable = seen(bench, first.slot());

            assertThat(timetable.cut()).isFalse();
            assertThat(timetable.bars()).hasSize(2);
            Bar queued = timetable.bars().stream()
                    .filter(b -> b.state() == BookingState.WAITING)
                    .findFirst()
                    .orElseThrow();
            assertThat(queued.place()).isEmpty();
            assertThat(queued.mine()).isTrue();
            assertThat(bar(timetable, first.id()).mine()).isFalse();
        }
    }
}
