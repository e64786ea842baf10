package io.laas.model.operation;

import io.laas.model.Names;
import java.util.Objects;

/**
 * How one task of an operation stands.
 *
 * @param task its name, unique in the operation: {@code networks}, {@code disks}, {@code machines}, {@code access}, {@code check} …
 * @param title for people
 * @param state where it is
 * @param percent 0 … 100
 * @param message the latest thing worth telling, at most 2000 characters, may be empty
 */
public record TaskReport(String task, String title, TaskState state, int percent, String message) {
    private static final int MAX_MESSAGE = 2000;

    public TaskReport {
        Names.require("task name", task);
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(state, "state");
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("task %s: percent must be 0 to 100, was %d".formatted(task, percent));
        }
        message = message == null ? "" : message;
        message = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
