package io.laas.web.json;

import io.laas.engine.calendar.Bar;
import io.laas.engine.calendar.Timetable;
import io.laas.model.TimeSlot;
import io.laas.model.wire.CalendarBarJson;
import io.laas.model.wire.CalendarJson;

/** Calendars in wire format. */
public final class CalendarWire {
    private CalendarWire() {}

    public static CalendarJson json(TimeSlot window, Timetable timetable) {
        return new CalendarJson(
                window.start(),
                window.end(),
                timetable.bars().stream().map(CalendarWire::json).toList(),
                timetable.cut());
    }

    private static CalendarBarJson json(Bar b) {
        return new CalendarBarJson(
                b.booking().toString(),
                b.lab().value(),
                b.pod().value(),
                b.owner().value(),
                b.project(),
                b.purpose(),
                b.state().name(),
                b.place().map(p -> p.host().value()).orElse(null),
                b.place().map(p -> p.vpod().value()).orElse(null),
                b.slot().start(),
                b.slot().end(),
                b.cleanUntil(),
                b.mine(),
                b.offered());
    }
}
