package io.laas.engine.statistics;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How long something took; all zero if it never happened.
 *
 * @param median half took at most as long
 * @param ninetieth nine of ten took at most as long
 */
public record Times(int count, Duration median, Duration ninetieth, Duration longest) {
    private static final double MEDIAN = 0.5;
    private static final double NINETIETH = 0.9;

    static Times of(List<Duration> durations) {
        long[] millis = durations.stream().mapToLong(Duration::toMillis).toArray();
        Arrays.sort(millis);
        return new Times(millis.length, rank(millis, MEDIAN), rank(millis, NINETIETH), rank(millis, 1));
    }

    /** The smallest value that the share of all values does not exceed. */
    private static Duration rank(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? Duration.ZERO : Duration.ofMillis(sorted[Math.max(1, rank) - 1]);
    }
}
