package io.laas.engine.port;

import io.laas.model.lab.Accel;
import java.util.Objects;

/**
 * How a host answered last.
 *
 * @param accel what guests really run with; AUTO while that is not known
 * @param message why it is offline, or something worth telling; may be empty
 */
public record HostStatus(State state, Accel accel, String message) {
    /** Whether a host answers. */
    public enum State {
        ONLINE,
        OFFLINE,
        /** It was not asked yet. */
        UNKNOWN
    }

    /** The status of a host that was not asked yet. */
    public static final HostStatus NOT_ASKED = new HostStatus(State.UNKNOWN, Accel.AUTO, "");

    public HostStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(accel, "accel");
        message = message == null ? "" : message;
    }
}
