package io.laas.engine.labfile;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a text would change.
 *
 * @param part the part of the lab file, as the reference calls it, for example {@code vpods}
 * @param name the thing's name, or the key
 * @param kind whether it comes, goes or becomes another
 * @param before how it was, where that can be said in a few words
 * @param after how it would be
 */
public record LabFileChange(String part, String name, Kind kind, Optional<String> before, Optional<String> after) {
    /** What happens to a thing. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    public LabFileChange {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** Returns it in words without values, for example {@code vpods rack2 added}. */
    @Override
    public String toString() {
        return "%s %s %s".formatted(part, name, kind.name().toLowerCase(java.util.Locale.ROOT));
    }
}
