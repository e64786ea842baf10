package io.laas.web.error;

import io.laas.engine.Answer;
import io.laas.model.booking.Conflict;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import java.util.HashMap;
import java.util.Map;

/** Turns the engine's refusals into error answers. */
public final class Refusals {
    private Refusals() {}

    /** Returns what was done, or ends the request with the refusal. */
    public static <T> T orThrow(Answer<T> answer) {
        if (answer instanceof Answer.Done<T> done) {
            return done.value();
        }
        throw error(((Answer.Refused<T>) answer).refusal());
    }

    /** Returns the error answer of a refusal. */
    public static ApiException error(Refusal refusal) {
        Map<String, Object> details = new HashMap<>();
        if (!refusal.conflicts().isEmpty()) {
            details.put(
                    "conflicts",
                    refusal.conflicts().stream().map(Refusals::conflict).toList());
        }
        refusal.nextFree().ifPresent(s -> details.put("nextFree", Map.of("start", s.start(), "end", s.end())));
        refusal.latestEnd().ifPresent(end -> details.put("latestEnd", end));
        refusal.field().ifPresent(field -> details.put("field", field));
        return new ApiException(status(refusal.code()), refusal.code().name(), refusal.message(), details);
    }

    static int status(RefusalCode code) {
        return switch (code) {
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case UNKNOWN_POD,
                    UNKNOWN_CONFIG,
                    UNKNOWN_LAB,
                    UNKNOWN_BOOKING,
                    UNKNOWN_VPOD,
                    UNKNOWN_OUTAGE,
                    UNKNOWN_SERIES,
                    UNKNOWN_HOST,
                    UNKNOWN_PROJECT,
                    UNKNOWN_DRAFT,
                    UNKNOWN_SNAPSHOT,
                    UNKNOWN_MACHINE,
                    UNKNOWN_INSTALLER,
                    UNKNOWN_WORK -> 404;
            case POD_TAKEN, NAME_TAKEN, QUOTA, WRONG_STATE, BUSY, CHANGED_MEANWHILE, CLAIM_LOST -> 409;
            case TOO_LARGE, POLICY, KEY_REUSED, REQUIREMENT -> 422;
        };
    }

    private static Map<String, Object> conflict(Conflict conflict) {
        Map<String, Object> json = new HashMap<>(what(conflict));
        json.put("start", conflict.slot().start());
        json.put("end", conflict.slot().end());
        return json;
    }

    private static Map<String, Object> what(Conflict conflict) {
        if (conflict instanceof Conflict.Booked b) {
            return Map.of(
                    "kind", "BOOKED",
                    "vpod", b.vpod(),
                    "booking", b.booking(),
                    "owner", b.owner());
        }
        if (conflict instanceof Conflict.OutOfService o) {
            return Map.of("kind", "OUT_OF_SERVICE", "outage", o.outage(), "lab", o.lab(), "reason", o.reason());
        }
        if (conflict instanceof Conflict.NoCapacity n) {
            return Map.of("kind", "NO_CAPACITY", "host", n.host(), "missing", n.missing());
        }
        Conflict.NotInService n = (Conflict.NotInService) conflict;
        return Map.of("kind", "NOT_IN_SERVICE", "vpod", n.vpod(), "reason", n.reason());
    }
}
