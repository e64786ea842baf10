package io.laas.model.operation;

import io.laas.model.Names;
import java.util.Objects;

/**
 * Something to be done to one machine.
 *
 * @param machine its name in the pod
 */
public record MachineOrder(String machine, MachineAction action) {
    public MachineOrder {
        Names.require("machine name", machine);
        Objects.requireNonNull(action, "action");
    }
}
