package io.laas.model.plan;

import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.pod.Capacity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Plans a queue. Each waiter in fair order gets the earliest slot that the bookings and those planned before it leave; so a
 * later waiter may go first only where that costs no earlier one a minute.
 */
public final class QueuePlanner {
    private QueuePlanner() {}

    /** What a waiter can expect: a choice for each of its parts, in the same slot; none if nothing comes free before the horizon. */
    public record Planned(Waiter waiter, List<Choice> choices) {
        public Planned {
            choices = List.copyOf(choices);
        }

        /** Returns when it is served; empty if nothing comes free. */
        public Optional<TimeSlot> slot() {
            return choices.stream().map(Choice::slot).findFirst();
        }

        /** Returns the holds that it will have if it gets what was chosen for it. */
        public List<Occupation> holds() {
            return IntStream.range(0, choices.size())
                    .mapToObj(i -> hold(waiter.owner(), waiter.parts().get(i), choices.get(i)))
                    .toList();
        }
    }

    /** Returns what each waiter can expect, in fair order. */
    public static List<Planned> plan(List<Waiter> waiters, Instant now, Duration horizon, Situation situation) {
        List<Planned> result = new ArrayList<>();
        Situation present = situation;
        for (Waiter waiter : waiters.stream().sorted(Waiter.FAIR).toList()) {
            Instant earliest = waiter.notBefore().isAfter(now) ? waiter.notBefore() : now;
            List<Choice> choices = SlotFinder.nextFree(
                            waiter.demands(), waiter.length(), TimeSlot.of(earliest, horizon), present)
                    .orElse(List.of());
            Planned planned = new Planned(waiter, choices);
            result.add(planned);
            present = present.with(planned.holds());
        }
        return List.copyOf(result);
    }

    private static Occupation hold(UserId owner, Waiter.Part part, Choice choice) {
        TimeSlot whole = choice.slot().withCleaning(part.demand().cleaning());
        if (choice.place() instanceof Place.OnVpod v) {
            return new Occupation(v.host(), v.vpod(), part.booking(), owner, whole, Capacity.ZERO, true);
        }
        VpodId later = new VpodId("waiting-" + part.booking().number());
        return new Occupation(
                choice.place().host(),
                later,
                part.booking(),
                owner,
                whole,
                part.demand().capacity(),
                false);
    }
}
