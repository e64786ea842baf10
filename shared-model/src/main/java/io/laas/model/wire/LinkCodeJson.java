package io.laas.model.wire;

import java.time.Instant;

/** A one-time code with which a chat account is bound to the caller. */
public record LinkCodeJson(String code, Instant validUntil) {}
