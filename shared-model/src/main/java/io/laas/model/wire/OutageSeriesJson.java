package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * A planned outage that repeats.
 *
 * @param start when it began the first time
 * @param end when it ended the first time
 * @param zone the time zone in whose local time it repeats
 * @param repeat the rule of RFC 5545
 * @param coming its outages that are set and not over, earliest first; later ones follow as time goes on
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
