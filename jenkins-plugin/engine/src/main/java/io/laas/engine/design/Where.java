package io.laas.engine.design;

import io.laas.model.LabId;
import java.util.Objects;
import java.util.Optional;

/**
 * Names a pod or config.
 *
 * @param lab the lab that has it; empty: the only one that has
 */
public record Where(Optional<LabId> lab, String name) {
    public Where {
        Objects.requireNonNull(lab, "lab");
        Objects.requireNonNull(name, "name");
    }

    public static Where of(LabId lab, String name) {
        return new Where(Optional.of(lab), name);
    }
}
