package io.laas.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.TimeSlot;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static TimeSlot slot(String start, String end) {
        return new TimeSlot(Instant.parse(start), Instant.parse(end));
    }

    private static List<Long> hours(Calendar calendar) {
        return calendar.weeks().stream().map(w -> w.length().toHours()).toList();
    }

    @Test
    void theWeeksInWhichClocksChangeHaveAnHourLessOrMore() {
        assertThat(hours(new Calendar(slot("2026-03-15T23:00:00Z", "2026-04-05T22:00:00Z"), PARIS)))
                .containsExactly(168L, 167L, 168L);
        assertThat(hours(new Calendar(slot("2026-10-18T22:00:00Z", "2026-11-01T23:00:00Z"), PARIS)))
                .containsExactly(169L, 168L);
        assertThat(hours(new Calendar(slot("2026-03-16T00:00:00Z", "2026-04-06T00:00:00Z"), ZoneId.of("UTC"))))
                .containsExactly(168L, 168L, 168L);
    }

    @Test
    void theFirstAndTheLastWeekEndWithTheWindow() {
        Calendar calendar = new Calendar(slot("2026-03-04T12:00:00Z", "2026-03-16T01:00:00Z"), PARIS);

        assertThat(calendar.weeks())
                .containsExactly(
                        slot("2026-03-04T12:00:00Z", "2026-03-08T23:00:00Z"),
                        slot("2026-03-08T23:00:00Z", "2026-03-15T23:00:00Z"),
                        slot("2026-03-15T23:00:00Z", "2026-03-16T01:00:00Z"));
        assertThat(calendar.indexOf(Instant.parse("2026-03-08T22:59:59Z"))).isZero();
        assertThat(calendar.indexOf(Instant.parse("2026-03-08T23:00:00Z"))).isEqualTo(1);
    }

    @Test
    void aSingleMomentIsAWeekOfItsOwn() {
        TimeSlot moment = slot("2026-03-09T00:00:00Z", "2026-03-09T00:00:00.001Z");
        assertThat(new Calendar(moment, PARIS).weeks()).containsExactly(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTC", "Europe/Paris", "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Cairo", "Pacific/Apia"})
    void weeksCoverTheWindowWithoutGapsAndSplitsLoseNothing(String name) {
        ZoneId zone = ZoneId.of(name);
        Random random = new Random(name.hashCode());
        for (int i = 0; i < 300; i++) {
            Instant start = Instant.ofEpochMilli(random.nextLong(1_200_000_000_000L, 1_900_000_000_000L));
            TimeSlot window = TimeSlot.of(start, Duration.ofMinutes(1 + random.nextInt(500_000)));
            Calendar calendar = new Calendar(window, zone);

            assertThat(calendar.weeks().get(0).start()).isEqualTo(window.start());
            for (int w = 1; w < calendar.weeks().size(); w++) {
                TimeSlot week = calendar.weeks().get(w);
                assertThat(week.start()).isEqualTo(calendar.weeks().get(w - 1).end());
                ZonedDateTime local = week.start().atZone(zone);
                assertThat(local.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
                assertThat(local.toLocalTime()).isEqualTo(firstMoment(local));
            }
            assertThat(calendar.weeks().get(calendar.weeks().size() - 1).end()).isEqualTo(window.end());
            assertSplit(calendar, within(window, random));
        }
    }

    /** Some zones skip midnight when clocks change. */
    private static LocalTime firstMoment(ZonedDateTime day) {
        return day.toLocalDate().atStartOfDay(day.getZone()).toLocalTime();
    }

    private static TimeSlot within(TimeSlot window, Random random) {
        long length = window.length().toMillis();
        long from = random.nextLong(length);
        long to = from + 1 + random.nextLong(length - from);
        return new TimeSlot(window.start().plusMillis(from), window.start().plusMillis(to));
    }

    private static void assertSplit(Calendar calendar, TimeSlot slot) {
        long[] sum = new long[1];
        calendar.split(slot, (week, part) -> {
            sum[0] += part.length().toMillis();
            TimeSlot whole = calendar.weeks().get(week);
            assertThat(part.start()).isAfterOrEqualTo(whole.start());
            assertThat(part.end()).isBeforeOrEqualTo(whole.end());
        });
        assertThat(sum[0]).isEqualTo(slot.length().toMillis());
    }

    @Test
    void ranksAreValuesThatOccurred() {
        List<Duration> some =
                List.of(3, 1, 10, 2).stream().map(i -> Duration.ofSeconds(i)).toList();
        assertThat(Times.of(some))
                .isEqualTo(new Times(4, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(10)));
        assertThat(Times.of(List.of())).isEqualTo(new Times(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        assertThat(Times.of(List.of(Duration.ofSeconds(5))).median()).isEqualTo(Duration.ofSeconds(5));
    }
}
