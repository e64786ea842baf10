package io.laas.chat.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a person ask twenty things at once and one every two seconds. Thread-safe. */
final class Limiter {
    private static final int BURST = 20;
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int MAX_PEOPLE = 10_000;

    private final InstantSource clock;
    private final Map<String, Instant> full = new ConcurrentHashMap<>();

    Limiter(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a request in, unless it is too much. */
    boolean allows(String identity) {
        Instant now = clock.instant();
        if (full.size() > MAX_PEOPLE) {
            full.values().removeIf(at -> !at.isAfter(now));
        }
        Instant[] before = new Instant[1];
        Instant latest = now.plus(EVERY.multipliedBy(BURST));
        full.compute(identity, (who, at) -> {
            Instant from = at == null || at.isBefore(now) ? now : at;
            before[0] = from.plus(EVERY);
            return before[0].isAfter(latest) ? at : before[0];
        });
        return !before[0].isAfter(latest);
    }
}
