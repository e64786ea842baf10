package io.laas.provisioner.work;

import io.laas.model.operation.CancelSignal;

/**
 * One step of an operation. It can be run again at any time, also after it was cut off in the middle.
 *
 * @param name unique in the operation
 * @param title for people
 */
public record Task(String name, String title, Body body) {
    /** What the task does. */
    @FunctionalInterface
    public interface Body {
        void run(TaskProgress progress, CancelSignal cancel);
    }
}
