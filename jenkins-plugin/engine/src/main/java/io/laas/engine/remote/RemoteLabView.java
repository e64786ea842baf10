package io.laas.engine.remote;

import java.util.Optional;

/**
 * A lab elsewhere and how it stands.
 *
 * @param waiting operations that no worker has
 * @param running operations that a worker has
 * @param trouble what is wrong with the lab file of a worker, so that what it published before counts
 */
public record RemoteLabView(RemoteLab lab, State state, long waiting, long running, Optional<String> trouble) {
    /** Whether a lab is heard of. */
    public enum State {
        /** A worker was heard within the lease. */
        PRESENT,
        /** None was heard for longer than that. */
        LOST,
        /** None ever was. */
        SILENT,
        /** It cannot be booked any more. */
        RETIRED
    }
}
