package io.laas.model.booking;

import io.laas.model.TimeSlot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A "no" that says what, which, why and what next.
 *
 * @param code stable name
 * @param message one or two sentences for people
 * @param conflicts what stands in the way, earliest first
 * @param nextFree the next slot of the length asked for that could be had, if known
 * @param latestEnd until when the thing asked for would be possible, if it would
 * @param field which part of what was sent is meant, by its name in the API, such as {@code isos}; empty where it is none, or not one
 */
public record Refusal(
        RefusalCode code,
        String message,
        List<Conflict> conflicts,
        Optional<TimeSlot> nextFree,
        Optional<Instant> latestEnd,
        Optional<String> field) {
    public Refusal {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        conflicts = List.copyOf(conflicts);
    }

    /** Creates a refusal that means no single field. */
    public Refusal(
            RefusalCode code,
            String message,
            List<Conflict> conflicts,
            Optional<TimeSlot> nextFree,
            Optional<Instant> latestEnd) {
        this(code, message, conflicts, nextFree, latestEnd, Optional.empty());
    }

    public static Refusal of(RefusalCode code, String message) {
        return new Refusal(code, message, List.of(), Optional.empty(), Optional.empty());
    }

    /** Returns the same refusal, meaning this field of what was sent. */
    public Refusal at(String which) {
        return new Refusal(code, message, conflicts, nextFree, latestEnd, Optional.of(which));
    }
}
