package io.laas.model.plan;

import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The best of the places where a slot is free. Hosts that answer come first, then static vpods before dynamic ones; among static
 * vpods the ready ones, then the one with the shortest idle time before the slot; among hosts the one that is left with the
 * least memory, so that large pods still find room elsewhere. Names decide between equals, so the choice is repeatable.
 */
public final class PlaceChooser {
    private PlaceChooser() {}

    /** Returns the best free place for the slot (without cleaning); empty if there is none. */
    public static Optional<Place> choose(Demand demand, TimeSlot slot, Situation situation) {
        return free(demand, slot, situation).stream().findFirst();
    }

    /** Returns the places that are free for the slot (without cleaning), the best first. */
    static List<Place> free(Demand demand, TimeSlot slot, Situation situation) {
        return demand.places().stream()
                .filter(p -> ConflictFinder.isFree(p, slot, demand, situation))
                .sorted(Comparator.comparing((Place p) -> !answering(p.host(), situation))
                        .thenComparing(p -> p instanceof Place.OnHost)
                        .thenComparing(p -> !ready(p, situation))
                        .thenComparing(p -> idleBefore(p, slot.start(), situation))
                        .thenComparing(p -> memoryLeft(p, slot, situation))
                        .thenComparing(PlaceChooser::name))
                .toList();
    }

    private static boolean answering(HostId host, Situation situation) {
        return situation.host(host).map(HostRoom::answering).orElse(false);
    }

    private static boolean ready(Place place, Situation situation) {
        return place instanceof Place.OnVpod v
                && situation.vpod(v.vpod()).map(VpodRoom::ready).orElse(false);
    }

    private static Duration idleBefore(Place place, Instant start, Situation situation) {
        if (!(place instanceof Place.OnVpod onVpod)) {
            return Duration.ZERO;
        }
        return situation.holdsOf(onVpod.vpod()).stream()
                .map(o -> o.slot().end())
                .filter(end -> !end.isAfter(start))
                .max(Comparator.naturalOrder())
                .map(end -> Duration.between(end, start))
                .orElse(Duration.ofDays(Integer.MAX_VALUE));
    }

    private static int memoryLeft(Place place, TimeSlot slot, Situation situation) {
        if (!(place instanceof Place.OnHost)) {
            return 0;
        }
        int peak = CapacityOverTime.levels(place.host(), slot, situation).stream()
                .mapToInt(l -> l.used().memoryMiB())
                .max()
                .orElse(0);
        return situation.host(place.host()).map(h -> h.free().memoryMiB()).orElse(0) - peak;
    }

    private static String name(Place place) {
        return place instanceof Place.OnVpod v ? v.vpod().value() : place.host().value();
    }
}
