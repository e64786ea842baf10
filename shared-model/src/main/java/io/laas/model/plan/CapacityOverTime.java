package io.laas.model.plan;

import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import io.laas.model.pod.Capacity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;

/** How much of a host is taken when. */
public final class CapacityOverTime {
    private CapacityOverTime() {}

    /** Returns what dynamic vpods take of the host, as consecutive levels that cover the window exactly. */
    public static List<HostLevel> levels(HostId host, TimeSlot window, Situation situation) {
        List<Occupation> holds = situation.dynamicOn(host).stream()
                .filter(o -> o.slot().overlaps(window))
                .toList();
        List<Instant> edges = edges(window, holds);
        List<HostLevel> levels = new ArrayList<>();
        for (int i = 0; i + 1 < edges.size(); i++) {
            levels.add(level(new TimeSlot(edges.get(i), edges.get(i + 1)), holds));
        }
        return levels;
    }

    /** Returns whether there is room for one more dynamic vpod on the host during the whole window. */
    static boolean fits(Capacity demand, HostRoom room, TimeSlot window, Situation situation) {
        TreeMap<Instant, List<Occupation>> starting = new TreeMap<>();
        PriorityQueue<Occupation> running = new PriorityQueue<>(
                Comparator.comparing((Occupation o) -> o.slot().end()));
        for (Occupation o : situation.dynamicOn(room.host())) {
            if (o.slot().overlaps(window)) {
                Instant from =
                        o.slot().start().isAfter(window.start()) ? o.slot().start() : window.start();
                starting.computeIfAbsent(from, at -> new ArrayList<>()).add(o);
            }
        }
        Capacity used = Capacity.ZERO;
        boolean fits = room.vpods() > 0 && demand.fitsIn(room.free());
        for (Map.Entry<Instant, List<Occupation>> start : starting.entrySet()) {
            while (!running.isEmpty() && !running.peek().slot().end().isAfter(start.getKey())) {
                used = less(used, running.poll().dynamic());
            }
            for (Occupation o : start.getValue()) {
                running.add(o);
                used = used.plus(o.dynamic());
            }
            fits = fits && running.size() < room.vpods() && used.plus(demand).fitsIn(room.free());
        }
        return fits;
    }

    private static Capacity less(Capacity whole, Capacity part) {
        return new Capacity(
                whole.cores() - part.cores(), whole.memoryMiB() - part.memoryMiB(), whole.diskGiB() - part.diskGiB());
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
