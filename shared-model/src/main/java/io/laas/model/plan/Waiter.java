package io.laas.model.plan;

import io.laas.model.BookingId;
import io.laas.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A booking that waits, or several that are served together or not at all.
 *
 * @param parts what waits, at least one
 * @param since when it was asked for
 * @param headStart by how much it goes before those who asked at the same time; zero or more
 * @param pipeline whether a pipeline waits, not a person
 * @param notBefore the start asked for
 */
public record Waiter(
        List<Part> parts,
        UserId owner,
        Instant since,
        Duration headStart,
        boolean pipeline,
        Instant notBefore,
        Duration length) {
    /**
     * Who came first is served first, as if those with a head start had come by so much earlier: they overtake only who came later than
     * that, so nobody is overtaken for ever. At equal times people go before pipelines.
     */
    public static final Comparator<Waiter> FAIR =
            Comparator.comparing(Waiter::rank).thenComparing(Waiter::pipeline).thenComparing(Waiter::booking);

    /** One of the bookings. */
    public record Part(BookingId booking, Demand demand) {}

    public Waiter {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("waiter: at least one booking must wait");
        }
    }

    private Instant rank() {
        return since.minus(headStart);
    }

    /** Returns the first of the bookings. */
    public BookingId booking() {
        return parts.get(0).booking();
    }

    List<Demand> demands() {
        return parts.stream().map(Part::demand).toList();
    }
}
