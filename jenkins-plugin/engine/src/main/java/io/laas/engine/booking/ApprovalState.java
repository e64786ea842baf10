package io.laas.engine.booking;

/** How far an approval is. */
public enum ApprovalState {
    /** Somebody has to decide. */
    OPEN,
    GIVEN,
    DENIED,
    /** The booking was given up before anybody decided. */
    OVER
}
