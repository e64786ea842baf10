package io.laas.engine.design;

import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.design.Sharing;
import java.time.Instant;
import java.util.Optional;

/**
 * A pod or config that can be booked in a lab.
 *
 * @param spec what it describes
 * @param made who made it; empty: it is the lab's own and nobody changes it here
 */
public record Design<T>(LabId lab, T spec, Optional<Made> made) {
    /**
     * How a design of a user came to be.
     *
     * @param version which version this is, 1 for the first
     * @param at when this version was made
     * @param deleted whether it can no longer be booked
     */
    public record Made(UserId owner, Sharing sharing, int version, Instant at, boolean deleted) {}
}
