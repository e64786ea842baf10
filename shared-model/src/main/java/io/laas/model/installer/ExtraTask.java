package io.laas.model.installer;

import java.util.Objects;
import java.util.Optional;

/**
 * A task of a lab's own beside the built-in ones of an operation.
 *
 * @param operation name of the operation in lower case: {@code provision}, {@code reset} …
 * @param place on which side of the built-in task
 * @param task name of the built-in task
 * @param step what is done; steps of one place run in the order given
 * @param onFailure what a failure means after all tries
 */
public record ExtraTask(String operation, Place place, String task, Step step, OnFailure onFailure) {
    /** On which side of a built-in task. */
    public enum Place {
        BEFORE,
        AFTER
    }

    /** What a failure means. */
    public enum OnFailure {
        /** The operation fails, after what the lab's tasks did was taken back. */
        FAIL,
        /** It is said, and the operation goes on. */
        WARN
    }

    public ExtraTask {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(onFailure, "onFailure");
        Optional<String> wrong = BuiltIn.wrong(operation, task, step.name());
        if (wrong.isPresent()) {
            throw new IllegalArgumentException("task %s: %s".formatted(step.name(), wrong.get()));
        }
    }
}
