package io.laas.web.api;

import io.laas.web.error.ApiException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header with which a client may send the same change twice without doing it twice. */
public record IdempotencyKey(String value) {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[!-~]{1,100}");

    public IdempotencyKey {
        if (!KEY.matcher(value).matches()) {
            throw ApiException.invalid(HEADER + " must be 1 to 100 printable ASCII characters without spaces");
        }
    }

    static Optional<String> of(IdempotencyKey key) {
        return Optional.ofNullable(key).map(IdempotencyKey::value);
    }
}
