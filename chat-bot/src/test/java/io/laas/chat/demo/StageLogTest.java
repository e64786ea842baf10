package io.laas.chat.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageLogTest {
    private Instant now = Instant.EPOCH;
    private final StageLog log = new StageLog(() -> now);

    private void stage(Stage stage, Duration took, boolean good) {
        log.begin(stage);
        now = now.plus(took);
        log.end(stage, good, "fact");
    }

    @Test
    void addsUpWhatStagesTook() {
        stage(Stage.KEY, Duration.ofMillis(1500), true);
        stage(Stage.BOOK, Duration.ofMillis(500), true);
        assertThat(log.total()).isEqualTo(Duration.ofSeconds(2));
        assertThat(log.entry(Stage.BOOK).took()).contains(Duration.ofMillis(500));
        log.begin(Stage.PROVISION);
        assertThat(Verdict.times(log)).isEqualTo("times: key 1.5 s, book 0.5 s, provision not ended, in all 2.0 s");
    }

    @Test
    void isGoodOnlyIfEveryStageWas() {
        for (Stage stage : Stage.values()) {
            assertThat(log.goodUpTo(Stage.NOTHING_LEFT)).isFalse();
            stage(stage, Duration.ofSeconds(1), true);
        }
        assertThat(log.goodUpTo(Stage.NOTHING_LEFT)).isTrue();
        assertThat(Verdict.ok(log, "6 machines", false))
                .isEqualTo("demo: ok (6 machines, built in 1.0 s, reset in 1.0 s, clean in 1.0 s, 11.0 s in all)");
        stage(Stage.RESET, Duration.ofSeconds(1), false);
        assertThat(Verdict.ok(log, "6 machines", false)).startsWith("demo: failed");
    }

    @Test
    void namesTheStageThatFailedOnOneLine() {
        assertThat(Verdict.failed(Stage.RESET.title(), new DemoFailed("b-1\n\u001b[2Jis gone")))
                .isEqualTo("demo: failed: reset the pod: b-1 is gone");
    }

    @ParameterizedTest
    @CsvSource({"PT0.04S, 0.0 s", "PT12.34S, 12.3 s", "PT119S, 119.0 s", "PT185S, 3 min 5 s", "PT2H5M, 2 h 5 min"})
    void showsTimes(Duration took, String expected) {
        assertThat(StageLog.shown(took)).isEqualTo(expected);
    }
}
