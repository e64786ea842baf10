package io.laas.engine.store;

/** A row was changed by another transaction between reading and writing it; the work is done again from the start. */
public final class StaleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleException(String what) {
        super(what + " was changed by somebody else at the same time");
    }
}
