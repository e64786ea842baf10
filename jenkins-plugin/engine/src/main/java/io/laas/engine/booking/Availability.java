package io.laas.engine.booking;

import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Conflict;
import java.util.List;
import java.util.Optional;

/**
 * When a pod can be had.
 *
 * @param free whether the slot asked about is free
 * @param asked that slot
 * @param nextFree the first free slot of that length from then on; the slot asked about if it is free
 * @param conflicts what stands in the way of the slot asked about
 * @param reasons the same in sentences
 */
public record Availability(
        LabId lab,
        boolean free,
        TimeSlot asked,
        Optional<TimeSlot> nextFree,
        List<Conflict> conflicts,
        List<String> reasons) {
    public Availability {
        conflicts = List.copyOf(conflicts);
        reasons = List.copyOf(reasons);
    }
}
