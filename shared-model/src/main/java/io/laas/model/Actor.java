package io.laas.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Who asks, and how.
 *
 * @param user the account whose rights decide
 * @param channel the face of the product used
 * @param via the account that spoke for the user (a chat bot), if any
 */
public record Actor(UserId user, Channel channel, Optional<UserId> via) {
    /** The product itself. */
    public static final Actor SYSTEM = new Actor(new UserId("system"), Channel.SYSTEM, Optional.empty());

    public Actor {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(via, "via");
    }

    public static Actor of(UserId user, Channel channel) {
        return new Actor(user, channel, Optional.empty());
    }
}
