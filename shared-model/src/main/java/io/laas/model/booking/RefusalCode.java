package io.laas.model.booking;

/** Why something asked for was not done; stable names that travel over the API. */
public enum RefusalCode {
    /** Everything that could serve the booking is taken or out of service in that slot. */
    POD_TAKEN,
    /** The pod or the config is not known, or does not fit. */
    UNKNOWN_POD,
    UNKNOWN_CONFIG,
    UNKNOWN_LAB,
    UNKNOWN_BOOKING,
    UNKNOWN_VPOD,
    UNKNOWN_OUTAGE,
    UNKNOWN_SERIES,
    UNKNOWN_HOST,
    UNKNOWN_PROJECT,
    UNKNOWN_DRAFT,
    UNKNOWN_SNAPSHOT,
    UNKNOWN_MACHINE,
    UNKNOWN_INSTALLER,
    /** There is no such work for the lab. */
    UNKNOWN_WORK,
    /** Something else has the name. */
    NAME_TAKEN,
    /** No host of the lab is large enough, whatever the time. */
    TOO_LARGE,
    /** A limit of the lab's policy. */
    POLICY,
    QUOTA,
    /** The pod lacks what an installer needs. */
    REQUIREMENT,
    /** The thing asked for is not possible in the booking's present state. */
    WRONG_STATE,
    /** The caller may not do this to that object. */
    FORBIDDEN,
    /** The same vpod already has an operation under way. */
    BUSY,
    /** The work was given to somebody else since; what is told of the old claim does not count. */
    CLAIM_LOST,
    /** Somebody else's change came first. */
    CHANGED_MEANWHILE,
    /** The idempotency key was used for another request. */
    KEY_REUSED,
    INVALID
}
