package io.laas.model.plan;

import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Conflict;
import io.laas.model.booking.Outage;
import io.laas.model.pod.Capacity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What stands in the way of a booking at a place. */
public final class ConflictFinder {
    private ConflictFinder() {}

    /**
     * Returns everything that stands in the way of a booking at the place in the slot and the cleaning after it, earliest first;
     * empty if it can be had.
     *
     * @param slot from start to end, without cleaning
     */
    public static List<Conflict> find(Place place, TimeSlot slot, Demand demand, Situation situation) {
        TimeSlot whole = slot.withCleaning(demand.cleaning());
        List<Conflict> found = new ArrayList<>(outages(place.host(), whole, situation));
        if (place instanceof Place.OnVpod onVpod) {
            found.addAll(onVpod(onVpod, whole, situation));
        } else {
            found.addAll(onHost(place.host(), whole, demand.capacity(), situation));
        }
        found.sort(Comparator.comparing(c -> c.slot().start()));
        return List.copyOf(found);
    }

    /** Returns whether nothing stands in the way. */
    public static boolean isFree(Place place, TimeSlot slot, Demand demand, Situation situation) {
        TimeSlot whole = slot.withCleaning(demand.cleaning());
        boolean out = situation.outages().stream()
                .anyMatch(o -> o.slot().overlaps(whole) && concerns(o, place.host(), situation));
        if (out) {
            return false;
        }
        return place instanceof Place.OnVpod v
                ? isFree(v, whole, situation)
                : situation
                        .host(place.host())
                        .filter(room -> CapacityOverTime.fits(demand.capacity(), room, whole, situation))
                        .isPresent();
    }

    private static boolean isFree(Place.OnVpod place, TimeSlot whole, Situation situation) {
        return situation
                        .vpod(place.vpod())
                        .filter(v -> v.outOfService().isEmpty())
                        .isPresent()
                && situation.holdsOf(place.vpod()).stream()
                        .noneMatch(o -> o.slot().overlaps(whole));
    }

    private static List<Conflict> outages(HostId host, TimeSlot whole, Situation situation) {
        List<Conflict> found = new ArrayList<>();
        for (Outage outage : situation.outages()) {
            if (outage.slot().overlaps(whole) && concerns(outage, host, situation)) {
                found.add(new Conflict.OutOfService(
                        outage.id(), outage.lab(), outage.host(), outage.reason(), outage.slot()));
            }
        }
        return found;
    }

    private static boolean concerns(Outage outage, HostId host, Situation situation) {
        return outage.host()
                .map(host::equals)
                .orElseGet(() -> situation.host(host).map(HostRoom::lab).equals(Optional.of(outage.lab())));
    }

    private static List<Conflict> onVpod(Place.OnVpod place, TimeSlot whole, Situation situation) {
        List<Conflict> found = new ArrayList<>();
        String reason = situation
                .vpod(place.vpod())
                .map(v -> v.outOfService().orElse(""))
                .orElse("it is not known");
        if (!reason.isEmpty()) {
            found.add(new Conflict.NotInService(place.vpod(), reason, whole));
        }
        for (Occupation hold : situation.holdsOf(place.vpod())) {
            if (hold.slot().overlaps(whole)) {
                found.add(new Conflict.Booked(hold.vpod(), hold.booking(), hold.owner(), hold.slot()));
            }
        }
        return found;
    }

    private static List<Conflict> onHost(HostId host, TimeSlot whole, Capacity demand, Situation situation) {
        HostRoom room = situation.host(host).orElse(null);
        if (room == null) {
            return List.of(new Conflict.NoCapacity(host, "the host is not known", whole));
        }
        List<Conflict> found = new ArrayList<>();
        for (HostLevel level : CapacityOverTime.levels(host, whole, situation)) {
            missing(room, level, demand).ifPresent(m -> found.add(new Conflict.NoCapacity(host, m, level.slot())));
        }
        return found;
    }

    private static Optional<String> missing(HostRoom room, HostLevel level, Capacity demand) {
        Capacity whole = level.used().plus(demand);
        if (!whole.fitsIn(room.free())) {
            return Optional.of("needs %s; has %s left".formatted(demand, left(room.free(), level.used())));
        }
        if (level.vpods() >= room.vpods()) {
            return Optional.of("has no address range left (%d vpods at a time)".formatted(room.vpods()));
        }
        return Optional.empty();
    }

    static Capacity left(Capacity free, Capacity used) {
        return new Capacity(
                Math.max(0, free.cores() - used.cores()),
                Math.max(0, free.memoryMiB() - used.memoryMiB()),
                Math.max(0, free.diskGiB() - used.diskGiB()));
    }
}
