package io.laas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSlotTest {
    private static final Instant ZERO = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void touchingSlotsDoNotOverlap() {
        assertThat(slot(0, 2).overlaps(slot(2, 4))).isFalse();
        assertThat(slot(2, 4).overlaps(slot(0, 2))).isFalse();
        assertThat(slot(0, 3).overlaps(slot(2, 4))).isTrue();
    }

    @Test
    void startBelongsToTheSlotAndEndDoesNot() {
        assertThat(slot(1, 2).contains(at(1))).isTrue();
        assertThat(slot(1, 2).contains(at(2))).isFalse();
    }

    @Test
    void refusesSlotsThatDoNotEndAfterTheirStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slot(2, 2))
                .withMessage("slot must end after it starts: 2026-03-01T02:00:00Z – 2026-03-01T02:00:00Z");
        assertThatIllegalArgumentException().isThrownBy(() -> slot(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeSlot.of(ZERO, Duration.ofSeconds(-1)));
    }

    @Test
    void cleaningLengthensTheEndOnly() {
        assertThat(slot(1, 2).withCleaning(Duration.ofHours(1))).isEqualTo(slot(1, 3));
        assertThat(slot(1, 2).withCleaning(Duration.ZERO)).isEqualTo(slot(1, 2));
        assertThat(slot(1, 3).length()).isEqualTo(Duration.ofHours(2));
        assertThat(slot(1, 2).endingAt(at(9))).isEqualTo(slot(1, 9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void overlapIsWhatHourByHourComparisonSays(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            TimeSlot one = randomSlot(random);
            TimeSlot other = randomSlot(random);
            boolean shared = LongStream.range(0, 40)
                    .mapToObj(TimeSlotTest::at)
                    .anyMatch(hour -> one.contains(hour) && other.contains(hour));
            assertThat(one.overlaps(other)).as("%s and %s", one, other).isEqualTo(shared);
            assertThat(other.overlaps(one)).isEqualTo(shared);
        }
    }

    private static TimeSlot randomSlot(Random random) {
        long start = random.nextInt(30);
        return slot(start, start + 1 + random.nextInt(8));
    }

    private static TimeSlot slot(long start, long end) {
        return new TimeSlot(at(start), at(end));
    }

    private static Instant at(long hour) {
        return ZERO.plus(Duration.ofHours(hour));
    }
}
