package io.laas.provisioner;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How one machine of a vpod is.
 *
 * @param state ABSENT, OFF, PAUSED, RUNNING or CRASHED
 * @param agent whether its guest agent answers
 * @param ssh whether its ssh server answers; empty if this host cannot reach it or it was not tried
 * @param facts what its guest says of itself, one line each; data, not to be trusted
 * @param console what its console printed since, text of the guest
 * @param consoleNext how many bytes one has seen with that
 */
public record MachineSight(
        String state, boolean agent, Optional<Boolean> ssh, List<String> facts, String console, long consoleNext) {
    public MachineSight {
        Objects.requireNonNull(state, "state");
        facts = List.copyOf(facts);
    }
}
