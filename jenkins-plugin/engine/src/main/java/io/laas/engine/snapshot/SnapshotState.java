package io.laas.engine.snapshot;

/** Where a snapshot is. */
public enum SnapshotState {
    /** Its disks are being copied. */
    MAKING,
    /** It can be used. */
    READY,
    /** It could not be made; nothing of it is kept. */
    FAILED,
    /** It can no longer be used by new bookings; its files go when no booking needs them any more. */
    DELETED,
    /** Nothing of it is left. */
    GONE
}
