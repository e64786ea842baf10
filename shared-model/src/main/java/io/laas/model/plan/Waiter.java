package io.laas.model.plan;

import io.laas.model.BookingId;
import io.laas.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * A booking that waits.
 *
 * @param since when it was asked for
 * @param pipeline whether a pipeline waits, not a person
 * @param notBefore the start asked for
 */
public record Waiter(
        BookingId booking,
        UserId owner,
        Instant since,
        boolean pipeline,
        Instant notBefore,
        Duration length,
        Demand demand) {
    /** Who came first is served first; at equal times people before pipelines. */
    public static final Comparator<Waiter> FAIR =
            Comparator.comparing(Waiter::since).thenComparing(Waiter::pipeline).thenComparing(Waiter::booking);
}
