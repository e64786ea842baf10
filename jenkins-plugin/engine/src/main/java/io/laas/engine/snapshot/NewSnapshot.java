package io.laas.engine.snapshot;

import io.laas.model.Names;
import io.laas.model.design.Sharing;
import java.util.Objects;
import java.util.Optional;

/**
 * A snapshot that somebody wants.
 *
 * @param name what it shall be called
 * @param machine the machine whose disk is wanted; empty: those of all machines
 * @param powerOff whether running machines are shut down for it and started again afterwards
 */
public record NewSnapshot(String name, Optional<String> machine, boolean powerOff, Sharing sharing) {
    public NewSnapshot {
        Names.require("snapshot name", name);
        machine.ifPresent(m -> Names.require("machine name", m));
        Objects.requireNonNull(sharing, "sharing");
    }
}
