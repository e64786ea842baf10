package io.laas.model.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"512M,512", "8G,8192", "2T,2097152", "1 GiB,1024", "1Gi,1024", "2047T,2146435072"})
    void readsSizes(String text, int mebibytes) {
        assertThat(Quantities.mebibytes(text)).isEqualTo(mebibytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "G", "8GB", "8g", "-8G", "1.5G", "2048T", "8G8", "8 G B"})
    void refusesWhatIsNoSize(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantities.mebibytes(text))
                .withMessageStartingWith("a size");
    }

    @ParameterizedTest
    @CsvSource({
        "7d,PT168H",
        "30m,PT30M",
        "1h30m,PT1H30M",
        "2w,PT336H",
        "90s,PT1M30S",
        "PT90M,PT1H30M",
        "P3D,PT72H",
        "p1dt1h,PT25H"
    })
    void readsLengthsOfTime(String text, Duration length) {
        assertThat(Quantities.duration(text)).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d7", "30min", "1m1h", "-1d", "1.5h", "PT", "soon", "P1Y"})
    void refusesWhatIsNoLengthOfTime(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantities.duration(text))
                .withMessageStartingWith("a length of time must look like");
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void showsLengthsInTheFormItReads(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            Duration length = Duration.ofSeconds(random.nextInt(5_000_000));
            assertThat(Quantities.duration(Quantities.shown(length))).isEqualTo(length);
        }
    }

    @Test
    void guessesTheWordThatWasMeant() {
        List<String> known = List.of("memory", "cores", "disk", "networks");
        assertThat(DidYouMean.among(known, "memmory")).isEqualTo("; did you mean 'memory'?");
        assertThat(DidYouMean.among(known, "Network")).isEqualTo("; did you mean 'networks'?");
        assertThat(DidYouMean.among(known, "croes")).isEqualTo("; did you mean 'cores'?");
        assertThat(DidYouMean.among(known, "flavour")).isEmpty();
        assertThat(DidYouMean.among(known, "x".repeat(100_000))).isEmpty();
        assertThat(DidYouMean.among(List.of(), "x")).isEmpty();
    }
}
