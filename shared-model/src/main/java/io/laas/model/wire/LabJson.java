package io.laas.model.wire;

import java.util.List;
import java.util.Map;

/** A site; {@code policy} holds the limits by name, durations in ISO 8601. */
public record LabJson(
        String id, String title, String contact, String zone, List<String> hosts, Map<String, Object> policy) {}
