package io.laas.engine.booking;

import io.laas.model.TimeSlot;
import io.laas.model.booking.Conflict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What stands in the way, in words. Times are UTC here; faces show them in the reader's zone from the values beside. */
public final class Sentences {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST = 3;

    private Sentences() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static String slot(TimeSlot slot) {
        return time(slot.start()) + " to " + time(slot.end());
    }

    static String of(Conflict conflict) {
        if (conflict instanceof Conflict.Booked b) {
            return "Vpod %s is taken by %s until %s (%s, cleaning included)"
                    .formatted(b.vpod(), b.owner(), time(b.slot().end()), b.booking());
        }
        if (conflict instanceof Conflict.OutOfService o) {
            return "%s is out of service from %s (%s%s)"
                    .formatted(
                            o.host().map(h -> "Host " + h).orElse("Lab " + o.lab()),
                            slot(o.slot()),
                            o.outage(),
                            o.reason().isEmpty() ? "" : ": " + o.reason());
        }
        if (conflict instanceof Conflict.NoCapacity c) {
            return "Host %s has no room from %s: it %s".formatted(c.host(), slot(c.slot()), c.missing());
        }
        Conflict.NotInService n = (Conflict.NotInService) conflict;
        return "Vpod %s is not in service: %s".formatted(n.vpod(), n.reason());
    }

    /** Returns the first conflicts as sentences, and how many more there are. */
    static String of(List<Conflict> conflicts) {
        List<String> sentences = new ArrayList<>();
        conflicts.stream().limit(MOST).map(Sentences::of).forEach(sentences::add);
        int more = conflicts.size() - sentences.size();
        return String.join("; ", sentences) + (more > 0 ? "; and " + more + " more" : "") + ".";
    }

    static String nextFree(Optional<TimeSlot> next, Duration length) {
        return next.map(s -> "Next free slot of %s: %s.".formatted(duration(length), time(s.start())))
                .orElse("No slot of %s is free within the lab's horizon.".formatted(duration(length)));
    }

    /** Returns a length as people say it, such as {@code 2 days 3 hours}. */
    public static String duration(Duration length) {
        List<String> parts = new ArrayList<>();
        add(parts, length.toDays(), "day");
        add(parts, length.toHoursPart(), "hour");
        add(parts, length.toMinutesPart(), "minute");
        if (parts.isEmpty()) {
            add(parts, Math.max(1, length.toSeconds()), "second");
        }
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }
}
