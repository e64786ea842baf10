package io.laas.model.wire;

import java.time.Instant;

/**
 * How a pod or config of a user came to be.
 *
 * @param owner who made it
 * @param sharing PRIVATE, PROJECT or PUBLIC
 * @param project with whose members it is shared, or null
 * @param version 1 for the first, one more with each change
 * @param at when this version was made
 * @param deleted whether it can no longer be booked
 */
public record MadeJson(String owner, String sharing, String project, int version, Instant at, boolean deleted) {}
