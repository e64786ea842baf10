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
        return digits(text.strip(), "after must be the number of an event or now");
    }

    /** Returns the event number in the text. */
    static long number(String field, String text) {
        return digits(text.strip(), field + " must be the number of an event");
    }

    private static long digits(String digits, String rule) {
        if (digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw ApiException.invalid("%s, was '%s'".formatted(rule, Names.clean(digits, 40)));
        }
        return Long.parseLong(digits);
    }
}
