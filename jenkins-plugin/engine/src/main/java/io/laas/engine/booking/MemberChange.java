package io.laas.engine.booking;

import io.laas.model.UserId;
import java.util.Set;

/** Collaborators to add and to remove. */
public record MemberChange(Set<UserId> add, Set<UserId> remove) {
    public MemberChange {
        add = Set.copyOf(add);
        remove = Set.copyOf(remove);
    }
}
