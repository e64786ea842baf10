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
 * @param answerBefore how long before each time holders who are asked to end earlier must have answered (ISO 8601, such as {@code PT24H}); null: they are
 *     not asked
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
        String answerBefore,
        List<OutageJson> coming) {}
