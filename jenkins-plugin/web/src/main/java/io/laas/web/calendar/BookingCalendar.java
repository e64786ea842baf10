package io.laas.web.calendar;

import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Outage;
import java.time.Instant;
import java.util.List;

/**
 * Bookings and outages as one calendar. Each keeps its identity over time, so that programs move what was moved; what was given up is
 * told as cancelled.
 *
 * @param controller whose bookings they are; makes identities unique in the world
 * @param now when it is written
 */
public record BookingCalendar(String controller, Instant now) {
    private static final String REFRESH = "PT15M";

    /** Returns the calendar. */
    public String text(String title, List<Booking> bookings, List<Outage> outages) {
        ICalendar calendar = new ICalendar()
                .begin("VCALENDAR")
                .word("VERSION", "2.0")
                .word("PRODID", "-//LaaS//Lab as a Service//EN")
                .word("CALSCALE", "GREGORIAN")
                .word("METHOD", "PUBLISH")
                .text("X-WR-CALNAME", title)
                .word("REFRESH-INTERVAL;VALUE=DURATION", REFRESH)
                .word("X-PUBLISHED-TTL", REFRESH);
        bookings.forEach(b -> event(calendar, b));
        outages.forEach(o -> event(calendar, o));
        return calendar.end("VCALENDAR").toString();
    }

    private void event(ICalendar calendar, Booking b) {
        calendar.begin("VEVENT")
                .text("UID", b.id() + "@" + controller)
                .instant("DTSTAMP", now)
                .instant("DTSTART", b.slot().start())
                .instant("DTEND", b.slot().end())
                .word("SEQUENCE", String.valueOf(b.revision()))
                .text("SUMMARY", b.pod() + " " + b.id() + (b.purpose().isEmpty() ? "" : ": " + b.purpose()))
                .text("DESCRIPTION", description(b))
                .text("LOCATION", b.lab() + b.vpod().map(v -> " " + v).orElse(""))
                .word("STATUS", status(b.state()))
                .word("TRANSP", b.state() == BookingState.CANCELLED ? "TRANSPARENT" : "OPAQUE")
                .end("VEVENT");
    }

    private static String description(Booking b) {
        return "%s is %s.\nOwner: %s\nConfig: %s%s"
                .formatted(
                        b.id(),
                        b.state(),
                        b.owner(),
                        b.config(),
                        b.project().isEmpty() ? "" : "\nProject: " + b.project());
    }

    private static String status(BookingState state) {
        return switch (state) {
            case REQUESTED, WAITING -> "TENTATIVE";
            case SCHEDULED, PROVISIONING, ACTIVE, CLEANING, DONE -> "CONFIRMED";
            case FAILED, CANCELLED -> "CANCELLED";
        };
    }

    private void event(ICalendar calendar, Outage o) {
        String where = o.host().map(h -> "host " + h).orElse("lab " + o.lab());
        calendar.begin("VEVENT")
                .text("UID", o.id() + "@" + controller)
                .instant("DTSTAMP", now)
                .instant("DTSTART", o.slot().start())
                .instant("DTEND", o.slot().end())
                .text("SUMMARY", "Outage of " + where + ": " + o.reason())
                .text("LOCATION", o.lab().toString())
                .word("STATUS", "CONFIRMED")
                .word("TRANSP", "TRANSPARENT")
                .end("VEVENT");
    }
}
