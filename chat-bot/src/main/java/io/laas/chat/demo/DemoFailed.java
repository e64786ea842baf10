package io.laas.chat.demo;

/** Something the demo promises does not hold; the message is the reason in its last line. */
final class DemoFailed extends Exception {
    DemoFailed(String message) {
        super(message);
    }
}
