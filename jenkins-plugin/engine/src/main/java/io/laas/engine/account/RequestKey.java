package io.laas.engine.account;

import java.util.Objects;

/**
 * Makes a change count once: the same key of the same user within 24 hours is answered with what was done first.
 *
 * @param key the caller's text, whatever its length
 * @param request all that was asked for; something else under the same key is refused
 */
public record RequestKey(String key, String request) {
    public RequestKey {
        Objects.requireNonNull(request, "request");
        if (key.isBlank()) {
            throw new IllegalArgumentException("an idempotency key must not be blank");
        }
    }
}
