package io.laas.chat.core;

/** How a command ended. */
public enum Outcome {
    /** It was done, or there was nothing to do. */
    DONE,
    /** It was shown what can be done, and nothing was. */
    SHOWN,
    /** It waits for the caller's yes. */
    ASKS,
    /** The server, or the state of things, said no. */
    REFUSED,
    /** The input could not be understood. */
    USAGE
}
