package io.laas.chat.platform;

/**
 * How something is.
 *
 * @param state what it does
 * @param detail one line for whoever looks after the bot; without secrets
 */
public record Health(State state, String detail) {
    /** What it does. */
    public enum State {
        UP,
        /** It is not connected and tries to be. */
        CONNECTING,
        /** It gave up; somebody has to do something. */
        FAILED
    }

    public static Health up(String detail) {
        return new Health(State.UP, detail);
    }
}
