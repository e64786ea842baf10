package io.laas.jenkins;

/** The engine is not open; the message says why. */
public final class LaasUnavailableException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public LaasUnavailableException(String message) {
        super(message);
    }
}
