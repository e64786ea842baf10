package io.laas.engine.account;

import io.laas.model.SshKey;

/** One public ssh key of a user. */
public record StoredKey(String id, SshKey key) {}
