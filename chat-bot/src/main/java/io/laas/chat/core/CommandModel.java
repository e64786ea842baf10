package io.laas.chat.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a command is called and takes: the one source of parsing, help, completion and the reference page. Its texts come from
 * the bundle under {@code cmd.NAME} and {@code cmd.NAME.PARAMETER}.
 *
 * @param name one word in lower case
 * @param summary one line
 * @param params positional ones in their order, then words, then flags
 * @param examples right lines, the most usual first; never empty
 * @param changes whether it may change something, so that one press of a button must not do it twice
 * @param seldom whether a platform that has few places for commands may put it aside
 */
public record CommandModel(
        String name, String summary, List<Param> params, List<String> examples, boolean changes, boolean seldom) {
    public CommandModel {
        params = List.copyOf(params);
        examples = List.copyOf(examples);
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Returns the form line, for example {@code extend [BOOKING] [LENGTH] [until TIME]}. */
    public String usage() {
        return name + params.stream().map(p -> " " + p.usage()).collect(Collectors.joining());
    }

    /** Returns the first example. */
    public String example() {
        return examples.get(0);
    }

    List<Param> places() {
        return params.stream().filter(p -> p.form() == Param.Form.PLACE).toList();
    }

    /** Returns the word or flag of that name. */
    Optional<Param> named(String text, boolean withFlags) {
        return params.stream()
                .filter(p -> p.form() == Param.Form.WORD || withFlags && p.form() == Param.Form.FLAG)
                .filter(p -> p.name().equalsIgnoreCase(text))
                .findFirst();
    }

    List<String> words() {
        return params.stream()
                .filter(p -> p.form() == Param.Form.WORD)
                .map(Param::name)
                .toList();
    }

    /** Collects a model. */
    public static final class Builder {
        private final String name;
        private final List<Param> params = new ArrayList<>();
        private final List<String> examples = new ArrayList<>();
        private boolean changes;
        private boolean seldom;

        private Builder(String name) {
            this.name = name;
        }

        public Builder place(String param, Kind kind) {
            return add(param, Param.Form.PLACE, kind, false, List.of());
        }

        public Builder requiredPlace(String param, Kind kind) {
            return add(param, Param.Form.PLACE, kind, true, List.of());
        }

        public Builder choice(String param, String... values) {
            return add(param, Param.Form.PLACE, Kind.TEXT, false, List.of(values));
        }

        /** Adds a last positional parameter that takes all words that are left. */
        public Builder rest(String param, Kind kind) {
            params.add(new Param(param, Param.Form.PLACE, kind, false, true, help(param), List.of()));
            return this;
        }

        public Builder word(String param, Kind kind) {
            return add(param, Param.Form.WORD, kind, false, List.of());
        }

        public Builder flag(String param) {
            return add(param, Param.Form.FLAG, Kind.FLAG, false, List.of());
        }

        public Builder example(String line) {
            examples.add(line);
            return this;
        }

        /** Says that it may change something. */
        public Builder changes() {
            changes = true;
            return this;
        }

        /** Says that most people need it seldom. */
        public Builder seldom() {
            seldom = true;
            return this;
        }

        public CommandModel build() {
            return new CommandModel(name, Texts.of("cmd." + name), params, examples, changes, seldom);
        }

        private Builder add(String param, Param.Form form, Kind kind, boolean required, List<String> values) {
            params.add(new Param(param, form, kind, required, false, help(param), values));
            return this;
        }

        private String help(String param) {
            return Texts.of("cmd." + name + "." + param);
        }
    }
}
