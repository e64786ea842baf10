package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.fake.SettableClock;
import io.laas.engine.outage.NewOutage;
import io.laas.engine.outage.OutageEffect;
import io.laas.engine.outage.OutageHit;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant T0 = SettableClock.START;

    private static NewOutage outage(String host, int fromDay, int toDay, OutageKind kind) {
        return new NewOutage(
                new LabId("demo"),
                Optional.ofNullable(host).map(HostId::new),
                Optional.of(T0.plus(DAY.multipliedBy(fromDay))),
                T0.plus(DAY.multipliedBy(toDay)),
                kind,
                "power");
    }

    @Test
    void blocksBookingsAndNamesItself() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            done(bench.engine().outages().set(outage("h1", 2, 3, OutageKind.PLANNED), false, ADMIN));
            var no = refused(bench.book(at(request(ANN, SMALL), T0.plus(DAY), DAY.multipliedBy(2)), ANN));
            assertThat(no.message())
                    .contains(
                            "Host h1 is out of service from 2026-03-04 09:00 UTC to 2026-03-05 09:00 UTC (x-1: power)");
            bench.granted(at(request(ANN, SMALL), T0.plus(DAY.multipliedBy(3)), DAY), ANN);
        }
    }

    @Test
    void whatIsOverIsListedForTheTimeThatItLasted() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            done(bench.engine().outages().set(outage(null, 0, 2, OutageKind.PLANNED), false, ADMIN));
            bench.clock.move(DAY);
            Outage ended = done(bench.engine()
                    .outages()
                    .end(bench.engine().outages().list().get(0).id(), ADMIN));
            Outage later = done(bench.engine().outages().set(outage(null, 3, 4, OutageKind.PLANNED), false, ADMIN))
                    .outage();
            bench.clock.move(DAY.multipliedBy(4));

            assertThat(bench.engine().outages().list()).isEmpty();
            assertThat(bench.engine().outages().during(new TimeSlot(T0, T0.plus(DAY.multipliedBy(5)))))
                    .containsExactly(ended, later);
            assertThat(ended.slot()).isEqualTo(new TimeSlot(T0, T0.plus(DAY)));
            assertThat(bench.engine().outages().during(new TimeSlot(T0.plus(DAY), T0.plus(DAY.multipliedBy(3)))))
                    .isEmpty();
        }
    }

    @Test
    void aPlannedOneOverBookingsIsRefusedWithTheList() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            Booking booking = bench.active(ANN, DAY.multipliedBy(3));
            var no = refused(bench.engine().outages().set(outage(null, 1, 2, OutageKind.PLANNED), false, ADMIN));
            assertThat(no.message()).contains("hits 1 granted booking: " + booking.id() + " of ann");
            assertThat(done(bench.engine()
                            .outages()
                            .effects(outage(null, 1, 2, OutageKind.PLANNED), Optional.empty(), ADMIN)))
                    .extracting(hit -> hit.before().id())
                    .containsExactly(booking.id());
            assertThat(refused(bench.engine()
                                    .outages()
                                    .effects(outage(null, 1, 2, OutageKind.PLANNED), Optional.empty(), BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
        }
    }

    @Test
    void thePreviewTellsWhatBecomesOfEachAndKeepsNothing() {
        try (Bench bench =
                new Bench(Bench.inMemory(), aLab().host("h1", 2).host("h2", 1).build())) {
            Booking running = bench.active(ANN, DAY.multipliedBy(4));
            String host = running.host().orElseThrow().value();
            NewOutage planned = outage(host, 2, 6, OutageKind.PLANNED);
            List<Booking> coming = new ArrayList<>();
            while (coming.size() < 2) {
                Booking b = bench.granted(at(request(BOB, SMALL), T0.plus(DAY.multipliedBy(3)), DAY), BOB);
                coming.add(b);
            }
            long events = bench.engine().events().last();

            List<OutageHit> told = done(bench.engine().outages().effects(planned, Optional.empty(), ADMIN));

            assertThat(bench.engine().events().last()).isEqualTo(events);
            assertThat(bench.engine().outages().list()).isEmpty();
            assertThat(bench.booking(running.id())).isEqualTo(running);
            assertThat(coming).allSatisfy(b -> assertThat(bench.booking(b.id())).isEqualTo(b));
            assertThat(told).anySatisfy(h -> {
                assertThat(h.before().id()).isEqualTo(running.id());
                assertThat(h.fate()).isEqualTo(OutageHit.Fate.SHORTENED);
            });
            OutageEffect effect = done(bench.engine().outages().set(planned, true, ADMIN));
            assertThat(effect.hits()).hasSameSizeAs(told);
            for (OutageHit hit : told) {
                Booking now = bench.booking(hit.before().id());
                assertThat(now.slot()).isEqualTo(hit.after().slot());
                assertThat(now.state()).isEqualTo(hit.after().state());
                assertThat(now.host()).isEqualTo(hit.after().host());
            }
            assertThat(refused(bench.engine().outages().effects(planned, Optional.empty(), BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
        }
    }

    @Test
    void anEmergencyEndsOrCancelsAndThePreviewSaysSo() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 2).build())) {
            Booking running = bench.active(ANN, DAY.multipliedBy(4));
            Booking coming = bench.granted(at(request(BOB, SMALL), T0.plus(DAY), DAY), BOB);
            NewOutage now = new NewOutage(
                    new LabId("demo"),
                    Optional.empty(),
                    Optional.empty(),
                    T0.plus(DAY.multipliedBy(2)),
                    OutageKind.EMERGENCY,
                    "fire");

            assertThat(done(bench.engine().outages().effects(now, Optional.empty(), ADMIN)))
                    .extracting(h -> h.before().id() + " " + h.fate())
                    .containsExactly(running.id() + " ENDED", coming.id() + " CANCELLED");
            assertThat(bench.state(running.id())).isEqualTo(BookingState.ACTIVE);
        }
    }

    @Test
    void forcedItShortensRunningAndMovesComingBookings() {
        try (Bench bench =
                new Bench(Bench.inMemory(), aLab().host("h1", 1).host("h2", 1).build())) {
            Booking running = bench.active(ANN, DAY.multipliedBy(3));
            Booking coming = bench.granted(at(request(BOB, SMALL), T0.plus(DAY.multipliedBy(4)), DAY), BOB);
            String host = running.host().orElseThrow().value();
            OutageEffect effect =
                    done(bench.engine().outages().set(outage(host, 2, 6, OutageKind.PLANNED), true, ADMIN));
            assertThat(effect.hits()).hasSizeBetween(1, 2);
            assertThat(bench.booking(running.id()).slot().end())
                    .isEqualTo(T0.plus(DAY.multipliedBy(2)).minus(Duration.ofMinutes(15)));
            assertThat(bench.booking(coming.id()).state()).isEqualTo(BookingState.SCHEDULED);
            assertThat(bench.booking(coming.id()).host().orElseThrow().value()).isNotEqualTo(host);
        }
    }

    @Test
    void anEmergencyEndsWhatRunsAndCancelsWhatCannotMove() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            Booking running = bench.active(ANN, DAY);
            Booking coming = bench.granted(at(request(BOB, SMALL), T0.plus(DAY.multipliedBy(4)), DAY), BOB);
            done(bench.engine().outages().set(outage(null, 0, 10, OutageKind.EMERGENCY), false, ADMIN));
            bench.settle();
            assertThat(bench.state(running.id())).isEqualTo(BookingState.DONE);
            assertThat(bench.booking(running.id()).reason().orElseThrow()).isEqualTo("Outage x-1 of lab demo: power");
            assertThat(bench.state(coming.id())).isEqualTo(BookingState.CANCELLED);
        }
    }

    @Test
    void endedEarlyItLetsTheWaitingIn() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            OutageEffect effect =
                    done(bench.engine().outages().set(outage("h1", 0, 10, OutageKind.EMERGENCY), false, ADMIN));
            bench.pass(Duration.ofMinutes(1));
            bench.book(Bench.waiting(lasting(request(ANN, SMALL), DAY)), ANN);
            bench.pass(Duration.ofMinutes(5));
            done(bench.engine().outages().end(effect.outage().id(), ADMIN));
            bench.settle();
            assertThat(bench.engine().outages().list()).isEmpty();
            assertThat(bench.state(new io.laas.model.BookingId(1))).isEqualTo(BookingState.ACTIVE);
        }
    }
}
