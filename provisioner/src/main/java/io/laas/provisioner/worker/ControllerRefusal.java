package io.laas.provisioner.worker;

/** The controller said no; asking the same again will not help. */
public final class ControllerRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    ControllerRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns whether it was said because the work is not this worker's (any more). */
    boolean meansLost() {
        return status == 404 || status == 409;
    }
}
