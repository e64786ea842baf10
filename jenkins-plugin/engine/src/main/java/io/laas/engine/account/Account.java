package io.laas.engine.account;

import io.laas.model.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** A user as the engine knows it. */
public record Account(UserId user, Set<Right> rights, Optional<ZoneId> zone, Instant createdAt) {
    public Account {
        rights = Set.copyOf(rights);
    }
}
