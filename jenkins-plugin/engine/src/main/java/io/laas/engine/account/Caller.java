package io.laas.engine.account;

import io.laas.model.Actor;
import io.laas.model.UserId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, with the rights this call has. Whoever authenticates (a token, a Jenkins session) makes it; the engine decides
 * with it.
 *
 * @param rights those of this call; those they hold are added
 * @param key makes the change that this call asks for count once
 */
public record Caller(Actor actor, Set<Right> rights, Optional<RequestKey> key) {
    /** The product itself. */
    public static final Caller SYSTEM = new Caller(Actor.SYSTEM, EnumSet.allOf(Right.class));

    public Caller {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(key, "key");
        rights = Set.copyOf(Right.withImplied(rights));
    }

    public Caller(Actor actor, Set<Right> rights) {
        this(actor, rights, Optional.empty());
    }

    /** Returns the caller as one whose change counts once under the key. */
    public Caller once(RequestKey newKey) {
        return new Caller(actor, rights, Optional.of(newKey));
    }

    public UserId user() {
        return actor.user();
    }

    public boolean has(Right right) {
        return rights.contains(right);
    }

    /** Returns whether the caller may do everything: also tokens and links of others. */
    public boolean manages() {
        return has(Right.MANAGE);
    }

    /** Returns whether the caller may do everything with every booking, beyond the policy too. */
    public boolean managesBookings() {
        return has(Right.MANAGE_BOOKINGS);
    }

    /** Returns whether the caller may work on vpods, outages and leaks. */
    public boolean managesLabs() {
        return has(Right.MANAGE_LABS);
    }
}
