package io.laas.chat.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES = List.of("book", "release", "reset", "status");

    @Test
    void findsTheNameThatWasMeant() {
        assertThat(Nearest.to("stauts", NAMES)).contains("status");
        assertThat(Nearest.to("RELAESE", NAMES)).contains("release");
        assertThat(Nearest.to("res", NAMES)).contains("reset");
    }

    @Test
    void findsNothingFarAway() {
        assertThat(Nearest.to("kubernetes", NAMES)).isEmpty();
        assertThat(Nearest.to("x".repeat(10_000), NAMES)).isEmpty();
    }

    @Test
    void countsASwapAsOneError() {
        assertThat(Nearest.distance("unitl", "until")).isEqualTo(1);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }
}
