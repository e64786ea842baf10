package io.laas.engine;

import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.by;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.request;
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.Extension;
import io.laas.model.BookingId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginTest {
    private static final BookingFilter OPEN = BookingFilter.all(50).unfinished();

    private static BookingRequest run(String origin) {
        return by(request(ANN, SMALL), Booker.PIPELINE)
                .but()
                .origin(origin)
                .mayWait(true)
                .build();
    }

    private static List<BookingId> found(Bench bench, BookingFilter filter) {
        return bench.engine().bookings().list(filter, ANN).items().stream()
                .map(v -> v.booking().id())
                .sorted()
                .toList();
    }

    @Test
    void aBookingKeepsItsOriginThroughItsWholeLife() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            Booking booking = bench.granted(run("run:nightly#12"), ANN);
            assertThat(booking.origin()).contains("run:nightly#12");
            bench.settle();
            done(bench.engine().bookings().extend(booking.id(), new Extension.By(Duration.ofHours(1)), ANN));
            done(bench.engine().bookings().release(booking.id(), "", ANN));
            bench.settle();
            assertThat(bench.booking(booking.id()).state().isFinal()).isTrue();
            assertThat(bench.booking(booking.id()).origin()).contains("run:nightly#12");
        }
    }

    @Test
    void unfinishedBookingsAreFoundByWhereTheyWereMade() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 2).build())) {
            BookingId nightly = bench.granted(run("run:nightly#12"), ANN).id();
            BookingId over = bench.granted(run("run:nightly#11"), ANN).id();
            done(bench.engine().bookings().release(over, "", ANN));
            bench.settle();
            BookingId person = bench.granted(request(BOB, SMALL), BOB).id();
            bench.book(waiting(run("run:night_ly#1")), ANN);
            BookingId queued = found(bench, OPEN.madeAt("run:night_")).get(0);

            assertThat(found(bench, OPEN.madeAt("run:nightly#"))).containsExactly(nightly);
            assertThat(found(bench, OPEN.madeAt("run:"))).containsExactly(nightly, queued);
            assertThat(found(bench, OPEN.madeAt(""))).containsExactly(nightly, queued);
            assertThat(found(bench, OPEN.madeAt("run:%"))).isEmpty();
            assertThat(found(bench, OPEN.by(Booker.PIPELINE))).containsExactly(nightly, queued);
            assertThat(found(bench, OPEN.by(Booker.PERSON))).containsExactly(person);
            assertThat(found(bench, BookingFilter.all(50).madeAt("run:nightly#")))
                    .containsExactly(nightly, over);
        }
    }
}
