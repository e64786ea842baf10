package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/** An outage; {@code hits} are the bookings it touches, in the answers to create and preview. */
public record OutageJson(
        String id,
        String lab,
        String host,
        Instant start,
        Instant end,
        String kind,
        String reason,
        String by,
        List<String> hits) {}
