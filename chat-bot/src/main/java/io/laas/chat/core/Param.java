package io.laas.chat.core;

import java.util.List;
import java.util.Locale;

/**
 * One parameter of a command.
 *
 * @param name how handlers ask for it; for words and flags also how people write it ({@code for 3d}, {@code --for=3d}, {@code --yes})
 * @param form whether it is told by place or by name
 * @param kind what its value is
 * @param required whether a line without it is wrong
 * @param rest for the last positional parameter: takes all the words that are left
 * @param help one sentence
 * @param values the only values there are; empty: any
 */
public record Param(
        String name, Form form, Kind kind, boolean required, boolean rest, String help, List<String> values) {
    /** How a parameter is told apart. */
    public enum Form {
        PLACE,
        WORD,
        FLAG
    }

    public Param {
        values = List.copyOf(values);
    }

    /** Returns whether several values may be given. */
    boolean repeated() {
        return rest || kind == Kind.USERS;
    }

    /** Returns how it is written in a form line, for example {@code [for LENGTH]}. */
    String usage() {
        String value = values.isEmpty() ? valueName() : String.join("|", values);
        String shown = switch (form) {
            case PLACE -> rest ? value + " …" : value;
            case WORD -> name + " " + value;
            case FLAG -> "--" + name;
        };
        return required ? shown : "[" + shown + "]";
    }

    /** Returns its name as it is written in a line. */
    public String shownName() {
        return switch (form) {
            case PLACE -> name.toUpperCase(Locale.ROOT);
            case WORD -> name;
            case FLAG -> "--" + name;
        };
    }

    private String valueName() {
        return switch (kind) {
            case TEXT -> name.toUpperCase(Locale.ROOT);
            case USERS -> "@USER …";
            case SENTENCE -> "TEXT";
            default -> kind.name();
        };
    }
}
