package io.laas.model.installer;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is done in an operation besides what is built in.
 *
 * @param installation what is installed, in operations that install
 * @param tasks tasks of the lab's own, for whichever operation
 * @param answers to the lab's questions when the pod was booked, by name of the question
 */
public record Extras(Optional<Installation> installation, List<ExtraTask> tasks, Map<String, String> answers) {
    /** Nothing. */
    public static final Extras NONE = new Extras(Optional.empty(), List.of(), Map.of());

    public Extras {
        Objects.requireNonNull(installation, "installation");
        tasks = List.copyOf(tasks);
        answers = Collections.unmodifiableMap(new TreeMap<>(answers));
    }

    /** Creates them for a pod whose lab asked nothing. */
    public Extras(Optional<Installation> installation, List<ExtraTask> tasks) {
        this(installation, tasks, Map.of());
    }
}
