package io.laas.engine.account;

import java.time.Instant;

/** A one-time code with which a chat identity is bound to the user who made it. */
public record LinkCode(String code, Instant validUntil) {
    @Override
    public String toString() {
        return "LinkCode[until " + validUntil + "]";
    }
}
