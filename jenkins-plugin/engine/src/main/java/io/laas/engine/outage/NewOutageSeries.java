package io.laas.engine.outage;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * An outage that repeats, to set.
 *
 * @param first the first time; always planned
 * @param rule by RFC 5545, such as {@code FREQ=WEEKLY;BYDAY=SA}
 * @param answerBefore how long before each time holders of bookings that could end earlier must have answered, at least the lab's time for
 *     cleaning and less than outages are set ahead; empty: they are not asked
 */
public record NewOutageSeries(NewOutage first, String rule, Optional<Duration> answerBefore) {
    public NewOutageSeries {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(answerBefore, "answerBefore");
    }

    /** One that asks nobody. */
    public NewOutageSeries(NewOutage first, String rule) {
        this(first, rule, Optional.empty());
    }
}
