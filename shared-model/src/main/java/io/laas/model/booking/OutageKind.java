package io.laas.model.booking;

/** Whether an outage was planned. */
public enum OutageKind {
    /** Announced; it cannot be set over granted bookings unless they are ended or moved. */
    PLANNED,
    /** Now and without asking; running bookings on it end. */
    EMERGENCY
}
