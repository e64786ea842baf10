package io.laas.provisioner.work;

/** A task cannot reach its aim. The message is for people; the console tail shows what the machine concerned last printed. */
public final class OperationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_TAIL = 4000;

    private final String consoleTail;

    public OperationFailure(String message, String consoleTail) {
        super(message);
        this.consoleTail =
                consoleTail.length() <= MAX_TAIL ? consoleTail : consoleTail.substring(consoleTail.length() - MAX_TAIL);
    }

    /** Returns the last lines of the serial console, at most 4000 characters, may be empty. */
    public String consoleTail() {
        return consoleTail;
    }
}
