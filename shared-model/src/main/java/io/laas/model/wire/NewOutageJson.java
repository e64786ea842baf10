package io.laas.model.wire;

import java.time.Instant;

/**
 * Body of {@code POST /outages} and {@code POST /outages/preview}.
 *
 * @param host left out: the whole lab
 * @param start left out: now
 * @param kind PLANNED (default) or EMERGENCY
 */
public record NewOutageJson(String lab, String host, Instant start, Instant end, String kind, String reason) {}
