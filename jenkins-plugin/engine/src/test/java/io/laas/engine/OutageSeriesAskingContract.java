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

import io.laas.engine.account.RequestKey;
import io.laas.engine.booking.Shortening;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.outage.NewOutage;
import io.laas.engine.outage.NewOutageSeries;
import io.laas.engine.outage.OutageHit;
import io.laas.engine.outage.OutageSeries;
import io.laas.engine.outage.OutageSeriesPreview;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import io.laas.model.lab.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What outages that repeat and ask holders to end earlier promise, whatever the database is. */
abstract class OutageSeriesAskingContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration CLEANING = Duration.ofMinutes(15);
    /** Saturday 22:00 in Paris, five days and a half after the beginning. */
    private static final Instant SATURDAY = Instant.parse("2026-03-07T21:00:00Z");

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private Bench bench() {
        return new Bench(settings(), aLab().host("h1", 2).build());
    }

    private static NewOutageSeries weekly(Instant first, Duration answerBefore) {
        NewOutage outage = new NewOutage(
                new LabId("demo"),
                Optional.of(new HostId("h1")),
                Optional.of(first),
                first.plus(Duration.ofHours(4)),
                OutageKind.PLANNED,
                "patches");
        return new NewOutageSeries(outage, "FREQ=WEEKLY;BYDAY=SA", Optional.of(answerBefore));
    }

    private static OutageSeries asking(Bench bench) {
        return done(bench.engine().outageSeries().set(weekly(SATURDAY, DAY), false, ADMIN));
    }

    private static List<Shortening> open(Bench bench, Booking booking) {
        return done(bench.engine().shortenings().open(booking.id(), ANN));
    }

    private static List<Outage> coming(Bench bench) {
        return bench.engine().outageSeries().list().get(0).coming();
    }

    @Test
    void asksWhenATimeIsSetAndWhoAgreesEndsEarlier() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, WEEK);

            OutageSeries series = asking(bench);

            assertThat(series.answerBefore()).contains(DAY);
            assertThat(bench.booking(running.id()).slot()).isEqualTo(running.slot());
            assertThat(open(bench, running)).singleElement().satisfies(q -> {
                assertThat(q.outage()).isEqualTo(series.coming().get(0).id());
                assertThat(q.end()).isEqualTo(SATURDAY.minus(CLEANING));
                assertThat(q.until()).isEqualTo(SATURDAY.minus(DAY));
                assertThat(q.why()).isEqualTo("patches");
            });
            bench.crash();

            Booking shorter = done(bench.engine()
                    .shortenings()
                    .agree(running.id(), series.coming().get(0).id(), ANN));

            assertThat(shorter.slot().end()).isEqualTo(SATURDAY.minus(CLEANING));
            bench.clock.set(SATURDAY.minus(Duration.ofHours(1)));
            bench.settle();
            assertThat(coming(bench).get(0).slot().start()).isEqualTo(SATURDAY);
        }
    }

    @Test
    void whoRefusesKeepsTheTimeAndOnlyThatTimeIsTakenBack() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, WEEK);
            OutageSeries series = asking(bench);
            OutageId first = series.coming().get(0).id();

            done(bench.engine().shortenings().refuse(running.id(), first, ANN));

            assertThat(bench.booking(running.id()).slot()).isEqualTo(running.slot());
            assertThat(coming(bench))
                    .isEqualTo(series.coming().subList(1, series.coming().size()));
            assertThat(ended(bench))
                    .singleElement()
                    .satisfies(e -> assertThat(e.data())
                            .containsEntry("series", series.id().toString())
                            .containsEntry("outage", first.toString())
                            .containsEntry(
                                    "because", "ann did not agree to end booking %s earlier".formatted(running.id())));
            bench.crash();
            bench.pass(DAY.multipliedBy(3));
            assertThat(coming(bench))
                    .as("it is not set again")
                    .noneMatch(o -> o.slot().start().equals(SATURDAY));
        }
    }

    private static List<Event> ended(Bench bench) {
        return bench.engine().events().after(0, 1000).stream()
                .filter(e -> e.type() == EventType.OUTAGE_ENDED)
                .toList();
    }

    @Test
    void whenNobodyAnswersInTimeOnlyThatTimeIsTakenBack() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, WEEK);
            OutageSeries series = asking(bench);

            bench.clock.set(SATURDAY.minus(DAY));
            bench.settle();

            assertThat(bench.booking(running.id()).slot()).isEqualTo(running.slot());
            assertThat(coming(bench).get(0).id())
                    .isEqualTo(series.coming().get(1).id());
            assertThat(ended(bench))
                    .singleElement()
                    .satisfies(e -> assertThat(e.data().get("because")).contains("ann did not say by"));
        }
    }

    @Test
    void whoEndsBeforeOneTimeIsNotAskedAboutLaterOnes() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, DAY.multipliedBy(15));
            OutageSeries series = asking(bench);
            assertThat(open(bench, running))
                    .extracting(Shortening::until)
                    .containsExactly(SATURDAY.minus(DAY), SATURDAY.plus(WEEK).minus(DAY));

            done(bench.engine()
                    .shortenings()
                    .agree(running.id(), series.coming().get(0).id(), ANN));

            assertThat(open(bench, running)).isEmpty();
            assertThat(coming(bench)).isEqualTo(series.coming());
            assertThat(refused(bench.engine()
                                    .shortenings()
                                    .refuse(running.id(), series.coming().get(1).id(), ANN))
                            .code())
                    .isEqualTo(RefusalCode.WRONG_STATE);
        }
    }

    @Test
    void whoAgreesToALaterTimeIsStillAskedAboutTheEarlierOne() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, DAY.multipliedBy(15));
            OutageSeries series = asking(bench);

            done(bench.engine()
                    .shortenings()
                    .agree(running.id(), series.coming().get(1).id(), ANN));

            assertThat(open(bench, running))
                    .extracting(Shortening::outage)
                    .containsExactly(series.coming().get(0).id());
        }
    }

    @Test
    void nobodyIsAskedAnyMoreOnceTheSeriesOrTheTimeIsEnded() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, DAY.multipliedBy(15));
            OutageSeries series = asking(bench);
            OutageId first = series.coming().get(0).id();
            done(bench.engine().outages().end(first, ADMIN));
            assertThat(open(bench, running))
                    .extracting(Shortening::outage)
                    .containsExactly(series.coming().get(1).id());
            assertThat(ended(bench))
                    .singleElement()
                    .satisfies(e -> assertThat(e.data())
                            .containsEntry("series", series.id().toString())
                            .containsEntry("alone", "true"));

            done(bench.engine().outageSeries().end(series.id(), ADMIN));

            assertThat(open(bench, running)).isEmpty();
            assertThat(refused(bench.engine()
                                    .shortenings()
                                    .agree(running.id(), series.coming().get(1).id(), ANN))
                            .code())
                    .isEqualTo(RefusalCode.WRONG_STATE);
            bench.clock.set(SATURDAY.plus(WEEK));
            bench.settle();
            assertThat(bench.booking(running.id()).slot()).isEqualTo(running.slot());
        }
    }

    @Test
    void whatCannotJustEndEarlierIsRefusedUnlessForced() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, WEEK);
            Booking during = bench.granted(
                    at(request(BOB, SMALL), SATURDAY.plus(WEEK).plusSeconds(3600), Duration.ofHours(2)), BOB);

            assertThat(refused(bench.engine().outageSeries().set(weekly(SATURDAY, DAY), false, ADMIN))
                            .message())
                    .contains(during.id() + " of bob")
                    .doesNotContain(running.id() + " of");
            assertThat(bench.engine().outages().list()).isEmpty();

            done(bench.engine().outageSeries().set(weekly(SATURDAY, DAY), true, ADMIN));
            assertThat(bench.state(during.id())).isEqualTo(BookingState.CANCELLED);
            assertThat(open(bench, running)).hasSize(1);
        }
    }

    @Test
    void thePreviewTellsWhoWouldBeAskedAndKeepsNothing() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, WEEK);
            long events = bench.engine().events().last();

            OutageSeriesPreview told = done(bench.engine().outageSeries().preview(weekly(SATURDAY, DAY), ADMIN));

            assertThat(told.times().get(0).hits()).singleElement().satisfies(hit -> {
                assertThat(hit.fate()).isEqualTo(OutageHit.Fate.ASKED);
                assertThat(hit.asked()).contains(SATURDAY.minus(CLEANING));
                assertThat(hit.after().slot()).isEqualTo(running.slot());
            });
            assertThat(bench.engine().events().last()).isEqualTo(events);
            assertThat(bench.engine().outages().list()).isEmpty();
            assertThat(open(bench, running)).isEmpty();
        }
    }

    @Test
    void aTimeThatComesWithinReachAsksToo() {
        try (Bench bench = bench()) {
            OutageSeries series = asking(bench);
            Instant next = last(series).plus(WEEK);
            bench.configure(aLab().host("h1", 2).policy(farther()).build());
            Booking far =
                    bench.granted(at(request(ANN, SMALL), next.minus(Duration.ofHours(1)), Duration.ofHours(3)), ANN);

            bench.pass(DAY);

            assertThat(bench.booking(far.id()).slot()).isEqualTo(far.slot());
            assertThat(open(bench, far))
                    .singleElement()
                    .satisfies(q -> assertThat(q.until()).isEqualTo(next.minus(DAY)));
        }
    }

    @Test
    void whereItIsTooLateToAskBookingsMakeRoom() {
        Duration long100 = DAY.multipliedBy(100);
        Instant first = SATURDAY.plus(WEEK.multipliedBy(15));
        try (Bench bench = bench()) {
            OutageSeries series = done(bench.engine().outageSeries().set(weekly(first, long100), false, ADMIN));
            Instant next = last(series).plus(WEEK);
            bench.configure(aLab().host("h1", 2).policy(farther()).build());
            Booking far =
                    bench.granted(at(request(ANN, SMALL), next.minus(Duration.ofHours(1)), Duration.ofHours(3)), ANN);

            bench.pass(DAY.multipliedBy(25));

            assertThat(next).isBefore(bench.clock.instant().plus(long100));
            assertThat(bench.state(far.id())).isEqualTo(BookingState.CANCELLED);
            assertThat(done(bench.engine().shortenings().list(ADMIN))).isEmpty();
        }
    }

    private static Instant last(OutageSeries series) {
        return series.coming().get(series.coming().size() - 1).slot().start();
    }

    private static Policy farther() {
        return OutageSeriesContract.horizon(DAY.multipliedBy(200));
    }

    @Test
    void saysWhatIsWrongWithTheTimeToAnswer() {
        try (Bench bench = bench()) {
            for (Duration wrong : List.of(Duration.ZERO, DAY.negated(), Duration.ofMinutes(14))) {
                assertThat(no(bench, SATURDAY, wrong))
                        .isEqualTo(
                                "Holders must have answered before their bookings would have to end: answerBefore must be longer than nothing and at least 15 minutes, the time lab demo needs for cleaning, was %s.",
                                wrong);
            }
            assertThat(no(bench, SATURDAY, DAY.multipliedBy(111)))
                    .startsWith("Holders are asked when a time is set, which lab demo does 111 days ahead");
            assertThat(no(bench, SATURDAY, Duration.ofSeconds(Long.MAX_VALUE)))
                    .contains("answerBefore must be shorter than that");
            assertThat(no(bench, SettableClock.START.plus(Duration.ofHours(4)), DAY))
                    .contains("for the first outage on 2026-03-02T13:00:00Z")
                    .contains("Begin later, or give a shorter answerBefore.");
            assertThat(bench.engine().outages().list()).isEmpty();
        }
    }

    private static String no(Bench bench, Instant first, Duration answerBefore) {
        NewOutageSeries order = weekly(first, answerBefore);
        NewOutageSeries daily = new NewOutageSeries(order.first(), "FREQ=DAILY", order.answerBefore());
        var no = refused(bench.engine().outageSeries().set(daily, false, ADMIN));
        assertThat(no.code()).isEqualTo(RefusalCode.INVALID);
        assertThat(refused(bench.engine().outageSeries().preview(daily, ADMIN))).isEqualTo(no);
        return no.message();
    }

    @Test
    void theSameKeyAsksOnce() {
        try (Bench bench = bench()) {
            Booking running = bench.active(ANN, WEEK);
            var under = ADMIN.once(new RequestKey("k", "weekly"));
            OutageSeries first = done(bench.engine().outageSeries().set(weekly(SATURDAY, DAY), false, under));
            OutageSeries again = done(bench.engine().outageSeries().set(weekly(SATURDAY, DAY), false, under));

            assertThat(again).isEqualTo(first);
            assertThat(open(bench, running)).hasSize(1);
        }
    }
}
