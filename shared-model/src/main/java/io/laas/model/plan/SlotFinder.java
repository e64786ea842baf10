package io.laas.model.plan;

import io.laas.model.TimeSlot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        return nextFree(List.of(demand), length, starts, situation).map(choices -> choices.get(0));
    }

    /** Returns the earliest slot of the given length in which all can be served together, and the places for each; as above. */
    public static Optional<List<Choice>> nextFree(
            List<Demand> demands, Duration length, TimeSlot starts, Situation situation) {
        return nextFreeOfAny(demands.stream().map(List::of).toList(), length, starts, situation)
                .map(found -> found.picked().stream()
                        .map(p -> new Choice(p.place(), found.slot()))
                        .toList());
    }

    /** When all can be served together, and where. */
    public record Together(TimeSlot slot, List<GroupChooser.Picked> picked) {}

    /** Returns the same where each can be served by any of several demands. */
    public static Optional<Together> nextFreeOfAny(
            List<List<Demand>> wanted, Duration length, TimeSlot starts, Situation situation) {
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
            Optional<List<GroupChooser.Picked>> picked = GroupChooser.choose(wanted, slot, situation);
            if (picked.isPresent()) {
                return Optional.of(new Together(slot, picked.get()));
            }
        }
        return Optional.empty();
    }
}
