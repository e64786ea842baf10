package io.laas.model.wire;

/**
 * Where a copy of a pod or config goes.
 *
 * @param name its name
 * @param lab its lab; left out: that of the original
 */
public record CopyJson(String name, String lab) {}
