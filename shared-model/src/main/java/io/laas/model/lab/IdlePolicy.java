package io.laas.model.lab;

import java.time.Duration;

/**
 * When a pod that is booked counts as idle, and what comes of it. A pod is used while somebody is logged in to one of its machines, or a
 * machine computes or has traffic as much as this, on average between two samples.
 *
 * @param after how long nobody used it until its holders are asked, 10 minutes to 30 days
 * @param grace how long after that it may be taken back for somebody who waits, 10 minutes to 30 days
 * @param cpuPercent how much a machine must compute to be used, in percent of one processor, 1 to 100
 * @param bytesPerSecond how much traffic a machine's cards must have for it to be used, 1 to 1,000,000,000
 */
public record IdlePolicy(Duration after, Duration grace, int cpuPercent, int bytesPerSecond) {
    static final Duration USUAL_GRACE = Duration.ofHours(2);
    static final int USUAL_CPU = 25;
    static final int USUAL_TRAFFIC = 1000;
    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MOST_CPU = 100;
    private static final int MOST_TRAFFIC = 1_000_000_000;

    public IdlePolicy {
        check("after", after);
        check("grace", grace);
        check("cpu", cpuPercent, MOST_CPU);
        check("traffic", bytesPerSecond, MOST_TRAFFIC);
    }

    /** Returns the policy with the usual measures of use. */
    public static IdlePolicy of(Duration after, Duration grace) {
        return new IdlePolicy(after, grace, USUAL_CPU, USUAL_TRAFFIC);
    }

    private static void check(String key, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("idle: %s must be %s to %s, was %s"
                    .formatted(key, Quantities.shown(SHORTEST), Quantities.shown(LONGEST), Quantities.shown(value)));
        }
    }

    private static void check(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("idle: %s must be 1 to %d, was %d".formatted(key, most, value));
        }
    }
}
