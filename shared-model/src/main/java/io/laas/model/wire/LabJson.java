package io.laas.model.wire;

import java.util.List;
import java.util.Map;

/**
 * A site; {@code policy} holds the limits by name, durations in ISO 8601.
 *
 * @param mayBook whether the caller may hold bookings here
 * @param whyNot why the caller may not, in a sentence or two; null if they may
 * @param access who may book here, for those who manage bookings or labs; null for others, and where everybody with the right BOOK may
 */
public record LabJson(
        String id,
        String title,
        String contact,
        String zone,
        List<String> hosts,
        Map<String, Object> policy,
        boolean mayBook,
        String whyNot,
        LabAccessJson access) {}
