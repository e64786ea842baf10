package io.laas.engine.booking;

import io.laas.model.ConfigId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks when a pod can be had.
 *
 * @param start empty: now
 * @param length empty: the policy's default
 */
public record AvailabilityQuery(
        Optional<LabId> lab,
        PodId pod,
        Optional<ConfigId> config,
        Optional<VpodId> vpod,
        Optional<Instant> start,
        Optional<Duration> length) {
    public static AvailabilityQuery of(PodId pod) {
        return new AvailabilityQuery(
                Optional.empty(), pod, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
