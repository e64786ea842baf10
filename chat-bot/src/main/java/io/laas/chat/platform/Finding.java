package io.laas.chat.platform;

/**
 * What a check of the set-up found.
 *
 * @param good whether it is as it should be
 * @param what one sentence; if it is not good, with what to do
 */
public record Finding(boolean good, String what) {
    public static Finding good(String what) {
        return new Finding(true, what);
    }

    public static Finding bad(String what) {
        return new Finding(false, what);
    }
}
