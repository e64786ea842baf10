package io.laas.model.wire;

import java.util.List;

/**
 * How the worker of a lab elsewhere found one machine.
 *
 * @param state ABSENT, OFF, PAUSED, RUNNING or CRASHED
 * @param agent whether its guest agent answers
 * @param ssh whether its ssh server answers; null if that was not tried
 * @param facts what its guest says of itself, at most 40 lines of 200 characters
 * @param console what its console printed since, at most 65 536 characters
 * @param consoleNext how many bytes one has seen with that
 */
public record MachineSeenJson(
        String state, boolean agent, Boolean ssh, List<String> facts, String console, long consoleNext) {}
