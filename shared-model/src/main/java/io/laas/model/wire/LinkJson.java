package io.laas.model.wire;

/** Binds {@code identity} ({@code slack:T1:U2}) to the account that made {@code code}; the answer names the account in {@code user}. */
public record LinkJson(String code, String identity, String user) {}
