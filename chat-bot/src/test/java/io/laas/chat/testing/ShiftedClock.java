package io.laas.chat.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock, put forward, until it is stopped. */
public final class ShiftedClock implements InstantSource {
    private final AtomicReference<InstantSource> base = new AtomicReference<>(InstantSource.system());
    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return base.get().instant().plus(shift.get());
    }

    /** Lets no time pass any more, however slow the machine is. */
    public void stop() {
        base.updateAndGet(running -> InstantSource.fixed(running.instant()));
    }

    public void advance(Duration by) {
        shift.updateAndGet(s -> s.plus(by));
    }
}
