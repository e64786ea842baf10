package io.laas.jenkins.operation;

import hudson.AbortException;

/** A task of an operation failed; ends the run with one line instead of a stack trace. */
public final class TaskFailedException extends AbortException {
    private static final long serialVersionUID = 1L;

    private final String task;
    private final String reason;
    private final String consoleTail;

    TaskFailedException(String task, String reason, String consoleTail) {
        super("Task %s failed: %s".formatted(task, reason));
        this.task = task;
        this.reason = reason;
        this.consoleTail = consoleTail;
    }

    String task() {
        return task;
    }

    String reason() {
        return reason;
    }

    String consoleTail() {
        return consoleTail;
    }
}
