package io.laas.engine.account;

/** What a caller may do. */
public enum Right {
    /** See labs, pods and bookings. */
    VIEW,
    /** Book for oneself and act on bookings one is a member of. */
    BOOK,
    /** Everything on every booking, vpod, outage, token and leak; policy limits do not apply. */
    MANAGE,
    /** Speak for users whose chat identity is linked. */
    ACT_FOR
}
