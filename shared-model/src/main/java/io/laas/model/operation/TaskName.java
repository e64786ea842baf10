package io.laas.model.operation;

import io.laas.model.Names;
import java.util.Objects;

/**
 * What a task of an operation is called.
 *
 * @param name unique in the operation, as in {@link TaskReport}
 * @param title for people
 */
public record TaskName(String name, String title) {
    public TaskName {
        Names.require("task name", name);
        Objects.requireNonNull(title, "title");
    }
}
