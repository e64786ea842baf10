package io.laas.provisioner.cli;

/** What was typed cannot be used; the message says what, which, why and what next. */
final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }
}
