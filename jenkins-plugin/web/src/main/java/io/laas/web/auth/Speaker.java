package io.laas.web.auth;

import io.laas.engine.account.Right;
import io.laas.model.UserId;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Somebody who was authenticated, for whom or through whatever they speak.
 *
 * @param rights of the speaker; ACT_FOR to speak for others
 * @param key what the rate limit counts by, for example the token's id
 * @param valid whether the speaker would still be let in
 */
public record Speaker(UserId user, Set<Right> rights, String key, BooleanSupplier valid) {
    public Speaker {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(valid, "valid");
        rights = Set.copyOf(rights);
    }
}
