package io.laas.model.design;

import io.laas.model.Names;
import java.util.Objects;
import java.util.Optional;

/**
 * With whom a pod or config is shared.
 *
 * @param audience who may see and book it, besides its owner
 * @param project name of the project whose members may, if it is shared with one
 */
public record Sharing(Audience audience, Optional<String> project) {
    /** For its owner only. */
    public static final Sharing PRIVATE = new Sharing(Audience.PRIVATE, Optional.empty());

    /** For everybody. */
    public static final Sharing PUBLIC = new Sharing(Audience.PUBLIC, Optional.empty());

    public Sharing {
        Objects.requireNonNull(audience, "audience");
        project.ifPresent(p -> Names.require("project", p));
        if (project.isPresent() != (audience == Audience.PROJECT)) {
            throw new IllegalArgumentException(
                    audience == Audience.PROJECT
                            ? "project must be given when something is shared with a project"
                            : "project must be left out unless something is shared with a project, was '%s'"
                                    .formatted(project.orElseThrow()));
        }
    }

    /** Returns the sharing with the members of a project. */
    public static Sharing with(String project) {
        return new Sharing(Audience.PROJECT, Optional.of(project));
    }

    @Override
    public String toString() {
        return project.map(p -> audience + " " + p).orElse(audience.name());
    }
}
