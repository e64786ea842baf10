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
import io.laas.engine.outage.OutageSeries;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageSeriesId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Outages that repeat; the lab is in Paris, where summer time begins on 29 March 2026. */
class OutageSeriesTest {
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

    private static Bench bench() {
        return new Bench(Bench.inMemory(), aLab().host("h1", 2).build());
    }

    private static OutageSeries weekly(Bench bench) {
        return done(bench.engine()
                .outageSeries()
                .set(saturday(OutageKind.PLANNED), "FREQ=WEEKLY;BYDAY=SA", false, ADMIN));
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
            Instant last = series.coming().get(series.coming().size() - 1).slot().start();
            bench.crash();
            bench.pass(Duration.ofDays(21));

            OutageSeries later = bench.engine().outageSeries().list().get(0);
            assertThat(later.coming()).anyMatch(o -> o.slot().start().isAfter(last));
            assertThat(later.coming()).extracting(o -> o.slot().start()).doesNotHaveDuplicates();
            assertThat(later.coming()).hasSizeBetween(series.coming().size() - 1, series.coming().size() + 1);
        }
    }

    @Test
    void overBookingsItIsRefusedOrForced() {
        try (Bench bench = bench()) {
            Booking third = bench.granted(
                    at(request(ANN, SMALL), SATURDAY.plus(Duration.ofDays(14)), Duration.ofHours(2)), ANN);
            var no = refused(bench.engine()
                    .outageSeries()
                    .set(saturday(OutageKind.PLANNED), "FREQ=WEEKLY", false, ADMIN));
            assertThat(no.code()).isEqualTo(RefusalCode.POD_TAKEN);
            assertThat(no.message()).contains(third.id() + " of ann");
            assertThat(bench.engine().outages().list()).isEmpty();

            done(bench.engine().outageSeries().set(saturday(OutageKind.PLANNED), "FREQ=WEEKLY", true, ADMIN));
            assertThat(bench.state(third.id())).isEqualTo(BookingState.CANCELLED);
        }
    }

    @Test
    void onceEndedItComesNoMore() {
        try (Bench bench = bench()) {
            OutageSeries series = weekly(bench);
            bench.clock.set(SATURDAY.plus(Duration.ofHours(1)));
            assertThat(refused(bench.engine().outageSeries().end(series.id(), BOB)).code())
                    .isEqualTo(RefusalCode.FORBIDDEN);

            assertThat(done(bench.engine().outageSeries().end(series.id(), ADMIN)).coming())
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
            assertThat(no(bench, "FREQ=DAILY;BYHOUR=22,23")).contains("must be over before it comes again");
            assertThat(no(bench, "FREQ=WEEKLY;BYDAY=SA" + ";INTERVAL=1".repeat(20))).contains("at most 200 characters");
            assertThat(refused(bench.engine()
                                    .outageSeries()
                                    .set(saturday(OutageKind.EMERGENCY), "FREQ=WEEKLY", false, ADMIN))
                            .message())
                    .startsWith("An emergency does not repeat.");
            assertThat(refused(bench.engine()
                                    .outageSeries()
                                    .set(saturday(OutageKind.PLANNED), "FREQ=WEEKLY", false, BOB))
                            .code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(bench.engine().outages().list()).isEmpty();
        }
    }

    private static String no(Bench bench, String rule) {
        return refused(bench.engine().outageSeries().set(saturday(OutageKind.PLANNED), rule, false, ADMIN))
                .message();
    }

    @Test
    void theSameKeySetsItOnce() {
        try (Bench bench = bench()) {
            var under = ADMIN.once(new RequestKey("k", "weekly"));
            var first = done(bench.engine()
                    .outageSeries()
                    .set(saturday(OutageKind.PLANNED), "FREQ=WEEKLY", false, under));
            var again = done(bench.engine()
                    .outageSeries()
                    .set(saturday(OutageKind.PLANNED), "FREQ=WEEKLY", false, under));
            assertThat(again.id()).isEqualTo(first.id());
            assertThat(bench.engine().outageSeries().list()).hasSize(1);
        }
    }
}
