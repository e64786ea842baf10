package io.laas.model.design;

/** Who may see and book a pod or config that a user made. */
public enum Audience {
    /** Its owner. */
    PRIVATE,
    /** The members of one project. */
    PROJECT,
    /** Everybody who may see the lab. */
    PUBLIC
}
