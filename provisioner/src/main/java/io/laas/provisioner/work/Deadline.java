package io.laas.provisioner.work;

import java.time.Duration;

/** A point in elapsed time, independent of the wall clock. */
public final class Deadline {
    private final long startedAt = System.nanoTime();
    private final Duration length;

    private Deadline(Duration length) {
        this.length = length;
    }

    public static Deadline in(Duration length) {
        return new Deadline(length);
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Returns what is left, never negative. */
    public Duration left() {
        Duration left = length.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Returns what is left, but not more than {@code most}. */
    public Duration left(Duration most) {
        Duration left = left();
        return left.compareTo(most) < 0 ? left : most;
    }

    public boolean isOver() {
        return left().isZero();
    }
}
