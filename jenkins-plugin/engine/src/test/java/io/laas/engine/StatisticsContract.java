package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.at;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.on;
import static io.laas.engine.Bench.request;
import static io.laas.engine.Bench.waiting;
import static io.laas.engine.fake.Labs.LARGE;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.laas.engine.fake.SettableClock;
import io.laas.engine.outage.NewOutage;
import io.laas.engine.statistics.Forecast;
import io.laas.engine.statistics.Grouping;
import io.laas.engine.statistics.HostUse;
import io.laas.engine.statistics.OperationTimes;
import io.laas.engine.statistics.Period;
import io.laas.engine.statistics.Usage;
import io.laas.engine.statistics.Waits;
import io.laas.engine.statistics.Week;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.OutageKind;
import io.laas.model.operation.OperationKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What statistics promise, whatever the database is. */
abstract class StatisticsContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant START = SettableClock.START;
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LabId DEMO = new LabId("demo");
    private static final Offset<Double> EXACT = within(1e-9);

    /** Returns settings for a database that nobody has used. */
    abstract EngineSettings settings();

    private static Period period(Instant from, Instant to) {
        return new Period(new TimeSlot(from, to), PARIS, Optional.empty());
    }

    private static List<Usage> usage(Bench bench, Instant from, Instant to, Grouping by) {
        return bench.engine().statistics().usage(period(from, to), by);
    }

    @Test
    void countsTheTimeFromHandingOverToTakingBack() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            Booking early = bench.active(ANN, DAY);
            bench.active(BOB, DAY);
            bench.pass(HOUR.multipliedBy(3));
            done(bench.engine().bookings().release(early.id(), "", ANN));
            bench.pass(HOUR);
            Booking later = bench.granted(at(request(ANN, SMALL), START.plus(DAY), DAY), ANN);
            done(bench.engine().bookings().release(later.id(), "", ANN));

            assertThat(usage(bench, START.minus(DAY), START.plus(DAY.multipliedBy(9)), Grouping.USER))
                    .containsExactly(
                            new Usage("bob", 1, HOUR.multipliedBy(4), 0, 0),
                            new Usage("ann", 1, HOUR.multipliedBy(3), 0, 1));
        }
    }

    @Test
    void whatReachesOverAnEndCountsWithThePartInside() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            bench.active(ANN, DAY);
            bench.pass(DAY);
            bench.pass(DAY);

            assertThat(usage(bench, START.plus(HOUR), START.plus(HOUR.multipliedBy(3)), Grouping.USER))
                    .containsExactly(new Usage("ann", 1, HOUR.multipliedBy(2), 0, 0));
            assertThat(usage(bench, START.minus(HOUR), START.plus(HOUR), Grouping.USER)
                            .get(0)
                            .used())
                    .isEqualTo(HOUR);
            assertThat(usage(bench, START.plus(DAY).minus(HOUR), START.plus(DAY.multipliedBy(2)), Grouping.USER)
                            .get(0)
                            .used())
                    .isEqualTo(HOUR);
            assertThat(usage(bench, START.plus(DAY), START.plus(DAY.multipliedBy(2)), Grouping.USER))
                    .as("touching slots do not overlap")
                    .isEmpty();
            assertThat(usage(bench, START.minus(DAY), START, Grouping.USER)).isEmpty();
            assertThat(usage(bench, START.plus(DAY.multipliedBy(5)), START.plus(DAY.multipliedBy(6)), Grouping.USER))
                    .as("the future")
                    .isEmpty();
        }
    }

    @Test
    void sumsUpByWhateverIsAskedFor() {
        try (Bench bench = new Bench(
                settings(),
                aLab().host("h1", 4).vpod("v1", "h1").build(),
                aLab("other").host("h2", 2).build())) {
            bench.granted(
                    on(lasting(request(ANN, SMALL), DAY), "v1")
                            .but()
                            .project("nfv")
                            .build(),
                    ANN);
            bench.granted(
                    lasting(request(BOB, LARGE), DAY)
                            .but()
                            .lab(new LabId("other"))
                            .build(),
                    BOB);
            bench.settle();
            bench.pass(HOUR);
            Instant end = START.plus(DAY);

            assertThat(usage(bench, START, end, Grouping.PROJECT))
                    .extracting(Usage::key)
                    .containsExactly("", "nfv");
            assertThat(usage(bench, START, end, Grouping.POD))
                    .extracting(Usage::key)
                    .containsExactly("large", "small");
            assertThat(usage(bench, START, end, Grouping.LAB))
                    .extracting(Usage::key)
                    .containsExactly("demo", "other");
            assertThat(usage(bench, START, end, Grouping.HOST))
                    .extracting(Usage::key)
                    .containsExactly("h1", "h2");
            assertThat(usage(bench, START, end, Grouping.VPOD))
                    .extracting(Usage::key)
                    .contains("v1")
                    .hasSize(2);
            Period demo = new Period(new TimeSlot(START, end), PARIS, Optional.of(DEMO));
            assertThat(bench.engine().statistics().usage(demo, Grouping.USER))
                    .containsExactly(new Usage("ann", 1, HOUR, 0, 0));
        }
    }

    @Test
    void tellsWhatFailedAndWhatWasGivenUp() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            bench.operations().failWhen(step -> step.order().kind() == OperationKind.PROVISION);
            bench.granted(lasting(request(ANN, SMALL), DAY), ANN);
            bench.settle();
            Booking later = bench.granted(at(request(ANN, SMALL), START.plus(DAY), DAY), ANN);
            bench.pass(HOUR);
            done(bench.engine().bookings().release(later.id(), "", ANN));

            assertThat(usage(bench, START, START.plus(DAY), Grouping.USER))
                    .containsExactly(new Usage("ann", 0, Duration.ZERO, 1, 1));
            assertThat(usage(bench, START, START.plus(HOUR), Grouping.USER))
                    .as("given up later")
                    .containsExactly(new Usage("ann", 0, Duration.ZERO, 1, 0));
        }
    }

    @Test
    void weeksAreThoseOfTheReaderAlsoWhenClocksChange() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            bench.active(ADMIN, DAY.multipliedBy(60));
            bench.pass(DAY.multipliedBy(40));
            Instant from = Instant.parse("2026-03-15T23:00:00Z");

            List<Week> weeks = bench.engine().statistics().weeks(period(from, Instant.parse("2026-04-05T22:00:00Z")));

            assertThat(weeks).extracting(w -> w.used().toHours()).containsExactly(168L, 167L, 168L);
            assertThat(weeks).allSatisfy(w -> assertThat(w.cores()).isEqualTo(0.25, EXACT));
            Week first = bench.engine()
                    .statistics()
                    .weeks(period(Instant.parse("2026-03-01T23:00:00Z"), from))
                    .get(0);
            assertThat(first.handedOver()).isEqualTo(1);
            assertThat(first.made()).isEqualTo(1);
            assertThat(first.used()).isEqualTo(Duration.between(START, Instant.parse("2026-03-08T23:00:00Z")));
        }
    }

    @Test
    void theWeekThatRunsIsMeasuredByItsPastPart() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 2).build())) {
            bench.active(ANN, DAY.multipliedBy(6));
            bench.pass(HOUR.multipliedBy(10));

            Week week = bench.engine()
                    .statistics()
                    .weeks(period(START, START.plus(DAY.multipliedBy(3))))
                    .get(0);

            assertThat(week.used()).isEqualTo(HOUR.multipliedBy(10));
            assertThat(week.cores()).isEqualTo(0.5, EXACT);
        }
    }

    @Test
    void hostsAreMeasuredByTheTimeTheyWereInService() {
        try (Bench bench =
                new Bench(settings(), aLab().host("h1", 4).host("h2", 2).build())) {
            done(bench.engine().outages().set(outage("h1", HOUR.multipliedBy(4), HOUR.multipliedBy(10)), true, ADMIN));
            done(bench.engine().outages().set(outage("h1", HOUR.multipliedBy(6), HOUR.multipliedBy(12)), true, ADMIN));
            bench.granted(lasting(request(ANN, SMALL), HOUR.multipliedBy(2)), ANN);
            bench.settle();
            bench.pass(HOUR.multipliedBy(2));
            bench.pass(HOUR.multipliedBy(18));

            List<HostUse> hosts = bench.engine().statistics().hosts(period(START, START.plus(HOUR.multipliedBy(16))));

            assertThat(hosts).extracting(h -> h.host().value()).containsExactly("h1", "h2");
            assertThat(hosts.get(0).available()).isEqualTo(HOUR.multipliedBy(8));
            assertThat(hosts.get(1).available()).isEqualTo(HOUR.multipliedBy(16));
            HostUse used =
                    hosts.stream().filter(h -> h.bookings() == 1).findFirst().orElseThrow();
            double whole = used.host().value().equals("h1") ? 8 * 8 : 16 * 4;
            assertThat(used.cores()).isEqualTo(2 * 2 / whole, EXACT);
            assertThat(used.memory()).isEqualTo(used.cores(), EXACT);
        }
    }

    private static NewOutage outage(String host, Duration from, Duration to) {
        return new NewOutage(
                DEMO,
                Optional.of(new HostId(host)),
                Optional.of(START.plus(from)),
                START.plus(to),
                OutageKind.PLANNED,
                "fans");
    }

    @Test
    void tellsHowLongOperationsTook() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            bench.operations().failWhen(step -> {
                if (step.task().equals("machines") && step.order().kind() == OperationKind.PROVISION) {
                    bench.clock.move(Duration.ofMinutes(2));
                }
                return step.order().kind() == OperationKind.RESET;
            });
            Booking booking = bench.active(ANN, DAY);
            done(bench.engine().bookings().reset(booking.id(), ANN));
            bench.settle();

            List<OperationTimes> times = bench.engine().statistics().operations(period(START, START.plus(DAY)));

            assertThat(times)
                    .filteredOn(t -> t.kind() == OperationKind.PROVISION)
                    .singleElement()
                    .satisfies(t -> {
                        assertThat(t.count()).isEqualTo(1);
                        assertThat(t.times().median()).isEqualTo(Duration.ofMinutes(2));
                        assertThat(t.times().longest()).isEqualTo(Duration.ofMinutes(2));
                    });
            assertThat(times)
                    .filteredOn(t -> t.kind() == OperationKind.RESET)
                    .singleElement()
                    .satisfies(t -> {
                        assertThat(t.failed()).isEqualTo(1);
                        assertThat(t.times().count()).isZero();
                    });
            Period other = new Period(new TimeSlot(START, START.plus(DAY)), PARIS, Optional.of(new LabId("mars")));
            assertThat(bench.engine().statistics().operations(other)).isEmpty();
        }
    }

    @Test
    void tellsHowLongPeopleWaited() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 1).build())) {
            Booking held = bench.active(ANN, DAY);
            bench.book(waiting(lasting(request(BOB, SMALL), HOUR)), BOB);
            bench.clock.move(Duration.ofSeconds(1));
            Booking patient = ((io.laas.model.booking.BookingDecision.Waiting) bench.book(
                            waiting(lasting(request(Bench.person("cid"), SMALL), HOUR)), Bench.person("cid")))
                    .booking();
            bench.book(waiting(lasting(request(Bench.person("dan"), SMALL), HOUR)), Bench.person("dan"));
            done(bench.engine().bookings().release(patient.id(), "", Bench.person("cid")));
            bench.pass(Duration.ofMinutes(10));
            done(bench.engine().bookings().release(held.id(), "", ANN));
            bench.settle();

            Waits waits = bench.engine().statistics().waits(period(START, START.plus(DAY)));

            assertThat(waits.made()).isEqualTo(4);
            assertThat(waits.atOnce()).isEqualTo(1);
            assertThat(waits.waiting()).isEqualTo(1);
            assertThat(waits.gaveUp()).isEqualTo(1);
            assertThat(waits.times().longest()).isEqualTo(Duration.ofMinutes(10).plusSeconds(1));
        }
    }

    @Test
    void expectsWhatIsBookedOrWhatWasUsual() {
        try (Bench bench = new Bench(settings(), aLab().host("h1", 4).build())) {
            bench.active(ADMIN, DAY.multipliedBy(14));
            bench.pass(DAY.multipliedBy(14));
            bench.pass(DAY.multipliedBy(14));
            bench.granted(at(request(ADMIN, SMALL), bench.clock.instant().plus(DAY.multipliedBy(8)), DAY), ADMIN);
            Instant now = bench.clock.instant();

            List<Forecast> weeks = bench.engine().statistics().forecast(period(now, now.plusSeconds(1)), 3);

            assertThat(weeks).hasSize(3);
            assertThat(weeks.get(0).slot().start()).isEqualTo(now);
            assertThat(weeks.get(0).booked()).isZero();
            assertThat(weeks.get(1).booked()).isEqualTo(DAY);
            assertThat(weeks.get(1).slot().length()).isEqualTo(DAY.multipliedBy(7));
            assertThat(weeks.get(1).cores()).isEqualTo(1 / 4.0 / 7, EXACT);
            assertThat(weeks.get(1).expected())
                    .as("two of the last four weeks were used")
                    .isEqualTo(DAY.multipliedBy(14).dividedBy(4));
            assertThat(weeks.get(1).expectedCores()).isEqualTo(0.125, EXACT);
            assertThat(weeks.get(0).expected()).isLessThan(weeks.get(1).expected());
            assertThatThrownBy(() -> bench.engine().statistics().forecast(period(now, now.plusSeconds(1)), 53))
                    .hasMessage("weeks must be 1 to 52, was 53");
        }
    }

    @Test
    void aVeryLongPeriodIsRefused() {
        assertThatThrownBy(() -> period(START, START.plus(DAY.multipliedBy(4000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most ten years");
    }
}
