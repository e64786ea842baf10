package io.laas.model.lab;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who goes before whom in a lab's queue. Somebody with a head start stands in the queue as if they had come by so much earlier, so they go
 * before those who came later than that, and nobody is overtaken for ever. The longest of those that somebody has counts.
 *
 * @param people of people's bookings, zero to 30 days
 * @param pipelines of pipelines' bookings, zero to 30 days
 * @param projects of the bookings of a project's members, by its name
 */
public record HeadStart(Duration people, Duration pipelines, Map<String, Duration> projects) {
    private static final Duration LONGEST = Duration.ofDays(30);

    /** Whoever came first is served first. */
    public static final HeadStart NONE = new HeadStart(Duration.ZERO, Duration.ZERO, Map.of());

    public HeadStart {
        projects = java.util.Collections.unmodifiableMap(new TreeMap<>(projects));
        check("people", people);
        check("pipelines", pipelines);
        projects.values().forEach(p -> check("projects", p));
    }

    private static void check(String key, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("head-start: %s must be 0m to %s, was %s"
                    .formatted(key, Quantities.shown(LONGEST), Quantities.shown(value)));
        }
    }
}
