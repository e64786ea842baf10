package io.laas.web.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts calls by key with one token bucket each; remembers the 10 000 keys used last. Thread-safe. */
final class RateLimiter {
    private static final int MAX_KEYS = 10_000;
    private static final double MILLIS_PER_MINUTE = 60_000;

    private final RateLimit limit;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_KEYS;
        }
    };

    RateLimiter(RateLimit limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    private record Bucket(double calls, Instant at) {}

    /** Takes one call of the key; returns 0 if it is allowed, otherwise after how many seconds the next one is. */
    int secondsToWait(String key) {
        if (limit.perMinute() == 0) {
            return 0;
        }
        synchronized (buckets) {
            Instant now = clock.instant();
            double calls = filled(buckets.get(key), now);
            boolean allowed = calls >= 1;
            buckets.put(key, new Bucket(allowed ? calls - 1 : calls, now));
            return allowed ? 0 : (int) Math.ceil((1 - calls) * 60 / limit.perMinute());
        }
    }

    private double filled(Bucket bucket, Instant now) {
        if (bucket == null) {
            return limit.burst();
        }
        long passed = Math.max(0, Duration.between(bucket.at(), now).toMillis());
        return Math.min(limit.burst(), bucket.calls() + passed / MILLIS_PER_MINUTE * limit.perMinute());
    }
}
