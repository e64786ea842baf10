package io.laas.model.wire;

import java.util.Map;

/**
 * Body of every answer with a status of 400 or more.
 *
 * @param code stable name in UPPER_SNAKE, for example {@code POD_TAKEN}
 * @param message one or two sentences: what, which, why, what next
 * @param details further values by name: {@code conflicts}, {@code nextFree}, {@code latestEnd} …
 */
public record ErrorJson(String code, String message, Map<String, Object> details) {}
