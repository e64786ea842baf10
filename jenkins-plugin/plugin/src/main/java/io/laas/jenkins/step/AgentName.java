package io.laas.jenkins.step;

import io.laas.model.BookingId;
import io.laas.model.Names;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pipeline calls a machine as an agent: {@code laas-b-41} is the jump host of booking b-41, {@code laas-b-41-node1} another of its
 * machines.
 *
 * @param machine empty: the jump host
 */
record AgentName(BookingId booking, String machine) implements Serializable {
    private static final String PREFIX = "laas-";
    private static final Pattern NAME = Pattern.compile("laas-(b-\\d{1,18})(?:-([a-z0-9-]{1,40}))?");

    /** Returns how the jump host of a booking is called. */
    static AgentName ofJumpHost(BookingId booking) {
        return new AgentName(booking, "");
    }

    /** Reads a label; empty if it is none of this kind. */
    static Optional<AgentName> parse(String label) {
        Matcher name = NAME.matcher(label);
        if (!name.matches() || name.group(1).equals("b-0")) {
            return Optional.empty();
        }
        String machine = name.group(2) == null ? "" : name.group(2);
        return Optional.of(new AgentName(BookingId.parse(name.group(1)), machine));
    }

    /** Returns the same with the name of the machine said. */
    AgentName of(String itsMachine) {
        return new AgentName(booking, Names.require("machine", itsMachine));
    }

    @Override
    public String toString() {
        return PREFIX + booking + (machine.isEmpty() ? "" : "-" + machine);
    }
}
