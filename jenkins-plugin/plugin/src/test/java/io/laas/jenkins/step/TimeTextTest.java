package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    @ParameterizedTest
    @CsvSource({
        "90m, PT90M",
        "2h, PT2H",
        "3d, PT72H",
        "1d 12h, PT36H",
        "1d12h, PT36H",
        "PT2H, PT2H",
        "pt30m, PT30M",
        "5s, PT5S"
    })
    void readsLengthsAsPeopleWriteThem(String text, Duration length) {
        assertThat(TimeText.length("wait", text)).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "h", "2 weeks", "1h and more", "-", "99999999999999d"})
    void refusesAnythingElseWithExamples(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeText.length("wait", text))
                .withMessageContaining("wait must be a length such as 90m, 2h");
    }

    @Test
    void saysLengthsAsPeopleDo() {
        assertThat(TimeText.length(Duration.ofMinutes(1501))).isEqualTo("1 day 1 hour 1 minute");
        assertThat(TimeText.length(Duration.ofSeconds(2))).isEqualTo("2 seconds");
    }
}
