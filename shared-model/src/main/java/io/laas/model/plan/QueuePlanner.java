package io.laas.model.plan;

import io.laas.model.TimeSlot;
import io.laas.model.VpodId;
import io.laas.model.pod.Capacity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans a queue. Each waiter in fair order gets the earliest slot that the bookings and those planned before it leave; so a
 * later waiter may go first only where that costs no earlier one a minute.
 */
public final class QueuePlanner {
    private QueuePlanner() {}

    /** What a waiter can expect; empty if nothing comes free before the horizon. */
    public record Planned(Waiter waiter, Optional<Choice> choice) {}

    /** Returns what each waiter can expect, in fair order. */
    public static List<Planned> plan(List<Waiter> waiters, Instant now, Duration horizon, Situation situation) {
        List<Planned> result = new ArrayList<>();
        Situation present = situation;
        for (Waiter waiter : waiters.stream().sorted(Waiter.FAIR).toList()) {
            Instant earliest = waiter.notBefore().isAfter(now) ? waiter.notBefore() : now;
            Optional<Choice> choice =
                    SlotFinder.nextFree(waiter.demand(), waiter.length(), TimeSlot.of(earliest, horizon), present);
            result.add(new Planned(waiter, choice));
            if (choice.isPresent()) {
                present = present.with(hold(waiter, choice.get()));
            }
        }
        return List.copyOf(result);
    }

    /** Returns the hold that a waiter will have if it gets what was chosen for it. */
    public static Occupation hold(Waiter waiter, Choice choice) {
        TimeSlot whole = choice.slot().withCleaning(waiter.demand().cleaning());
        if (choice.place() instanceof Place.OnVpod v) {
            return new Occupation(v.host(), v.vpod(), waiter.booking(), waiter.owner(), whole, Capacity.ZERO, true);
        }
        VpodId later = new VpodId("waiting-" + waiter.booking().number());
        return new Occupation(
                choice.place().host(),
                later,
                waiter.booking(),
                waiter.owner(),
                whole,
                waiter.demand().capacity(),
                false);
    }
}
