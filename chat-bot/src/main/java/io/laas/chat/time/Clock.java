package io.laas.chat.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Shows times and lengths to a reader in the reader's zone; immutable.
 *
 * @param moments whether times are {@link Moment}s, which the face shows in the zone of each reader
 */
public record Clock(ZoneId zone, Instant now, boolean moments) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    public Clock(ZoneId zone, Instant now) {
        this(zone, now, false);
    }

    /** Returns for example {@code Fri 27 Mar 18:00 Europe/Paris}; with the year if it is another one. */
    public String time(Instant at) {
        String text = written(at) + " " + zone.getId();
        return moments ? Moment.marked(at, text) : text;
    }

    /** Returns the time without the zone, for tables that name it once. */
    public String shortTime(Instant at) {
        return moments ? time(at) : written(at);
    }

    private String written(Instant at) {
        ZonedDateTime there = at.atZone(zone);
        return (there.getYear() == now.atZone(zone).getYear() ? DAY : YEAR).format(there);
    }

    /** Returns the end of something with its zone and length: {@code until Fri 27 Mar 18:00 Europe/Paris, 25 h 30 min}. */
    public String until(Instant start, Instant end) {
        return "until " + time(end) + ", " + length(Duration.between(start, end));
    }

    /** Returns the time from now to {@code at}, or {@code over}. */
    public String left(Instant at) {
        return at.isAfter(now) ? length(Duration.between(now, at)) : "over";
    }

    /** Returns for example {@code 25 h 30 min}, {@code 3 days 2 h} from two days on, {@code 40 s} below a minute. */
    public static String length(Duration length) {
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, length.toSeconds()) + " s";
        }
        long minutes = Math.round(length.toSeconds() / 60.0);
        if (minutes >= 48 * 60) {
            return minutes / 1440 + " days" + part(minutes % 1440 / 60, " h") + part(minutes % 60, " min");
        }
        return (part(minutes / 60, " h") + part(minutes % 60, " min")).strip();
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : " " + count + unit;
    }
}
