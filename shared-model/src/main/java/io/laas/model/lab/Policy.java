package io.laas.model.lab;

import java.time.Duration;
import java.util.List;

/**
 * What a lab allows. Durations are elapsed time.
 *
 * @param defaultLength length of a booking that names none
 * @param minLength shortest booking
 * @param maxLength longest booking before extensions
 * @param maxExtensions how often a booking may be extended
 * @param maxExtension longest single extension
 * @param extensionWindow how long before its end a booking may be extended
 * @param maxActive running bookings for each user
 * @param maxFuture bookings yet to start for each user
 * @param pipelineDefault length of a pipeline's booking that names none
 * @param pipelineMax longest booking of a pipeline
 * @param horizon how far ahead bookings may start
 * @param cleaning kept free after each booking for cleaning
 * @param reminders how long before the end a reminder is due, longest first; one that is longer than a third of the booking is left out
 * @param offerStands how long an offer to somebody on the wait list stands
 */
public record Policy(
        Duration defaultLength,
        Duration minLength,
        Duration maxLength,
        int maxExtensions,
        Duration maxExtension,
        Duration extensionWindow,
        int maxActive,
        int maxFuture,
        Duration pipelineDefault,
        Duration pipelineMax,
        Duration horizon,
        Duration cleaning,
        List<Duration> reminders,
        Duration offerStands) {
    /** The defaults of the Pharos design: a week, two extensions of a week, two running and two future bookings. */
    public static final Policy DEFAULT = new Policy(
            Duration.ofDays(7),
            Duration.ofMinutes(30),
            Duration.ofDays(21),
            2,
            Duration.ofDays(7),
            Duration.ofDays(3),
            2,
            2,
            Duration.ofHours(2),
            Duration.ofHours(12),
            Duration.ofDays(60),
            Duration.ofMinutes(15),
            List.of(Duration.ofDays(3), Duration.ofDays(1), Duration.ofHours(2)),
            Duration.ofMinutes(15));

    public Policy {
        reminders =
                reminders.stream().sorted(java.util.Comparator.reverseOrder()).toList();
        positive("default-length", defaultLength);
        positive("min-length", minLength);
        positive("max-length", maxLength);
        positive("max-extension", maxExtension);
        positive("horizon", horizon);
        if (minLength.compareTo(maxLength) > 0) {
            throw new IllegalArgumentException(
                    "policy: min-length %s must not exceed max-length %s".formatted(minLength, maxLength));
        }
        if (maxExtensions < 0 || maxActive < 0 || maxFuture < 0 || cleaning.isNegative()) {
            throw new IllegalArgumentException("policy: numbers and durations must not be negative");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("policy: " + name + " must be longer than nothing, was " + value);
        }
    }
}
