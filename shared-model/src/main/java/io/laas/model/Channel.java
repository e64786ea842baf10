package io.laas.model;

/** Through which face of the product something was asked for. */
public enum Channel {
    WEB,
    API,
    PIPELINE,
    SLACK,
    DISCORD,
    CONSOLE,
    /** The product itself, for example when a booking ends in time. */
    SYSTEM
}
