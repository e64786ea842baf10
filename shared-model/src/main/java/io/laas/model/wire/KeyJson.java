package io.laas.model.wire;

/** One public ssh key of the caller; {@code id} is given by the server and absent when adding. */
public record KeyJson(String id, String key) {}
