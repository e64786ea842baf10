package io.laas.engine.statistics;

import io.laas.model.TimeSlot;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The weeks of a window in a zone, from midnight to midnight there; the first and the last end with the window. */
final class Calendar {
    private final TreeMap<Instant, Integer> starts = new TreeMap<>();
    private final List<TimeSlot> weeks = new ArrayList<>();

    Calendar(TimeSlot window, ZoneId zone) {
        LocalDate monday = monday(window.start(), zone);
        Instant start = window.start();
        while (start.isBefore(window.end())) {
            monday = monday.plusWeeks(1);
            Instant next = monday.atStartOfDay(zone).toInstant();
            Instant end = next.isBefore(window.end()) ? next : window.end();
            starts.put(start, weeks.size());
            weeks.add(new TimeSlot(start, end));
            start = end;
        }
    }

    private static LocalDate monday(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** Returns when the week of the instant began in the zone. */
    static Instant weekOf(Instant at, ZoneId zone) {
        return monday(at, zone).atStartOfDay(zone).toInstant();
    }

    /** Returns when the week began that is so many weeks after that of the instant. */
    static Instant weekOf(Instant at, ZoneId zone, int later) {
        return monday(at, zone).plusWeeks(later).atStartOfDay(zone).toInstant();
    }

    List<TimeSlot> weeks() {
        return weeks;
    }

    /** Returns the number of the week in which the instant of the window lies. */
    int indexOf(Instant at) {
        return starts.floorEntry(at).getValue();
    }

    /** Tells the part of the slot that lies in each week that it touches; the slot lies in the window. */
    void split(TimeSlot slot, BiConsumer<Integer, TimeSlot> part) {
        for (Map.Entry<Instant, Integer> week :
                starts.tailMap(starts.floorKey(slot.start()), true).entrySet()) {
            if (!week.getKey().isBefore(slot.end())) {
                return;
            }
            part.accept(week.getValue(), overlap(slot, weeks.get(week.getValue())));
        }
    }

    /** Returns what two slots that overlap have in common. */
    static TimeSlot overlap(TimeSlot one, TimeSlot other) {
        return new TimeSlot(
                one.start().isAfter(other.start()) ? one.start() : other.start(),
                one.end().isBefore(other.end()) ? one.end() : other.end());
    }
}
