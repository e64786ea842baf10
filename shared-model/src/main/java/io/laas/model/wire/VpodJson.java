package io.laas.model.wire;

/**
 * A pod that stands, or is set up to stand, on a host.
 *
 * @param kind STATIC or DYNAMIC
 * @param state NEW, FREE, IN_USE, PREPARING, CLEANING, QUARANTINED, DRAINED or GONE
 * @param booking the booking it serves, or null
 * @param reason why it is quarantined or drained, or null
 */
public record VpodJson(
        String id,
        String lab,
        String host,
        String pod,
        String config,
        String kind,
        String state,
        String booking,
        String reason) {}
