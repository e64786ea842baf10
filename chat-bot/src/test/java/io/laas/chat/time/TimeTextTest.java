package io.laas.chat.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference of the design: Thursday 26 March 2026, 16:30 in Paris, three days before the clocks change. */
class TimeTextTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW =
            ZonedDateTime.of(2026, 3, 26, 16, 30, 0, 0, PARIS).toInstant();

    private static LocalDateTime end(String text) {
        ReadTime read = TimeText.end(text, NOW, PARIS);
        assertThat(read).as(text).isInstanceOf(ReadTime.Good.class);
        return ((ReadTime.Good) read).at().atZone(PARIS).toLocalDateTime();
    }

    private static String bad(String text) {
        ReadTime read = TimeText.end(text, NOW, PARIS);
        assertThat(read).as(text).isInstanceOf(ReadTime.Bad.class);
        return ((ReadTime.Bad) read).message();
    }

    @ParameterizedTest
    @CsvSource({
        "friday 18:00, 2026-03-27T18:00",
        "until friday 18:00, 2026-03-27T18:00",
        "fri 6pm, 2026-03-27T18:00",
        "Friday 18:00, 2026-03-27T18:00",
        "next monday 9am, 2026-03-30T09:00",
        "tomorrow noon, 2026-03-27T12:00",
        "2026-11-30 18:00, 2026-11-30T18:00",
        "2026-11-30T18:00, 2026-11-30T18:00",
        "2026-11-30T17:00Z, 2026-11-30T18:00",
        "2026-11-30T17:00:00Z, 2026-11-30T18:00",
        "2026-11-30T16:00-01:00, 2026-11-30T18:00",
        "in 3 days, 2026-03-29T16:30",
        "in 3d, 2026-03-29T16:30",
        "3 days from now, 2026-03-29T16:30",
        "in 90 minutes, 2026-03-26T18:00",
        "18:00, 2026-03-26T18:00",
        "6pm, 2026-03-26T18:00",
        "27 march 9:00, 2026-03-27T09:00",
        "sat 8:00, 2026-03-28T08:00",
    })
    void readsTimes(String text, LocalDateTime expected) {
        assertThat(end(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "friday, 2026-03-27T18:00",
        "tomorrow, 2026-03-27T18:00",
        "2026-11-30, 2026-11-30T18:00",
        "today, 2026-03-26T18:00",
        "till monday, 2026-03-30T18:00"
    })
    void endsADayThatIsNamedAloneInTheEvening(String text, LocalDateTime expected) {
        assertThat(end(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "9:00, 2026-03-27T09:00",
        "midnight, 2026-03-27T00:00",
        "noon, 2026-03-27T12:00",
        "3pm, 2026-03-27T15:00"
    })
    void takesATimeOfDayThatIsOverForTomorrow(String text, LocalDateTime expected) {
        assertThat(end(text)).isEqualTo(expected);
    }

    @Test
    void movesATimeThatTheClocksSkip() {
        assertThat(end("2026-03-29 02:30")).isEqualTo(LocalDateTime.of(2026, 3, 29, 3, 30));
        assertThat(end("sunday 02:30")).isEqualTo(LocalDateTime.of(2026, 3, 29, 3, 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30/11/2026", "30.11.2026", "12/11/2026", "30.11.", "friday 27/3", "11-12-2026"})
    void refusesDatesThatCountriesReadDifferently(String text) {
        assertThat(bad(text)).contains("read differently", "2026-03-27");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 jours",
                "lab-7",
                "3",
                "7",
                "1800",
                "eod",
                "end of week",
                "vendredi",
                "every friday",
                "monday or tuesday",
                "tomorrow 25:00",
                "friday 99:00",
                "half past 6",
                "",
                "!!!",
                "2026-13-45",
                "2026-02-30 10:00"
            })
    void refusesWhatItUnderstandsOnlyInPart(String text) {
        assertThat(bad(text)).contains("friday 18:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "3 days ago", "last friday", "2026-03-01 18:00", "2020-01-01"})
    void refusesWhatIsOver(String text) {
        assertThat(bad(text)).contains("is over", "Europe/Paris");
    }

    @Test
    void saysWhenALengthWasWrittenForATime() {
        assertThat(bad("3d")).contains("for 3d", "in 3d");
    }

    @Test
    void startsADayThatIsNamedAloneInTheMorning() {
        assertThat(TimeText.start("monday", NOW, PARIS))
                .isEqualTo(new ReadTime.Good(Instant.parse("2026-03-30T07:00:00Z")));
        assertThat(TimeText.start("now", NOW, PARIS)).isEqualTo(new ReadTime.Good(NOW));
        assertThat(TimeText.start("today", NOW, PARIS)).isEqualTo(new ReadTime.Good(NOW));
    }

    @Test
    void readsInTheZoneOfTheWriter() {
        ReadTime there = TimeText.end("friday 18:00", NOW, ZoneId.of("America/New_York"));
        assertThat(there).isEqualTo(new ReadTime.Good(Instant.parse("2026-03-27T22:00:00Z")));
    }

    @Test
    void endsQuicklyOnHostileText() {
        assertThat(bad("1 ".repeat(2000))).contains("too long");
        assertThat(bad("tomorrow ".repeat(6))).isNotBlank();
    }

    @Test
    void readsMomentsAsProgramsWriteThem() {
        for (String text : List.of("2027-11-29T20:41:14.377354164Z", "2027-11-29T20:59:00Z", "2027-11-29T20:41:14Z")) {
            assertThat(TimeText.end(text, Instant.parse("2026-03-26T15:30:00Z"), ZoneId.of("Europe/Paris")))
                    .isEqualTo(new ReadTime.Good(Instant.parse(text)));
        }
    }
}
