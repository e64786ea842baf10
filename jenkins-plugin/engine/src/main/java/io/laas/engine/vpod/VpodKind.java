package io.laas.engine.vpod;

/** How long a vpod lives. */
public enum VpodKind {
    /** Set up once, re-initialised for each booking. */
    STATIC,
    /** Made for one booking, gone after it. */
    DYNAMIC
}
