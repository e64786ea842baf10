package io.laas.chat.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values by parameter name, as the caller wrote them. */
public record Args(Map<String, List<String>> values) {
    public Args {
        values = Map.copyOf(values);
    }

    /** Returns the value, several of them joined by spaces. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(v -> String.join(" ", v));
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }
}
