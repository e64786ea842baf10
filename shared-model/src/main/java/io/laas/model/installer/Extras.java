package io.laas.model.installer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is done in an operation besides what is built in.
 *
 * @param installation what is installed, in operations that install
 * @param tasks tasks of the lab's own, for whichever operation
 */
public record Extras(Optional<Installation> installation, List<ExtraTask> tasks) {
    /** Nothing. */
    public static final Extras NONE = new Extras(Optional.empty(), List.of());

    public Extras {
        Objects.requireNonNull(installation, "installation");
        tasks = List.copyOf(tasks);
    }
}
