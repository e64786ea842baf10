package io.laas.engine.account;

import io.laas.model.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** An API token; its secret is not known to the engine after it was made. */
public record Token(
        String id, UserId user, String name, Set<Right> rights, Instant createdAt, Optional<Instant> revokedAt) {
    public Token {
        rights = Set.copyOf(rights);
    }
}
