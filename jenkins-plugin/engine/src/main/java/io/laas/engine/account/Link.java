package io.laas.engine.account;

import io.laas.model.UserId;
import java.time.Instant;

/** A chat identity ({@code slack:T1:U2}) bound to a user. */
public record Link(String identity, UserId user, Instant since) {}
