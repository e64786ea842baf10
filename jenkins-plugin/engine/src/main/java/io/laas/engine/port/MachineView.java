package io.laas.engine.port;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a machine is.
 *
 * @param state ABSENT, OFF, PAUSED, RUNNING or CRASHED
 * @param agent whether its guest agent answers
 * @param ssh whether its ssh server answers, as far as the host could try; empty if it was not tried
 * @param facts what its guest says of itself through the agent, one line each; texts of strangers
 * @param console what its console printed since, at most 64 KiB of text
 * @param consoleNext how many bytes one has seen with that
 */
public record MachineView(
        String state, boolean agent, Optional<Boolean> ssh, List<String> facts, String console, long consoleNext) {
    public MachineView {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(ssh, "ssh");
        facts = facts == null ? List.of() : List.copyOf(facts);
        console = console == null ? "" : console;
    }
}
