package io.laas.model.booking;

import java.util.EnumSet;
import java.util.Set;

/** Where a booking is on its way. Bookings are never deleted; the last three states are final. */
public enum BookingState {
    /** Asked for, but something beyond capacity must be settled first (approval). */
    REQUESTED,
    /** In the queue: nothing is free yet. */
    WAITING,
    /** Granted, its start is still to come. */
    SCHEDULED,
    /** Its machines are being built or re-initialised. */
    PROVISIONING,
    /** Handed over: its members have access. */
    ACTIVE,
    /** Over: access is gone, the vpod is being cleaned. */
    CLEANING,
    /** Over and clean. */
    DONE,
    /** Could not be provided; the reason is with the booking. */
    FAILED,
    /** Given up before it was handed over. */
    CANCELLED;

    /** States in which a booking holds capacity. */
    public static final Set<BookingState> HOLDING = EnumSet.of(SCHEDULED, PROVISIONING, ACTIVE, CLEANING);

    /** States in which a booking is not over. */
    public static final Set<BookingState> UNFINISHED =
            EnumSet.of(REQUESTED, WAITING, SCHEDULED, PROVISIONING, ACTIVE, CLEANING);

    /** Returns the states that may follow this one. */
    public Set<BookingState> next() {
        return switch (this) {
            case REQUESTED -> EnumSet.of(WAITING, SCHEDULED, CANCELLED);
            case WAITING -> EnumSet.of(SCHEDULED, CANCELLED, FAILED);
            case SCHEDULED -> EnumSet.of(PROVISIONING, WAITING, CANCELLED, FAILED);
            case PROVISIONING -> EnumSet.of(ACTIVE, CLEANING, FAILED, CANCELLED);
            case ACTIVE -> EnumSet.of(CLEANING, FAILED);
            case CLEANING -> EnumSet.of(DONE, CANCELLED, FAILED);
            case DONE, FAILED, CANCELLED -> EnumSet.noneOf(BookingState.class);
        };
    }

    public boolean mayBecome(BookingState other) {
        return next().contains(other);
    }

    public boolean isFinal() {
        return next().isEmpty();
    }
}
