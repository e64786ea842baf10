package io.laas.model.design;

import io.laas.model.Names;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.pod.Config;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Bounds what configs of users add to cloud-init: it goes onto a small disk of its own, into one row of the store, and into lists. */
final class UserData {
    private static final int MAX_CHARACTERS = 32_000;
    private static final int MAX_DEPTH = 20;
    private static final int TOO_MUCH = MAX_CHARACTERS + 1;
    private static final int OVERHEAD = 4;

    private UserData() {}

    static Optional<Refusal> refusal(Config config) {
        int size = size(config.cloudInit(), 0);
        return size <= MAX_CHARACTERS
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.TOO_LARGE,
                        "The cloud-init of config %s must have at most %d characters and be nested at most %d deep. Fetch the rest from the machine itself."
                                .formatted(Names.clean(config.id().value(), 40), MAX_CHARACTERS, MAX_DEPTH)));
    }

    private static int size(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            return TOO_MUCH;
        }
        if (value instanceof Map<?, ?> map) {
            return sum(map.keySet(), depth) + sum(map.values(), depth);
        }
        return value instanceof Collection<?> list
                ? sum(list, depth)
                : String.valueOf(value).length() + OVERHEAD;
    }

    private static int sum(Collection<?> values, int depth) {
        int sum = 0;
        for (Object value : values) {
            sum = Math.min(TOO_MUCH, sum + size(value, depth + 1));
        }
        return sum;
    }
}
