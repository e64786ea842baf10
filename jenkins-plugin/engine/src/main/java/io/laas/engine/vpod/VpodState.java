package io.laas.engine.vpod;

/** Where a vpod is. */
public enum VpodState {
    /** Known, but nothing of it stands yet. */
    NEW,
    /** Being set up, or being made ready for a booking. */
    PREPARING,
    /** Static: set up, cleaned and verified. */
    FREE,
    /** Its booking's members have access. */
    IN_USE,
    /** Being cleaned or removed. */
    CLEANING,
    /** Something went wrong with it; an admin must look. */
    QUARANTINED,
    /** An admin took it out of service, or it is no longer in the configuration. */
    DRAINED,
    /** Nothing of it is left; final for dynamic vpods. */
    GONE;

    /** Returns whether bookings may be granted on it, now or later. */
    public boolean inService() {
        return this != QUARANTINED && this != DRAINED && this != GONE;
    }
}
