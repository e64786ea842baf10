package io.laas.chat.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LengthTextTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
        "3d, 3, 0",
        "1w, 7, 0",
        "1w 2d, 9, 0",
        "2h, 0, 120",
        "90m, 0, 90",
        "2h30m, 0, 150",
        "1d12h, 1, 720",
        "3 days, 3, 0",
        "1 week 2 days, 9, 0",
        "90 minutes, 0, 90",
        "for 3 days, 3, 0",
        "3D, 3, 0",
        "1 day and 2 hours, 1, 120",
        "P3D, 3, 0",
        "PT2H, 0, 120",
        "P1DT2H30M, 1, 150",
        "P2W, 14, 0"
    })
    void readsLengths(String text, int days, int minutes) {
        assertThat(LengthText.read(text)).contains(new Length(Period.ofDays(days), Duration.ofMinutes(minutes)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "d",
                "3x",
                "3 jours",
                "lab-7",
                "3dd",
                "-3d",
                "99999d",
                "0d",
                "P",
                "PT",
                "3d,",
                "3d and",
                "1.5h",
                "friday",
                "3 days ago"
            })
    void refusesWhatIsNotOne(String text) {
        assertThat(LengthText.read(text)).isEqualTo(Optional.empty());
    }

    @Test
    void daysKeepTheTimeOfDayWhenClocksChange() {
        Instant before = Instant.parse("2026-03-28T15:30:00Z");
        Length oneDay = LengthText.read("1d").orElseThrow();
        assertThat(oneDay.after(before, PARIS)).isEqualTo(Instant.parse("2026-03-29T14:30:00Z"));
        assertThat(oneDay.from(before, PARIS)).isEqualTo(Duration.ofHours(23));
        assertThat(LengthText.read("24h").orElseThrow().from(before, PARIS)).isEqualTo(Duration.ofHours(24));
    }
}
