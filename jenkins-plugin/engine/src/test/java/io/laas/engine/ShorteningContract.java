package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.laas.engine.booking.Extension;
import io.laas.engine.booking.Shortening;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.outage.NewOutage;
import io.laas.engine.outage.OutageEffect;
import io.laas.engine.outage.OutageHit;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What asking holders to end before an outage promises, whatever the database is. */
abstract class ShorteningContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CLEANING = Duration.ofMinutes(15);
    private static final Instant T0 = SettableClock.START;
    private static final Instant BEGINS = T0.plus(DAY.multipliedBy(2));
    private static final Instant DEADLINE = T0.plus(DAY);

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private Bench bench() {
        return new Bench(settings(), aLab().host("h1", 2).build());
    }

    private static NewOutage outage(OutageKind kind) {
        return new NewOutage(
                new LabId("demo"),
                Optional.of(new HostId("h1")),
                Optional.of(BEGINS),
                BEGINS.plus(DAY),
                kind,
                "new disks");
    }

    private static OutageId asked(Bench bench) {
        OutageEffect effect = done(bench.engine().outages().ask(outage(OutageKind.PLANNED), DEADLINE, false, ADMIN));
        return effect.outage().id();
    }

    private static List<EventType> told(Bench bench, Booking booking) {
        return bench.engine().events().ofBooking(booking.id(), 0, 100).stream()
                .map(Event::type)
                .toList();
    }

    @Test
    void asksAndShortensWhoeverAgrees() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, DAY.multipliedBy(3));

            OutageId outage = asked(bench);

            assertThat(bench.booking(running.id()).slot()).isEqualTo(running.slot());
            Shortening question =
                    done(bench.engine().shortenings().open(running.id(), ANN)).get(0);
            assertThat(question.end()).isEqualTo(BEGINS.minus(CLEANING));
            assertThat(question.until()).isEqualTo(DEADLINE);
            assertThat(question.why()).isEqualTo("new disks");
            assertThat(told(bench, running)).contains(EventType.SHORTENING_ASKED);

            Booking shorter = done(bench.engine().shortenings().agree(running.id(), outage, ANN));

            assertThat(shorter.slot().end()).isEqualTo(BEGINS.minus(CLEANING));
            assertThat(shorter.state()).isEqualTo(BookingState.ACTIVE);
            assertThat(told(bench, running)).contains(EventType.SHORTENING_AGREED);
            bench.pass(DAY);
            assertThat(bench.engine().outages().list()).extracting(o -> o.id()).containsExactly(outage);
            assertThat(done(bench.engine().shortenings().list(ADMIN)))
                    .singleElement()
                    .satisfies(q -> assertThat(q.state()).isEqualTo(Shortening.State.AGREED))
                    .satisfies(q -> assertThat(q.by()).contains(ANN.user()));
            assertThat(refused(bench.engine().shortenings().agree(running.id(), outage, ANN))
                            .message())
                    .contains("ann has agreed already");
        }
    }

    @Test
    void thePreviewTellsWhoWouldBeAskedAndKeepsNothing() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, DAY.multipliedBy(3));
            Booking coming = bench.granted(at(request(BOB, SMALL), BEGINS.plusSeconds(3600), DAY), BOB);

            List<OutageHit> told =
                    done(bench.engine().outages().effects(outage(OutageKind.PLANNED), Optional.of(DEADLINE), ADMIN));

            assertThat(told)
                    .extracting(h -> h.before().id(), OutageHit::fate, OutageHit::asked)
                    .containsExactly(
                            tuple(running.id(), OutageHit.Fate.ASKED, Optional.of(BEGINS.minus(CLEANING))),
                            tuple(coming.id(), OutageHit.Fate.CANCELLED, Optional.empty()));
            assertThat(bench.engine().outages().list()).isEmpty();
            assertThat(done(bench.engine().shortenings().open(running.id(), ANN)))
                    .isEmpty();
            assertThat(bench.state(coming.id())).isEqualTo(BookingState.SCHEDULED);
            assertThat(refused(bench.engine()
                                    .outages()
                                    .effects(outage(OutageKind.EMERGENCY), Optional.of(DEADLINE), ADMIN))
                            .message())
                    .contains("An emergency does not ask");
        }
    }

    @Test
    void takesTheOutageBackWhenOneRefuses() {
        try (Bench bench = bench()) {
            Booking first = bench.active(ANN, DAY.multipliedBy(3));
            Booking second = bench.active(BOB, DAY.multipliedBy(3));
            OutageId outage = asked(bench);

            Booking kept = done(bench.engine().shortenings().refuse(first.id(), outage, ANN));

            assertThat(kept.slot()).isEqualTo(first.slot());
            assertThat(bench.engine().outages().list()).isEmpty();
            assertThat(done(bench.engine().shortenings().open(second.id(), BOB)))
                    .as("nobody else is asked any more")
                    .isEmpty();
            assertThat(refused(bench.engine().shortenings().agree(second.id(), outage, BOB))
                            .code())
                    .isEqualTo(RefusalCode.WRONG_STATE);
            assertThat(told(bench, first)).contains(EventType.SHORTENING_REFUSED);
            assertThat(bench.booking(second.id()).slot()).isEqualTo(second.slot());
        }
    }

    @Test
    void takesTheOutageBackWhenNobodyAnswersInTime() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, DAY.multipliedBy(3));
            OutageId outage = asked(bench);
            bench.crash();

            bench.pass(DAY);

            assertThat(bench.engine().outages().list()).isEmpty();
            assertThat(bench.booking(running.id()).slot()).isEqualTo(running.slot());
            assertThat(bench.engine().events().after(0, 1000))
                    .filteredOn(e -> e.type() == EventType.OUTAGE_ENDED)
                    .singleElement()
                    .satisfies(e -> assertThat(e.data().get("because"))
                            .contains("ann did not say by", running.id().toString()));
            assertThat(refused(bench.engine().shortenings().agree(running.id(), outage, ANN))
                            .code())
                    .isEqualTo(RefusalCode.WRONG_STATE);
        }
    }

    @Test
    void anOutageStaysWhenTheBookingIsNotInItsWayAnyMore() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, DAY.multipliedBy(3));
            OutageId outage = asked(bench);
            done(bench.engine().bookings().release(running.id(), "", ANN));

            bench.pass(DAY);

            assertThat(bench.engine().outages().list()).extracting(o -> o.id()).containsExactly(outage);
        }
    }

    @Test
    void nobodyBooksOrExtendsOverItMeanwhile() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, Duration.ofHours(40));
            Booking longer = bench.active(BOB, DAY.multipliedBy(3));
            OutageId outage = asked(bench);

            assertThat(refused(bench.book(at(request(BOB, SMALL), BEGINS, DAY), BOB))
                            .message())
                    .contains("new disks");
            assertThat(refused(bench.engine().bookings().extend(running.id(), new Extension.By(DAY), ADMIN))
                            .code())
                    .isEqualTo(RefusalCode.POD_TAKEN);
            done(bench.engine().shortenings().agree(longer.id(), outage, BOB));
            assertThat(refused(bench.engine().bookings().extend(longer.id(), new Extension.By(DAY), ADMIN))
                            .code())
                    .as("who has agreed cannot take it back")
                    .isEqualTo(RefusalCode.POD_TAKEN);
        }
    }

    @Test
    void whatCannotJustEndEarlierIsRefusedUnlessForced() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, DAY.multipliedBy(3));
            Booking coming = bench.granted(at(request(BOB, SMALL), BEGINS.plusSeconds(3600), DAY), BOB);

            assertThat(refused(bench.engine().outages().ask(outage(OutageKind.PLANNED), DEADLINE, false, ADMIN))
                            .message())
                    .contains(coming.id().toString())
                    .doesNotContain(running.id() + " of");
            done(bench.engine().outages().ask(outage(OutageKind.PLANNED), DEADLINE, true, ADMIN));

            assertThat(bench.state(coming.id())).isEqualTo(BookingState.CANCELLED);
            assertThat(bench.booking(running.id()).slot()).isEqualTo(running.slot());
            assertThat(done(bench.engine().shortenings().open(running.id(), ANN)))
                    .hasSize(1);
        }
    }

    @Test
    void onlyHoldersAnswerAndOnlyAdminsAsk() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, DAY.multipliedBy(3));
            assertThat(refused(bench.engine().outages().ask(outage(OutageKind.PLANNED), DEADLINE, false, BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(refused(bench.engine().outages().ask(outage(OutageKind.EMERGENCY), DEADLINE, false, ADMIN))
                            .message())
                    .contains("An emergency does not ask");
            for (Instant wrong : List.of(T0, BEGINS)) {
                assertThat(refused(bench.engine().outages().ask(outage(OutageKind.PLANNED), wrong, false, ADMIN))
                                .code())
                        .isEqualTo(RefusalCode.INVALID);
            }
            OutageId outage = asked(bench);
            assertThat(refused(bench.engine().shortenings().agree(running.id(), outage, BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(refused(bench.engine().shortenings().refuse(running.id(), new OutageId(77), ANN))
                            .code())
                    .isEqualTo(RefusalCode.UNKNOWN_OUTAGE);
            assertThat(refused(bench.engine().shortenings().list(BOB)).code()).isEqualTo(RefusalCode.FORBIDDEN);
        }
    }

    @Test
    void ofManyWhoAnswerAtOnceOneDecides() throws Exception {
        for (int round = 0; round < 10; round++) {
            try (Bench bench = bench()) {
                Booking running = bench.active(ANN, DAY.multipliedBy(3));
                OutageId outage = asked(bench);
                AtomicInteger agreed = new AtomicInteger();
                AtomicInteger refused = new AtomicInteger();

                EngineContract.atOnce(8, i -> {
                    boolean yes = i % 2 == 0;
                    var answer = yes
                            ? bench.engine().shortenings().agree(running.id(), outage, ANN)
                            : bench.engine().shortenings().refuse(running.id(), outage, ANN);
                    if (answer instanceof Answer.Done) {
                        (yes ? agreed : refused).incrementAndGet();
                    }
                    return i;
                });

                assertThat(agreed.get() + refused.get()).isEqualTo(1);
                boolean stands = !bench.engine().outages().list().isEmpty();
                assertThat(stands).isEqualTo(agreed.get() == 1);
                assertThat(bench.booking(running.id()).slot().end())
                        .isEqualTo(
                                stands ? BEGINS.minus(CLEANING) : running.slot().end());
            }
        }
    }
}
