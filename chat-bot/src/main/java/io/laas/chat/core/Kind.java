package io.laas.chat.core;

/** What a parameter's value is; decides how it is read from a line and what is offered for completion. */
public enum Kind {
    TEXT,
    BOOKING,
    POD,
    CONFIG,
    LAB,
    HOST,
    VPOD,
    OUTAGE,
    INSTALLER,
    COMMAND,
    /** One or more account names, with or without {@code @}. */
    USERS,
    /** A length such as {@code 3d}; may be several words. */
    LENGTH,
    /** A time such as {@code friday 18:00}; may be several words. */
    TIME,
    /** All words up to the end or the next {@code --} option. */
    SENTENCE,
    FLAG
}
