package io.laas.engine.booking;

import io.laas.model.UserId;
import java.util.Objects;

/**
 * A booking for somebody else from now on.
 *
 * @param to who owns it then
 * @param stay whether the one who had it keeps working with it
 */
public record HandOver(UserId to, boolean stay) {
    public HandOver {
        Objects.requireNonNull(to, "to");
    }
}
