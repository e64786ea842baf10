package io.laas.model.wire;

import java.util.List;

/**
 * Part of a long list.
 *
 * @param items at most as many as asked for
 * @param next value for {@code after} in the next request; null at the end
 */
public record PageJson<T>(List<T> items, String next) {}
