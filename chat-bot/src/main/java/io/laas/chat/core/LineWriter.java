package io.laas.chat.core;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the line of a command whose values were given apart, as in a form. No value can be taken for anything but a value. */
public final class LineWriter {
    private LineWriter() {}

    /**
     * Returns the line.
     *
     * @param values by parameter name; blank ones are left out, a flag is given by any other value than {@code false}
     */
    public static String line(CommandModel model, Map<String, String> values) {
        return Stream.concat(Stream.of(model.name()), model.params().stream().flatMap(p -> written(p, values)))
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> written(Param param, Map<String, String> values) {
        Optional<String> value =
                Optional.ofNullable(values.get(param.name())).map(String::strip).filter(v -> !v.isEmpty());
        return value.stream().flatMap(v -> switch (param.form()) {
            case PLACE -> param.rest() ? words(v) : Stream.of(Words.quoted(v));
            case WORD -> Stream.of(param.name(), Words.quoted(param.kind() == Kind.USERS ? users(v) : v));
            case FLAG -> v.equals("false") ? Stream.<String>empty() : Stream.of("--" + param.name());
        });
    }

    private static Stream<String> words(String value) {
        return Stream.of(value.split("\\s+")).map(Words::quoted);
    }

    private static String users(String value) {
        return String.join(",", value.split("[\\s,]+"));
    }
}
