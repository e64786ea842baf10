package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * An outage.
 *
 * @param series the series that it is one time of, such as {@code r-2}; null if it does not repeat
 * @param hits the bookings it touches, in the answers to create and preview
 * @param effects what it does to each of them, in the answer to preview, otherwise null
 */
public record OutageJson(
        String id,
        String lab,
        String host,
        Instant start,
        Instant end,
        String kind,
        String reason,
        String by,
        String series,
        List<String> hits,
        List<OutageHitJson> effects) {}
