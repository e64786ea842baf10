package io.laas.model.plan;

import static io.laas.model.plan.RandomSituations.hour;

import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import io.laas.model.pod.Capacity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The planner's rules said again in the most simple-minded way: each hour by itself. */
final class HourByHour {
    private final Situation situation;

    HourByHour(Situation situation) {
        this.situation = situation;
    }

    boolean free(Place place, TimeSlot slot, Demand demand) {
        for (Instant t = slot.start();
                t.isBefore(slot.end().plus(demand.cleaning()));
                t = t.plus(Duration.ofHours(1))) {
            if (!freeAt(place, t, demand.capacity())) {
                return false;
            }
        }
        return true;
    }

    Optional<Instant> firstFree(Demand demand, int hours, int from, int horizon) {
        for (int start = from; start < from + horizon; start++) {
            TimeSlot slot = new TimeSlot(hour(start), hour(start + hours));
            if (demand.places().stream().anyMatch(p -> free(p, slot, demand))) {
                return Optional.of(slot.start());
            }
        }
        return Optional.empty();
    }

    Optional<Instant> latestEnd(Place place, TimeSlot slot, Instant limit, Demand demand) {
        Instant best = null;
        for (Instant end = slot.end().plus(Duration.ofHours(1));
                !end.isAfter(limit);
                end = end.plus(Duration.ofHours(1))) {
            if (free(place, slot.endingAt(end), demand)) {
                best = end;
            }
        }
        return Optional.ofNullable(best);
    }

    Capacity usedAt(HostId host, Instant time) {
        return situation.occupations().stream()
                .filter(o -> !o.onStatic() && o.host().equals(host) && o.slot().contains(time))
                .map(Occupation::dynamic)
                .reduce(Capacity.ZERO, Capacity::plus);
    }

    private boolean freeAt(Place place, Instant time, Capacity demand) {
        boolean outage = situation.outages().stream()
                .anyMatch(o -> o.slot().contains(time)
                        && (o.host().isEmpty() || o.host().get().equals(place.host())));
        return !outage && (place instanceof Place.OnVpod v ? vpodFree(v, time) : hostFree(place.host(), time, demand));
    }

    private boolean vpodFree(Place.OnVpod place, Instant time) {
        VpodRoom room = situation.vpods().stream()
                .filter(v -> v.vpod().equals(place.vpod()))
                .findFirst()
                .orElseThrow();
        return room.outOfService().isEmpty()
                && situation.occupations().stream()
                        .noneMatch(
                                o -> o.vpod().equals(place.vpod()) && o.slot().contains(time));
    }

    private boolean hostFree(HostId host, Instant time, Capacity demand) {
        HostRoom room = situation.hosts().stream()
                .filter(h -> h.host().equals(host))
                .findFirst()
                .orElseThrow();
        long vpods = situation.occupations().stream()
                .filter(o -> !o.onStatic() && o.host().equals(host) && o.slot().contains(time))
                .count();
        return usedAt(host, time).plus(demand).fitsIn(room.free()) && vpods < room.vpods();
    }
}
