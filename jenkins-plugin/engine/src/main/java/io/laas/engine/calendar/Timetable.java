package io.laas.engine.calendar;

import java.util.List;

/**
 * What a calendar shows of a window.
 *
 * @param bars bookings that touch it, by start
 * @param cut whether there are more than it shows
 */
public record Timetable(List<Bar> bars, boolean cut) {
    public Timetable {
        bars = List.copyOf(bars);
    }
}
