package io.laas.model.plan;

import io.laas.model.BookingId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.pod.Capacity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Places for several pods in the same slot, all of them or none. Those with the fewest places are placed first; what is placed is taken
 * back where the others do not fit beside it. The search ends after {@link #MOST_TRIES} places were tried, which counts as none.
 */
public final class GroupChooser {
    /** How many places are tried at most. */
    public static final int MOST_TRIES = 5_000;

    private static final BookingId NOBODYS = new BookingId(Long.MAX_VALUE);
    private static final UserId NOBODY = new UserId("nobody");

    private final List<List<Demand>> wanted;
    private final TimeSlot slot;
    private final List<Integer> order;
    private final Picked[] picked;
    private int tries;

    /**
     * Where one of the pods can be.
     *
     * @param option which of its demands this meets
     */
    public record Picked(int option, Place place) {}

    private GroupChooser(List<List<Demand>> wanted, TimeSlot slot) {
        this.wanted = wanted;
        this.slot = slot;
        this.picked = new Picked[wanted.size()];
        this.order = IntStream.range(0, wanted.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> places(wanted.get(i)))
                        .thenComparingInt(i -> -wanted.get(i).get(0).capacity().memoryMiB())
                        .thenComparing(i -> wanted.get(i).toString()))
                .toList();
    }

    private static int places(List<Demand> options) {
        return options.stream().mapToInt(d -> d.places().size()).sum();
    }

    /**
     * Returns a place for each of the pods, in their order; empty if there is none for all together.
     *
     * @param wanted for each pod what would serve it, the best first; never empty
     */
    public static Optional<List<Picked>> choose(List<List<Demand>> wanted, TimeSlot slot, Situation situation) {
        GroupChooser chooser = new GroupChooser(wanted, slot);
        return chooser.fill(0, situation) ? Optional.of(List.of(chooser.picked)) : Optional.empty();
    }

    private boolean fill(int at, Situation present) {
        if (at == order.size()) {
            return true;
        }
        int pod = order.get(at);
        for (Picked candidate : candidates(at, present)) {
            Demand demand = wanted.get(pod).get(candidate.option());
            picked[pod] = candidate;
            if (fill(at + 1, present.with(hold(candidate.place(), slot, demand, at)))) {
                return true;
            }
        }
        return false;
    }

    private List<Picked> candidates(int at, Situation present) {
        List<Demand> options = wanted.get(order.get(at));
        List<Picked> free = new ArrayList<>();
        for (int option = 0; option < options.size() && tries < MOST_TRIES; option++) {
            Demand demand = options.get(option);
            tries += demand.places().size();
            for (Place place : PlaceChooser.free(demand, slot, present)) {
                Picked candidate = new Picked(option, place);
                if (!triedAlready(at, candidate)) {
                    free.add(candidate);
                }
            }
        }
        return free;
    }

    /** Pods that are alike can be exchanged, so they are placed in one order only. */
    private boolean triedAlready(int at, Picked candidate) {
        if (at == 0 || !wanted.get(order.get(at)).equals(wanted.get(order.get(at - 1)))) {
            return false;
        }
        Picked before = picked[order.get(at - 1)];
        List<Place> places = wanted.get(order.get(at)).get(candidate.option()).places();
        return candidate.option() < before.option()
                || candidate.option() == before.option()
                        && places.indexOf(candidate.place()) < places.indexOf(before.place());
    }

    /** Returns a hold of nobody in particular. */
    private static Occupation hold(Place place, TimeSlot slot, Demand demand, int number) {
        TimeSlot whole = slot.withCleaning(demand.cleaning());
        return place instanceof Place.OnVpod v
                ? new Occupation(v.host(), v.vpod(), NOBODYS, NOBODY, whole, Capacity.ZERO, true)
                : new Occupation(
                        place.host(), new VpodId("group-" + number), NOBODYS, NOBODY, whole, demand.capacity(), false);
    }
}
