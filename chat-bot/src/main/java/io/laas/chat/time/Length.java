package io.laas.chat.time;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;

/**
 * A length as people mean it: days are days of the calendar, whatever the clocks do, hours and minutes are elapsed time.
 *
 * @param days whole days, weeks included
 * @param time the rest
 */
public record Length(Period days, Duration time) {
    /** Returns the moment that lies this length after {@code start} in the zone. */
    public Instant after(Instant start, ZoneId zone) {
        return start.atZone(zone).plus(days).plus(time).toInstant();
    }

    /** Returns the elapsed time of this length when it begins at {@code start} in the zone. */
    public Duration from(Instant start, ZoneId zone) {
        return Duration.between(start, after(start, zone));
    }

    /** Returns the elapsed time of this length with days of 24 hours. */
    public Duration elapsed() {
        return Duration.ofDays(days.getDays()).plus(time);
    }

    /** Returns the instant that is so long before another one: days of the calendar in the zone, then elapsed time. */
    public Instant before(Instant at, ZoneId zone) {
        return at.atZone(zone).minus(days).toInstant().minus(time);
    }
}
