package io.laas.model.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.lab.LabFileResult.Bad;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are bad or good, but never end in an exception, and every problem has a place and a sentence. */
class LabFileFuzzTest {
    private static final String PIECES = "{}[]:,-&*!|>'\"#%@ \n\t<?=0aG\u0000\u00e9";

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void neverThrows(long seed) {
        Random random = new Random(seed);
        String good = LabFixtures.text("small.yaml");
        for (int i = 0; i < 1_500; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                damage(text, random);
            }
            LabFileResult result = LabFixtures.parse(text.toString());
            if (result instanceof Bad bad) {
                assertThat(bad.problems()).allSatisfy(p -> {
                    assertThat(p.line()).isPositive();
                    assertThat(p.message()).isNotBlank().hasSizeLessThan(1_000).doesNotContain("\n");
                });
            }
        }
    }

    private static void damage(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
            case 2 -> text.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
            default -> text.delete(at, Math.min(text.length(), at + random.nextInt(60)));
        }
    }
}
