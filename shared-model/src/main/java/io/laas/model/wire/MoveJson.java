package io.laas.model.wire;

import java.time.Instant;

/** Body of {@code POST /bookings/{id}/move}: when the booking shall start instead; its length stays. */
public record MoveJson(Instant start) {}
