package io.laas.web.api;

import io.laas.engine.event.EventLog;
import io.laas.model.Names;
import io.laas.web.error.ApiException;
import io.laas.web.json.Fields;
import io.laas.web.sse.EventFeed;

/** Reads where in a list somebody is, and how much of it they want. */
final class Cursor {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_DIGITS = 18;

    private Cursor() {}

    static int limit(String text) {
        return Fields.number("limit", text, DEFAULT_LIMIT, new Fields.Range(1, EventFeed.MAX_LIMIT));
    }

    /** Returns the event number in the text: 0 for nothing given, the latest for {@code now}. */
    static long read(String text, EventLog events) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        if (text.strip().equalsIgnoreCase("now")) {
            return events.last();
        }
        return number(text.strip());
    }

    private static long number(String digits) {
        if (digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw ApiException.invalid(
                    "after must be the number of an event or now, was '%s'".formatted(Names.clean(digits, 40)));
        }
        return Long.parseLong(digits);
    }
}
