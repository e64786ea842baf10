package io.laas.chat.hub;

import java.util.Map;

/**
 * Something people are told.
 *
 * @param booking null if it is about none
 * @param data of the event it comes from
 */
record Notice(Kind kind, String booking, Map<String, String> data) {
    Notice {
        data = data == null ? Map.of() : Map.copyOf(data);
    }

    /** What they are told. */
    enum Kind {
        READY,
        OFFERED,
        SHORTENING,
        APPROVAL,
        APPROVED,
        REMINDER,
        IDLE,
        CHANGED,
        ENDED,
        JOINED,
        LEFT,
        OUTAGE_SET,
        OUTAGE_ENDED,
        SERIES_SET,
        SERIES_ENDED,
        QUARANTINED,
        LEAKS
    }

    String data(String name) {
        return data.getOrDefault(name, "");
    }
}
