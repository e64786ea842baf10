package io.laas.web.api;

import io.laas.model.wire.ReasonJson;
import io.laas.web.error.ApiException;
import io.laas.web.json.Fields;

/** Reads reasons: at most 500 characters. */
final class Reasons {
    private static final int MAX = 500;

    private Reasons() {}

    static String required(ReasonJson body) {
        return Fields.required("reason", optional(body), text -> text);
    }

    /** Returns the reason, empty if none was given. */
    static String optional(ReasonJson body) {
        String reason =
                body == null || body.reason() == null ? "" : body.reason().strip();
        if (reason.length() > MAX) {
            throw ApiException.invalid("reason must be at most %d characters, was %d".formatted(MAX, reason.length()));
        }
        return reason;
    }
}
