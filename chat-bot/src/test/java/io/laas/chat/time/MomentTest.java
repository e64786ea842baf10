package io.laas.chat.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final Instant NOW = Instant.parse("2026-03-26T15:30:00Z");
    private static final Instant AT = Instant.parse("2026-03-27T17:00:00Z");
    private final Clock clock = new Clock(ZoneId.of("Europe/Paris"), NOW, true);

    @Test
    void facesShowTheMomentAndTheTextAroundItInTheirWay() {
        String text = "ends " + clock.time(AT) + " & is over";

        assertThat(Moment.shown(
                        text, (at, fallback) -> "<" + at + "|" + fallback + ">", rest -> rest.toUpperCase(Locale.ROOT)))
                .isEqualTo("ENDS <2026-03-27T17:00:00Z|Fri 27 Mar 18:00 Europe/Paris> & IS OVER");
    }

    @Test
    void whoeverCannotShowMomentsShowsTheTimeInTheReadersZone() {
        assertThat(Moment.plain(clock.until(NOW, AT)))
                .isEqualTo(new Clock(clock.zone(), NOW).until(NOW, AT))
                .isEqualTo("until Fri 27 Mar 18:00 Europe/Paris, 25 h 30 min");
    }

    @Test
    void textFromOutsideCannotPretendToBeAMoment() {
        String forged = Moment.marked(AT, "soon");

        assertThat(Moment.stripped(forged)).doesNotContain("\ufdd0");
        assertThat(Moment.shown(Moment.stripped(forged), (at, fallback) -> "MOMENT", rest -> rest))
                .isEqualTo(AT.getEpochSecond() + "soon");
    }

    @Test
    void halfOfAMomentIsText() {
        assertThat(Moment.plain("\ufdd0123\ufdd1")).isEqualTo("\ufdd0123\ufdd1");
    }
}
