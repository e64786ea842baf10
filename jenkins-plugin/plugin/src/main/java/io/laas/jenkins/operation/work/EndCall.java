package io.laas.jenkins.operation.work;

import jenkins.security.MasterToSlaveCallable;

/** Asks what runs of an operation to stop, or lets go of it altogether. */
public final class EndCall extends MasterToSlaveCallable<Boolean, RuntimeException> {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final boolean whole;

    private EndCall(String operation, boolean whole) {
        this.operation = operation;
        this.whole = whole;
    }

    /** Asks tasks to stop at their next safe point; the operation stays open. */
    public static EndCall stop(String operation) {
        return new EndCall(operation, false);
    }

    /** Lets go of the operation. */
    public static EndCall close(String operation) {
        return new EndCall(operation, true);
    }

    @Override
    public Boolean call() {
        if (whole) {
            Works.here().close(operation);
        } else {
            Works.here().stop(operation);
        }
        return true;
    }
}
