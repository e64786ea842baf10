package io.laas.model.plan;

import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import io.laas.model.pod.Capacity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** How much of a host is taken when. */
public final class CapacityOverTime {
    private CapacityOverTime() {}

    /** Returns what dynamic vpods take of the host, as consecutive levels that cover the window exactly. */
    public static List<HostLevel> levels(HostId host, TimeSlot window, Situation situation) {
        List<Occupation> holds = situation.occupations().stream()
                .filter(o -> !o.onStatic() && o.host().equals(host) && o.slot().overlaps(window))
                .toList();
        List<Instant> edges = edges(window, holds);
        List<HostLevel> levels = new ArrayList<>();
        for (int i = 0; i + 1 < edges.size(); i++) {
            levels.add(level(new TimeSlot(edges.get(i), edges.get(i + 1)), holds));
        }
        return levels;
    }

    private static List<Instant> edges(TimeSlot window, List<Occupation> holds) {
        TreeSet<Instant> edges = new TreeSet<>(List.of(window.start(), window.end()));
        for (Occupation hold : holds) {
            if (window.contains(hold.slot().start())) {
                edges.add(hold.slot().start());
            }
            if (window.contains(hold.slot().end())) {
                edges.add(hold.slot().end());
            }
        }
        return List.copyOf(edges);
    }

    private static HostLevel level(TimeSlot slot, List<Occupation> holds) {
        Capacity used = Capacity.ZERO;
        int vpods = 0;
        for (Occupation hold : holds) {
            if (hold.slot().contains(slot.start())) {
                used = used.plus(hold.dynamic());
                vpods++;
            }
        }
        return new HostLevel(slot, used, vpods);
    }
}
