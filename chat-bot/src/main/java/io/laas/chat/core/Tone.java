package io.laas.chat.core;

/** How a text is meant. */
public enum Tone {
    PLAIN,
    GOOD,
    WARNING,
    QUIET,
    /** To be copied as it stands, such as a command. */
    CODE
}
