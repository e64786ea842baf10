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
import io.laas.engine.outage.NewOutage;
import io.laas.engine.outage.NewOutageSeries;
import io.laas.engine.outage.OutageHit;
import io.laas.engine.outage.OutageSeries;
import io.laas.engine.outage.OutageSeriesPreview;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageSeriesId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import io.laas.model.lab.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What outages that repeat promise, whatever the database is; the lab is in Paris, where summer time begins on 29 March 2026. */
abstract class OutageSeriesContract {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    /** Saturday 22:00 in Paris. */
    private static final Instant SATURDAY = Instant.parse("2026-03-07T21:00:00Z");

    private static NewOutage saturday(OutageKind kind) {
        return new NewOutage(
                new LabId("demo"),
                Optional.of(new HostId("h1")),
                Optional.of(SATURDAY),
                SATURDAY.plus(Duration.ofHours(4)),
                kind,
                "patches");
    }

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private Bench bench() {
        return new Bench(settings(), aLab().host("h1", 2).build());
    }

    private static OutageSeries weekly(Bench bench) {
        return done(bench.engine()
                .outageSeries()
                .set(new NewOutageSeries(saturday(OutageKind.PLANNED), "FREQ=WEEKLY;BYDAY=SA"), false, ADMIN));
    }

    @Test
    void staysAtTheSameLocalTimeWhenClocksChange() {
        try (Bench bench = bench()) {
            OutageSeries series = weekly(bench);

            assertThat(series.coming()).hasSizeGreaterThan(10);
            assertThat(series.coming())
                    .allSatisfy(o -> assertThat(o.slot().start().atZone(PARIS).toLocalTime())
                            .isEqualTo(LocalTime.of(22, 0)));
            Outage overTheChange = series.coming().get(3);
            assertThat(overTheChange.slot().start()).isEqualTo("2026-03-28T21:00:00Z");
            assertThat(overTheChange.slot().end())
                    .as("until 2:00, which is 3:00 then")
                    .isEqualTo("2026-03-29T01:00:00Z");
            assertThat(series.coming().get(4).slot().start()).isEqualTo("2026-04-04T20:00:00Z");
        }
    }

    @Test
    void blocksBookingsEachTime() {
        try (Bench bench = bench()) {
            weekly(bench);
            Instant second = SATURDAY.plus(Duration.ofDays(7));

            assertThat(refused(bench.book(at(request(ANN, SMALL), second, Duration.ofHours(2)), ANN))
                            .message())
                    .contains("Host h1 is out of service");
            bench.granted(at(request(ANN, SMALL), second.plus(Duration.ofHours(4)), Duration.ofHours(2)), ANN);
        }
    }

    @Test
    void furtherTimesFollowAsTimeGoesOnAndTheStoreMayBeOpenedAnew() {
        try (Bench bench = bench()) {
            OutageSeries series = weekly(bench);
            Instant last =
                    series.coming().get(series.coming().size() - 1).slot().start();
            bench.crash();
            bench.pass(Duration.ofDays(21));

            OutageSeries later = bench.engine().outageSeries().list().get(0);
            assertThat(later.coming()).anyMatch(o -> o.slot().start().isAfter(last));
            assertThat(later.coming()).extracting(o -> o.slot().start()).doesNotHaveDuplicates();
            assertThat(later.coming())
                    .hasSizeBetween(series.coming().size() - 1, series.coming().size() + 1);
        }
    }

    @Test
    void overBookingsItIsRefusedOrForced() {
        try (Bench bench = bench()) {
            Booking third = bench.granted(
                    at(request(ANN, SMALL), SATURDAY.plus(Duration.ofDays(14)), Duration.ofHours(2)), ANN);
            var no = refused(bench.engine()
                    .outageSeries()
                    .set(new NewOutageSeries(saturday(OutageKind.PLANNED), "FREQ=WEEKLY"), false, ADMIN));
            assertThat(no.code()).isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(no.message()).contains(third.id() + " of ann");
            assertThat(bench.engine().outages().list()).isEmpty();

            done(bench.engine()
                    .outageSeries()
                    .set(new NewOutageSeries(saturday(OutageKind.PLANNED), "FREQ=WEEKLY"), true, ADMIN));
            assertThat(bench.state(third.id())).isEqualTo(BookingState.CANCELLED);
        }
    }

    @Test
    void onceEndedItComesNoMore() {
        try (Bench bench = bench()) {
            OutageSeries series = weekly(bench);
            bench.clock.set(SATURDAY.plus(Duration.ofHours(1)));
            assertThat(refused(bench.engine().outageSeries().end(series.id(), BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);

            assertThat(done(bench.engine().outageSeries().end(series.id(), ADMIN))
                            .coming())
                    .as("the one that has begun goes on")
                    .hasSize(1);
            bench.pass(Duration.ofDays(30));
            assertThat(bench.engine().outages().list()).isEmpty();
            assertThat(bench.engine().outageSeries().list()).isEmpty();
            assertThat(refused(bench.engine().outageSeries().end(new OutageSeriesId(99), ADMIN))
                            .code())
                    .isEqualTo(RefusalCode.UNKNOWN_SERIES);
        }
    }

    @Test
    void oneTimeIsTakenBackAlone() {
        try (Bench bench = bench()) {
            OutageSeries series = weekly(bench);
            done(bench.engine().outages().end(series.coming().get(1).id(), ADMIN));

            assertThat(bench.engine().outageSeries().list().get(0).coming())
                    .hasSize(series.coming().size() - 1);
        }
    }

    @Test
    void saysWhatIsWrongWithARule() {
        try (Bench bench = bench()) {
            assertThat(no(bench, "FREQ=NEVER")).startsWith("Repeat must be a rule of RFC 5545");
            assertThat(no(bench, "every week")).startsWith("Repeat must be a rule of RFC 5545");
            assertThat(no(bench, "FREQ=HOURLY")).startsWith("Repeat must be DAILY, WEEKLY, MONTHLY or YEARLY");
            assertThat(no(bench, "FREQ=WEEKLY;BYDAY=SU"))
                    .isEqualTo(
                            "The first outage starts 2026-03-07T22:00 Europe/Paris, which repeat does not give; it gives 2026-03-08T22:00.");
            assertThat(no(bench, "FREQ=WEEKLY;UNTIL=20260401T000000Z")).contains("UNTIL must be a local time");
            assertThat(no(bench, "FREQ=DAILY;BYHOUR=22,23")).contains("set one series for each time of day");
            assertThat(no(bench, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")).contains("there must be such days");
            assertThat(no(bench, "FREQ=WEEKLY;BYDAY=SA" + ";INTERVAL=1".repeat(20)))
                    .contains("at most 200 characters");
            assertThat(refused(bench.engine()
                                    .outageSeries()
                                    .set(
                                            new NewOutageSeries(saturday(OutageKind.EMERGENCY), "FREQ=WEEKLY"),
                                            false,
                                            ADMIN))
                            .message())
                    .startsWith("An emergency does not repeat.");
            assertThat(refused(bench.engine()
                                    .outageSeries()
                                    .set(new NewOutageSeries(saturday(OutageKind.PLANNED), "FREQ=WEEKLY"), false, BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(bench.engine().outages().list()).isEmpty();
        }
    }

    private static String no(Bench bench, String rule) {
        return refused(bench.engine()
                        .outageSeries()
                        .set(new NewOutageSeries(saturday(OutageKind.PLANNED), rule), false, ADMIN))
                .message();
    }

    @Test
    void theSameKeySetsItOnce() {
        try (Bench bench = bench()) {
            var under = ADMIN.once(new RequestKey("k", "weekly"));
            var first = done(bench.engine()
                    .outageSeries()
                    .set(new NewOutageSeries(saturday(OutageKind.PLANNED), "FREQ=WEEKLY"), false, under));
            var again = done(bench.engine()
                    .outageSeries()
                    .set(new NewOutageSeries(saturday(OutageKind.PLANNED), "FREQ=WEEKLY"), false, under));
            assertThat(again.id()).isEqualTo(first.id());
            assertThat(bench.engine().outageSeries().list()).hasSize(1);
        }
    }

    @Test
    void oneTimeMustBeOverBeforeTheNext() {
        try (Bench bench = bench()) {
            NewOutage long25 = lasting(SATURDAY, Duration.ofHours(25));
            assertThat(refused(bench.engine()
                                    .outageSeries()
                                    .set(new NewOutageSeries(long25, "FREQ=DAILY"), false, ADMIN))
                            .message())
                    .isEqualTo("An outage that repeats must be over before it comes again.");
            NewOutage halfASecond = lasting(SATURDAY, Duration.ofMillis(500));
            assertThat(refused(bench.engine()
                                    .outageSeries()
                                    .set(new NewOutageSeries(halfASecond, "FREQ=DAILY"), false, ADMIN))
                            .code())
                    .isEqualTo(RefusalCode.INVALID);
            done(bench.engine()
                    .outageSeries()
                    .set(new NewOutageSeries(lasting(SATURDAY, Duration.ofHours(24)), "FREQ=DAILY"), false, ADMIN));
        }
    }

    private static NewOutage lasting(Instant start, Duration length) {
        return new NewOutage(
                new LabId("demo"),
                Optional.of(new HostId("h1")),
                Optional.of(start),
                start.plus(length),
                OutageKind.PLANNED,
                "patches");
    }

    @Test
    void thePreviewTellsEachTimeAndKeepsNothing() {
        try (Bench bench = bench()) {
            Booking third = bench.granted(
                    at(request(ANN, SMALL), SATURDAY.plus(Duration.ofDays(14)), Duration.ofHours(2)), ANN);
            long events = bench.engine().events().last();

            OutageSeriesPreview told = done(bench.engine()
                    .outageSeries()
                    .preview(new NewOutageSeries(saturday(OutageKind.PLANNED), "FREQ=WEEKLY"), ADMIN));

            assertThat(bench.engine().events().last()).isEqualTo(events);
            assertThat(bench.engine().outages().list()).isEmpty();
            assertThat(bench.booking(third.id())).isEqualTo(third);
            assertThat(told.times().get(2).hits()).singleElement().satisfies(hit -> {
                assertThat(hit.before().id()).isEqualTo(third.id());
                assertThat(hit.fate()).isEqualTo(OutageHit.Fate.CANCELLED);
            });
            assertThat(told.times()).filteredOn(t -> !t.hits().isEmpty()).hasSize(1);
            OutageSeries set = done(bench.engine()
                    .outageSeries()
                    .set(new NewOutageSeries(saturday(OutageKind.PLANNED), "FREQ=WEEKLY"), true, ADMIN));
            assertThat(set.coming())
                    .extracting(Outage::slot)
                    .containsExactlyElementsOf(told.times().stream()
                            .map(OutageSeriesPreview.Time::slot)
                            .toList());
            assertThat(refused(bench.engine()
                                    .outageSeries()
                                    .preview(new NewOutageSeries(saturday(OutageKind.PLANNED), "FREQ=WEEKLY"), BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
        }
    }

    @Test
    void aTimeThatComesWithinReachMovesWhatStandsThere() {
        Policy far = horizon(Duration.ofDays(200));
        Lab near = aLab().host("h1", 1).host("h2", 1).build();
        try (Bench bench = new Bench(settings(), near)) {
            OutageSeries series = weekly(bench);
            Instant last =
                    series.coming().get(series.coming().size() - 1).slot().start();
            Instant next = last.plus(Duration.ofDays(7));
            bench.engine().outageSeries().extend();
            bench.engine()
                    .configure(List.of(
                            aLab().host("h1", 1).host("h2", 1).policy(far).build()));
            Booking one = bench.granted(at(request(ANN, SMALL), next, Duration.ofHours(1)), ANN);
            Booking other = bench.granted(at(request(BOB, SMALL), next, Duration.ofHours(1)), BOB);
            assertThat(List.of(
                            one.host().orElseThrow().value(),
                            other.host().orElseThrow().value()))
                    .containsExactlyInAnyOrder("h1", "h2");
            Booking hit = one.host().orElseThrow().value().equals("h1") ? one : other;

            bench.pass(Duration.ofDays(1));

            assertThat(bench.state(hit.id()))
                    .as("there is no other place for it")
                    .isEqualTo(BookingState.CANCELLED);
            assertThat(bench.engine().outages().list())
                    .anySatisfy(o -> assertThat(o.slot().start()).isEqualTo(next));
        }
    }

    static Policy horizon(Duration horizon) {
        Policy p = Policy.DEFAULT;
        return new Policy(
                p.defaultLength(),
                p.minLength(),
                p.maxLength(),
                p.maxExtensions(),
                p.maxExtension(),
                p.extensionWindow(),
                p.maxActive(),
                p.maxFuture(),
                p.pipelineDefault(),
                p.pipelineMax(),
                horizon,
                p.cleaning(),
                p.reminders(),
                p.offerStands(),
                p.headStart(),
                p.approval(),
                p.idle(),
                p.keepUnusedImages(),
                p.forgetPeople(),
                p.access());
    }

    @Test
    void aRuleThatEndsEndsTheSeries() {
        try (Bench bench = bench()) {
            OutageSeries twice = done(bench.engine()
                    .outageSeries()
                    .set(new NewOutageSeries(saturday(OutageKind.PLANNED), "FREQ=WEEKLY;COUNT=2"), false, ADMIN));
            assertThat(twice.coming()).hasSize(2);
            bench.clock.set(SATURDAY.plus(Duration.ofDays(7)));
            bench.settle();
            assertThat(bench.engine().outageSeries().list()).hasSize(1);

            bench.pass(Duration.ofHours(4));

            assertThat(bench.engine().outageSeries().list()).isEmpty();
            assertThat(events(bench, EventType.OUTAGE_SERIES_ENDED)).hasSize(1);
        }
    }

    @Test
    void whatIsFarAwayIsSetWhenItComesWithinReach() {
        try (Bench bench = bench()) {
            Instant nextYear = Instant.parse("2027-03-06T21:00:00Z");
            OutageSeries far = done(bench.engine()
                    .outageSeries()
                    .set(
                            new NewOutageSeries(lasting(nextYear, Duration.ofHours(4)), "FREQ=YEARLY;COUNT=1"),
                            false,
                            ADMIN));
            assertThat(far.coming()).isEmpty();
            bench.pass(Duration.ofDays(2));
            assertThat(bench.engine().outageSeries().list()).hasSize(1);

            bench.clock.set(nextYear.minus(Duration.ofDays(60)));
            bench.settle();

            assertThat(bench.engine().outages().list())
                    .singleElement()
                    .satisfies(o -> assertThat(o.slot().start()).isEqualTo(nextYear));
        }
    }

    @Test
    void waitsForALabThatIsTakenOutOfTheConfiguration() {
        try (Bench bench = bench()) {
            OutageSeries series = weekly(bench);
            bench.configure();
            bench.pass(Duration.ofDays(28));
            assertThat(bench.engine().outageSeries().list().get(0).coming())
                    .hasSize(series.coming().size() - 4);

            bench.configure(aLab().host("h1", 2).build());
            bench.pass(Duration.ofMinutes(2));
            assertThat(bench.engine().outageSeries().list().get(0).coming())
                    .hasSizeGreaterThanOrEqualTo(series.coming().size() - 1);
        }
    }

    @Test
    void oneEventTellsOfTheSeriesAndEachTimeNamesIt() {
        try (Bench bench = bench()) {
            OutageSeries series = weekly(bench);
            assertThat(events(bench, EventType.OUTAGE_SERIES_SET))
                    .singleElement()
                    .satisfies(e -> assertThat(e.data())
                            .containsEntry("series", series.id().toString())
                            .containsEntry("repeat", "FREQ=WEEKLY;BYDAY=SA")
                            .containsEntry("reason", "patches"));
            assertThat(events(bench, EventType.OUTAGE_SET))
                    .hasSameSizeAs(series.coming())
                    .allSatisfy(e -> assertThat(e.data())
                            .containsEntry("series", series.id().toString()));
        }
    }

    private static List<Event> events(Bench bench, EventType type) {
        return bench.engine().events().after(0, 1000).stream()
                .filter(e -> e.type() == type)
                .toList();
    }

    @Test
    void aBookingOrTheSeriesButNeverBoth() throws Exception {
        Instant second = SATURDAY.plus(Duration.ofDays(7));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Bench bench = bench()) {
            for (int round = 0; round < 25; round++) {
                CyclicBarrier together = new CyclicBarrier(2);
                Future<BookingDecision> asked = threads.submit(() -> {
                    together.await();
                    return bench.book(at(request(ANN, SMALL), second, Duration.ofHours(1)), ANN);
                });
                Future<Answer<OutageSeries>> set = threads.submit(() -> {
                    together.await();
                    return bench.engine()
                            .outageSeries()
                            .set(new NewOutageSeries(saturday(OutageKind.PLANNED), "FREQ=WEEKLY"), false, ADMIN);
                });

                boolean granted = asked.get() instanceof BookingDecision.Granted;
                boolean isSet = set.get() instanceof Answer.Done;
                assertThat(granted).as("round %d", round).isNotEqualTo(isSet);
                if (granted) {
                    done(bench.engine()
                            .bookings()
                            .release(
                                    ((BookingDecision.Granted) asked.get())
                                            .booking()
                                            .id(),
                                    "over",
                                    ANN));
                } else {
                    done(bench.engine().outageSeries().end(done(set.get()).id(), ADMIN));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
