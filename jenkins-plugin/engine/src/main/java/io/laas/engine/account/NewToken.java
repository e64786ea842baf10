package io.laas.engine.account;

import io.laas.model.UserId;
import java.util.Set;

/** What token to make: for whom, called what (at most 100 characters), with which rights. */
public record NewToken(UserId user, String name, Set<Right> rights) {
    public NewToken {
        rights = Set.copyOf(rights);
    }
}
