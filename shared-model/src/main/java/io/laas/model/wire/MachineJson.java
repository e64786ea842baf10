package io.laas.model.wire;

import java.util.List;

/**
 * How a machine of a booking is now.
 *
 * @param name its name in the pod
 * @param state ABSENT, OFF, PAUSED, RUNNING or CRASHED
 * @param agent whether its guest agent answers
 * @param ssh ANSWERS or SILENT, as its host finds its ssh server; UNKNOWN if the host cannot reach it
 * @param facts what its guest says of itself, one line each: {@code hostname}, {@code os}, {@code kernel}, {@code uptime},
 *     {@code load}, {@code address}; at most 40 lines of 200 characters, and not to be trusted
 */
public record MachineJson(String name, String state, boolean agent, String ssh, List<String> facts) {}
