package io.laas.web.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.laas.model.Names;
import java.util.Collection;
import java.util.stream.Collectors;

/** Says in one sentence what is wrong with a JSON body, naming the field. */
final class JsonProblem {
    private JsonProblem() {}

    static String sentence(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException u) {
            return "field '%s' is not known; known here: %s"
                    .formatted(Names.clean(u.getPropertyName(), 40), names(u.getKnownPropertyIds()));
        }
        if (e instanceof InvalidFormatException f) {
            return "field '%s' cannot be '%s'; it must be %s"
                    .formatted(path(f), Names.clean(String.valueOf(f.getValue()), 40), expected(f.getTargetType()));
        }
        if (e instanceof JsonMappingException m && m.getCause() instanceof IllegalArgumentException cause) {
            return "field '%s': %s".formatted(path(m), Names.clean(cause.getMessage(), 300));
        }
        if (e instanceof JsonMappingException m && !m.getPath().isEmpty()) {
            return "field '%s' has the wrong shape%s".formatted(path(m), where(e));
        }
        return "the body is not a JSON object as this path reads it" + where(e);
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        return Names.clean(path, 80);
    }

    private static String expected(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Instant" -> "an instant of the years 1970 to 9999 such as 2026-11-30T18:00:00Z";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long" -> "a whole number";
            default -> "a " + type.getSimpleName();
        };
    }

    private static String names(Collection<Object> known) {
        return known == null ? "none" : known.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
