package io.laas.model.plan;

import io.laas.model.TimeSlot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** When something is free. */
public final class SlotFinder {
    private SlotFinder() {}

    /**
     * Returns the earliest slot of the given length, and the best place for it. Something can become free only when a hold or an
     * outage ends, so only those instants are tried.
     *
     * @param starts the first instant at which the slot may start, and the one before which it must
     */
    public static Optional<Choice> nextFree(Demand demand, Duration length, TimeSlot starts, Situation situation) {
        TreeSet<Instant> tries = new TreeSet<>();
        tries.add(starts.start());
        situation.occupations().stream()
                .map(o -> o.slot().end())
                .filter(starts::contains)
                .forEach(tries::add);
        situation.outages().stream()
                .map(o -> o.slot().end())
                .filter(starts::contains)
                .forEach(tries::add);
        for (Instant start : tries) {
            TimeSlot slot = TimeSlot.of(start, length);
            Optional<Place> place = PlaceChooser.choose(demand, slot, situation);
            if (place.isPresent()) {
                return Optional.of(new Choice(place.get(), slot));
            }
        }
        return Optional.empty();
    }
}
