package io.laas.engine.port;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The text of a lab as it is kept.
 *
 * @param text the whole lab file
 * @param source what the reader calls it in messages, for example {@code lab.yaml}
 * @param directory where relative paths in it count from
 * @param fixed why it cannot be changed here and what to do instead, in one or two sentences; empty if it can be
 */
public record LabText(String text, String source, Path directory, Optional<String> fixed) {
    public LabText {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(fixed, "fixed");
    }
}
