package io.laas.model.travel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.model.Names;
import io.laas.model.wire.WireJson;
import java.util.stream.Collectors;

/**
 * Writes values of one type as one line of JSON with every field, and reads nothing else: missing and unknown fields, fields
 * given twice, values of another kind and text after the value are refused. Thread-safe.
 */
final class StrictText<T> {
    private static final int MAX_PROBLEM = 300;
    private static final JsonMapper MAPPER = WireJson.strict()
            .rebuild()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final Class<T> type;
    private final String what;

    /**
     * @param what what the value is called in messages
     */
    StrictText(Class<T> type, String what) {
        this.type = type;
        this.what = what;
    }

    String write(T value) {
        try {
            return MAPPER.writerFor(type).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the %s has no text form: %s".formatted(what, problem(e)), e);
        }
    }

    T read(String text) {
        try {
            T value = MAPPER.readValue(text == null ? "" : text, type);
            if (value == null) {
                throw new IllegalArgumentException(sentence("it is null"));
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(sentence(problem(e)), e);
        }
    }

    private String sentence(String problem) {
        return "The text of the %s cannot be read: %s; see that it is whole and that LaaS has the same version on both sides"
                .formatted(what, problem);
    }

    private static String problem(JsonProcessingException e) {
        String place = e instanceof JsonMappingException mapping ? place(mapping) : "";
        return (place.isEmpty() ? "" : place + ": ") + Names.clean(reason(e), MAX_PROBLEM);
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return "this field is not known";
        }
        if (e.getOriginalMessage().startsWith("Missing creator property")) {
            return "this field is missing";
        }
        if (e.getCause() instanceof NullPointerException) {
            return "null is not allowed here";
        }
        return e.getCause() instanceof IllegalArgumentException refused ? refused.getMessage() : e.getOriginalMessage();
    }

    private static String place(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
