package io.laas.model.operation;

/** Where one task of an operation is. */
public enum TaskState {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    SKIPPED,
    CANCELLED
}
