package io.laas.engine.booking;

import io.laas.model.booking.Conflict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a booking could be extended.
 *
 * @param possible whether it may be extended now
 * @param latestEnd until when at the most; empty if not at all
 * @param conflicts what stands in the way of a later end, if anything but policy does
 * @param reasons sentences: what limits it
 */
public record ExtensionLimit(
        boolean possible, Optional<Instant> latestEnd, List<Conflict> conflicts, List<String> reasons) {
    public ExtensionLimit {
        conflicts = List.copyOf(conflicts);
        reasons = List.copyOf(reasons);
    }
}
