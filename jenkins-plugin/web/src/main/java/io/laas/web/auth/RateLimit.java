package io.laas.web.auth;

/**
 * How often one key may call.
 *
 * @param perMinute calls that become allowed each minute; 0: no limit
 * @param burst calls that may come at once after a pause
 */
public record RateLimit(int perMinute, int burst) {
    /** Fifty a second with bursts of 300. */
    public static final RateLimit DEFAULT = new RateLimit(3000, 300);

    /** No limit. */
    public static final RateLimit NONE = new RateLimit(0, 1);

    public RateLimit {
        if (perMinute < 0 || burst < 1) {
            throw new IllegalArgumentException(
                    "rate limit must be 0 or more calls a minute with a burst of 1 or more, was %d and %d"
                            .formatted(perMinute, burst));
        }
    }
}
