package io.laas.model.wire;

import java.time.Instant;

/** Body of {@code POST /bookings/{id}/extend}: either {@code by} (ISO 8601 duration) or {@code until}. */
public record ExtendJson(String by, Instant until) {}
