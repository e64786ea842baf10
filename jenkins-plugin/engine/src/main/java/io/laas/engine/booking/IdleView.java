package io.laas.engine.booking;

import io.laas.model.lab.IdlePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * That a booking's pod is idle.
 *
 * @param since when it was last seen in use
 * @param reclaimableFrom from when on it may be taken back for somebody who waits
 * @param reclaimable whether it may be taken back now
 */
public record IdleView(Instant since, Instant reclaimableFrom, boolean reclaimable) {
    /** How long what was seen of a pod says something about it; what happened in a longer time without a look counts as use. */
    static final Duration FRESH = Duration.ofMinutes(15);

    /** Returns how idle the pod is; empty if its holders were not asked. */
    static Optional<IdleView> of(UseRow row, IdlePolicy policy, Instant now) {
        return row.askedAt().map(asked -> {
            Instant from = asked.plus(policy.grace());
            boolean fresh = row.sampledAt().plus(FRESH).isAfter(now);
            return new IdleView(row.usedAt(), from, fresh && !from.isAfter(now));
        });
    }
}
