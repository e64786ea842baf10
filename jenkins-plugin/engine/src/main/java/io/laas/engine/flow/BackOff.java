package io.laas.engine.flow;

import io.laas.engine.vpod.VpodRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When failed work is tried again, and when no more. */
final class BackOff {
    static final int TRIES = 3;
    /** Longer pauses are not made: one that seems longer comes from a clock that jumped. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private BackOff() {}

    /** Returns the vpod with one more failure counted; the pause doubles each time. */
    static VpodRow failed(VpodRow vpod, Instant now, Duration first) {
        int attempts = vpod.care().attempts() + 1;
        Duration pause = first.multipliedBy(1L << Math.min(attempts - 1, 10));
        Instant again = now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        return vpod.with(new VpodRow.Care(vpod.care().next(), attempts, Optional.of(again)));
    }

    static boolean exhausted(VpodRow vpod) {
        return vpod.care().attempts() >= TRIES;
    }

    static boolean due(VpodRow vpod, Instant now) {
        return vpod.care()
                .retryAt()
                .filter(at -> at.isAfter(now) && !at.isAfter(now.plus(LONGEST)))
                .isEmpty();
    }

    /** Returns the vpod as if nothing had failed. */
    static VpodRow calm(VpodRow vpod) {
        return vpod.with(new VpodRow.Care(vpod.care().next(), 0, Optional.empty()));
    }
}
