package io.laas.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.model.wire.WireJson;
import java.util.Map;

/** Values that are kept as JSON in one column. */
public final class Json {
    private static final JsonMapper MAPPER = WireJson.lenient();
    private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {};

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new StoreException("The store holds a " + type.getSimpleName() + " that cannot be read", e);
        }
    }

    static Map<String, String> readMap(String json) {
        try {
            return MAPPER.readValue(json, MAP);
        } catch (JsonProcessingException e) {
            throw new StoreException("The store holds event details that cannot be read", e);
        }
    }
}
