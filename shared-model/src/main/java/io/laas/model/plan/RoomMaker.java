package io.laas.model.plan;

import io.laas.model.TimeSlot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which holds must end for somebody to find room. */
public final class RoomMaker {
    private RoomMaker() {}

    /**
     * Returns as few of the holds as can be, whose end makes room; empty if there is room without it, or if even the end of all makes none.
     *
     * @param holds those that may end, the first that should first
     * @param free from when on what they hold is free if they end now
     * @param enough whether there is room
     */
    public static List<Occupation> ending(
            List<Occupation> holds, Instant free, Situation situation, Predicate<Situation> enough) {
        if (enough.test(situation) || !enough.test(cut(situation, holds, free))) {
            return List.of();
        }
        for (Occupation one : holds) {
            if (enough.test(cut(situation, List.of(one), free))) {
                return List.of(one);
            }
        }
        List<Occupation> some = new ArrayList<>();
        for (Occupation hold : holds) {
            some.add(hold);
            if (enough.test(cut(situation, some, free))) {
                return withoutNeedless(some, free, situation, enough);
            }
        }
        return List.of();
    }

    private static List<Occupation> withoutNeedless(
            List<Occupation> enoughOfThem, Instant free, Situation situation, Predicate<Situation> enough) {
        List<Occupation> needed = new ArrayList<>(enoughOfThem);
        for (Occupation hold : enoughOfThem) {
            List<Occupation> others = new ArrayList<>(needed);
            others.remove(hold);
            if (enough.test(cut(situation, others, free))) {
                needed.remove(hold);
            }
        }
        return List.copyOf(needed);
    }

    /** Returns the situation as it is if the holds are free from then on. */
    private static Situation cut(Situation situation, List<Occupation> ending, Instant free) {
        Set<Occupation> over = new HashSet<>(ending);
        List<Occupation> left = situation.occupations().stream()
                .map(o -> over.contains(o) && o.slot().start().isBefore(free) ? until(o, free) : o)
                .toList();
        return situation.holding(left);
    }

    private static Occupation until(Occupation o, Instant free) {
        Instant end = o.slot().end().isBefore(free) ? o.slot().end() : free;
        return new Occupation(
                o.host(),
                o.vpod(),
                o.booking(),
                o.owner(),
                new TimeSlot(o.slot().start(), end),
                o.dynamic(),
                o.onStatic());
    }
}
