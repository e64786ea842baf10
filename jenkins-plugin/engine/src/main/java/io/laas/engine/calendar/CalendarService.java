package io.laas.engine.calendar;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.store.Store;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import java.util.List;
import java.util.Optional;

/** Bookings of a window of time, as many as a screen can show. Thread-safe. */
public final class CalendarService {
    /** Most bookings in one answer. */
    public static final int MAX_BARS = 10_000;

    private final Store store;

    public CalendarService(Store store) {
        this.store = store;
    }

    /** Returns the bookings that touch the window, in one lab or in all; none without the right VIEW. */
    public Timetable timetable(TimeSlot window, Optional<LabId> lab, Caller caller) {
        if (!caller.has(Right.VIEW)) {
            return new Timetable(List.of(), false);
        }
        List<Bar> bars = store.read(tx -> new CalendarTable(tx).bars(window, lab, caller.user(), MAX_BARS + 1));
        boolean cut = bars.size() > MAX_BARS;
        return new Timetable(cut ? bars.subList(0, MAX_BARS) : bars, cut);
    }
}
