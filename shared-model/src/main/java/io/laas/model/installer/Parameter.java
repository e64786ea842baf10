package io.laas.model.installer;

import io.laas.model.Names;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Something an installer or a lab wants to know.
 *
 * @param name lower case, unique among its neighbours
 * @param title for people, at most 120 characters
 * @param standard value where none is given; without one it has to be given
 * @param pattern regular expression the whole value has to match; empty takes one line of up to 200 characters
 * @param choices the only values there are; empty for any
 * @param secret whether the value must never be shown again
 */
public record Parameter(
        String name,
        String title,
        Optional<String> standard,
        Optional<String> pattern,
        List<String> choices,
        boolean secret) {
    /** Longest value, in characters. */
    public static final int MAX_VALUE = 200;

    private static final int MAX_TITLE = 120;
    private static final int MAX_PATTERN = 200;
    private static final int SHOWN = 40;

    public Parameter {
        Names.require("parameter name", name);
        title = Names.clean(title == null || title.isBlank() ? name : title, MAX_TITLE);
        Objects.requireNonNull(standard, "standard");
        choices = List.copyOf(choices);
        pattern.ifPresent(p -> checkPattern(name, p));
        if (secret && standard.isPresent()) {
            throw new IllegalArgumentException(
                    "parameter %s: default must not be given for a secret, because everybody can read it"
                            .formatted(name));
        }
        if (standard.isPresent()) {
            Optional<String> wrong = wrong(name, pattern, choices, false, standard.get());
            if (wrong.isPresent()) {
                throw new IllegalArgumentException("parameter %s: default %s".formatted(name, wrong.get()));
            }
        }
    }

    private static void checkPattern(String name, String pattern) {
        if (pattern.length() > MAX_PATTERN) {
            throw new IllegalArgumentException("parameter %s: pattern must have at most %d characters, has %d"
                    .formatted(name, MAX_PATTERN, pattern.length()));
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "parameter %s: pattern must be a regular expression: %s"
                            .formatted(name, Names.clean(e.getDescription(), SHOWN)),
                    e);
        }
    }

    public boolean required() {
        return standard.isEmpty();
    }

    /** Returns what is wrong with a value, as the rest of a sentence that begins with the parameter's name. */
    public Optional<String> wrong(String value) {
        return wrong(name, pattern, choices, secret, value);
    }

    private static Optional<String> wrong(
            String name, Optional<String> pattern, List<String> choices, boolean secret, String value) {
        String was = secret ? "" : ", was '%s'".formatted(Names.clean(value, SHOWN));
        if (value.length() > MAX_VALUE || value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("must be one line of at most %d characters".formatted(MAX_VALUE));
        }
        if (!choices.isEmpty() && !choices.contains(value)) {
            return Optional.of("must be one of %s%s".formatted(String.join(", ", choices), was));
        }
        if (pattern.isPresent() && !Pattern.matches(pattern.get(), value)) {
            return Optional.of("must match %s%s".formatted(pattern.get(), was));
        }
        return Optional.empty();
    }
}
