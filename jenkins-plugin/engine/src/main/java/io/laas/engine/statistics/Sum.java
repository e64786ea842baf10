package io.laas.engine.statistics;

import java.time.Duration;

/** Adds up what happened to one key or in one week. */
final class Sum {
    private int made;
    private int bookings;
    private int begun;
    private int failed;
    private int cancelled;
    private long millis;
    private double coreMillis;
    private double memoryMillis;

    void made() {
        made++;
    }

    /** Adds a booking's use. */
    void add(Use use) {
        bookings++;
        begun += use.begins() ? 1 : 0;
        time(use, use.slot().length().toMillis());
    }

    /** Adds part of the time of a use that is counted elsewhere. */
    void time(Use use, long part) {
        millis += part;
        coreMillis += (double) part * use.capacity().cores();
        memoryMillis += (double) part * use.capacity().memoryMiB();
    }

    void begun() {
        begun++;
    }

    void lost(Made booking) {
        switch (booking.state()) {
            case FAILED -> failed++;
            case CANCELLED -> cancelled++;
            default -> {}
        }
    }

    Usage usage(String key) {
        return new Usage(key, bookings, Duration.ofMillis(millis), failed, cancelled);
    }

    int madeCount() {
        return made;
    }

    int bookings() {
        return bookings;
    }

    int begunCount() {
        return begun;
    }

    int failed() {
        return failed;
    }

    int cancelled() {
        return cancelled;
    }

    Duration used() {
        return Duration.ofMillis(millis);
    }

    double coreMillis() {
        return coreMillis;
    }

    double memoryMillis() {
        return memoryMillis;
    }
}
