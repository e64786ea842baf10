package io.laas.web.auth;

import io.laas.engine.account.Caller;
import io.laas.engine.account.RequestKey;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * An authenticated call.
 *
 * @param caller who asks, for the engine
 * @param key what the rate limit counts by, for example the token's id
 * @param valid whether the caller would still be let in; long-lived answers ask again and again
 * @param guest there only if the caller has no account: what alone may be looked at
 */
public record Session(Caller caller, String key, BooleanSupplier valid, Optional<Set<Look>> guest)
        implements Principal {
    public Session {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(valid, "valid");
        guest = guest.map(Set::copyOf);
    }

    public Session(Caller caller, String key, BooleanSupplier valid) {
        this(caller, key, valid, Optional.empty());
    }

    /** Returns the session with a caller whose change counts once under the key. */
    Session once(RequestKey newKey) {
        return new Session(caller.once(newKey), key, valid, guest);
    }

    /** Returns the session of the present request. */
    public static Session of(SecurityContext security) {
        return (Session) security.getUserPrincipal();
    }

    /** Returns who makes the present request. */
    public static Caller caller(SecurityContext security) {
        return of(security).caller();
    }

    @Override
    public String getName() {
        return caller.user().value();
    }
}
