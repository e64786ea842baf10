package io.laas.engine.project;

import io.laas.model.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * People who work together.
 *
 * @param name unique in a controller
 * @param owner who made it and may change who is in it
 * @param members everybody in it, the owner too
 */
public record Project(String name, UserId owner, Set<UserId> members, Instant createdAt) {
    public Project {
        members = Set.copyOf(members);
    }
}
