package io.laas.model.operation;

/** How store and host differ. */
public enum LeakKind {
    /** It is on the host and tagged as ours, but no vpod of the store should have it. */
    UNTRACKED,
    /** The store says it stands, the host does not have it. */
    MISSING
}
