package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * A planned outage that repeats.
 *
 * @param id null in the answer to preview
 * @param by null in the answer to preview
 * @param start when it began the first time
 * @param end when it ended the first time
 * @param zone the time zone in whose local time it repeats
 * @param repeat the rule of RFC 5545
 * @param coming its outages that are set and not over, earliest first; later ones follow as time goes on. In the answer to preview those that would
 *     be set at once, with the bookings they would hit
 */
public record OutageSeriesJson(
        String id,
        String lab,
        String host,
        Instant start,
        Instant end,
        String zone,
        String repeat,
        String reason,
        String by,
        List<OutageJson> coming) {}
