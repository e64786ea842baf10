package io.laas.provisioner.work;

/** Carries the end of a task that failed to those who run it or wait for it. */
final class TaskFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String task;
    private final String consoleTail;

    TaskFailed(String task, String reason, String consoleTail, Throwable cause) {
        super(reason, cause);
        this.task = task;
        this.consoleTail = consoleTail;
    }

    String task() {
        return task;
    }

    String consoleTail() {
        return consoleTail;
    }
}
