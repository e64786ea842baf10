package io.laas.chat.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values by name as they are written in one go: {@code ticket=NFV-7 cost-centre=12 34}. */
final class Pairs {
    private static final String BEFORE_A_NAME = " (?=[a-z0-9-]+=)";

    private Pairs() {}

    /** Returns the first of them that is not written as name and value. */
    static Optional<String> unclear(Optional<String> text) {
        return parts(text).stream().filter(p -> p.indexOf('=') < 1).findFirst();
    }

    static Map<String, String> of(Optional<String> text) {
        Map<String, String> result = new LinkedHashMap<>();
        parts(text).forEach(p -> result.put(p.substring(0, p.indexOf('=')), p.substring(p.indexOf('=') + 1)));
        return result;
    }

    private static List<String> parts(Optional<String> text) {
        return text.map(t -> Arrays.asList(t.split(BEFORE_A_NAME))).orElse(List.of());
    }
}
