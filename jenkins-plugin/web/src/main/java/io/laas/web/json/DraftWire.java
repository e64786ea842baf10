package io.laas.web.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.engine.draft.Draft;
import io.laas.model.wire.DraftJson;
import io.laas.model.wire.NewDraftJson;
import io.laas.model.wire.WireJson;
import io.laas.web.error.ApiException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Drafts between wire format and model. */
public final class DraftWire {
    private static final JsonMapper JSON = WireJson.strict();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private DraftWire() {}

    public static DraftJson json(Draft d) {
        return new DraftJson(d.id(), d.title(), content(d.content()), d.revision(), d.createdAt(), d.changedAt());
    }

    private static Map<String, Object> content(String json) {
        try {
            return JSON.readValue(json, OBJECT);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Draft.Text text(NewDraftJson json) {
        try {
            return new Draft.Text(json.title(), JSON.writeValueAsString(Fields.required("content", json.content())));
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("content must be a JSON object");
        }
    }

    /** Reads the number of a draft from an address. */
    public static long id(String text) {
        return Fields.number("the number of a draft", text, 0, new Fields.Range(1, Integer.MAX_VALUE));
    }
}
