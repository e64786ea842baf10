package io.laas.model.plan;

import io.laas.model.TimeSlot;
import io.laas.model.booking.Conflict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Until when a booking could last at its place.
 *
 * @param end the latest possible end; empty if it cannot last longer than it does
 * @param limits the earliest of what stands in the way of a later end; empty if only the limit asked about does
 */
public record LatestEnd(Optional<Instant> end, List<Conflict> limits) {
    public LatestEnd {
        limits = List.copyOf(limits);
    }

    /**
     * Finds the latest end of a booking that holds {@code slot} (without cleaning) at the place.
     *
     * @param limit the latest end that is of interest, after the present one
     * @param others the situation without the booking itself
     */
    public static LatestEnd of(Place place, TimeSlot slot, Instant limit, Demand demand, Situation others) {
        List<Conflict> conflicts = ConflictFinder.find(place, slot.endingAt(limit), demand, others);
        if (conflicts.isEmpty()) {
            return new LatestEnd(Optional.of(limit), List.of());
        }
        Instant first = conflicts.get(0).slot().start();
        Instant latest = first.minus(demand.cleaning());
        List<Conflict> limits =
                conflicts.stream().filter(c -> !c.slot().start().isAfter(first)).toList();
        return new LatestEnd(Optional.of(latest).filter(slot.end()::isBefore), limits);
    }
}
