package io.laas.chat.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {
    private final Clock clock = new Clock(ZoneId.of("Europe/Paris"), Instant.parse("2026-03-26T15:30:00Z"));

    @Test
    void showsEndWithZoneAndLength() {
        assertThat(clock.until(clock.now(), Instant.parse("2026-03-27T17:00:00Z")))
                .isEqualTo("until Fri 27 Mar 18:00 Europe/Paris, 25 h 30 min");
    }

    @Test
    void showsTheYearIfItIsAnother() {
        assertThat(clock.time(Instant.parse("2027-01-04T17:00:00Z"))).isEqualTo("Mon 4 Jan 2027 18:00 Europe/Paris");
    }

    @ParameterizedTest
    @CsvSource({
        "PT30S, 30 s",
        "PT1M, 1 min",
        "PT2H, 2 h",
        "PT25H30M, 25 h 30 min",
        "PT72H, 3 days",
        "PT49H5M, 2 days 1 h 5 min"
    })
    void showsLengths(Duration length, String expected) {
        assertThat(Clock.length(length)).isEqualTo(expected);
    }

    @Test
    void saysWhatIsLeft() {
        assertThat(clock.left(Instant.parse("2026-03-26T16:30:00Z"))).isEqualTo("1 h");
        assertThat(clock.left(clock.now())).isEqualTo("over");
    }
}
