package io.laas.engine.account;

import io.laas.model.UserId;
import java.util.Set;

/** Whom a token stands for, with all rights that both token and account have. */
public record Identity(UserId user, Set<Right> rights, String tokenId) {
    public Identity {
        rights = Set.copyOf(rights);
    }
}
