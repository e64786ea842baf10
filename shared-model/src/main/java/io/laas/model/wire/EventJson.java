package io.laas.model.wire;

import java.time.Instant;
import java.util.Map;

/** A fact; {@code sequence} is the cursor for {@code after} and {@code Last-Event-ID}. */
public record EventJson(
        long sequence,
        Instant at,
        String type,
        String lab,
        String booking,
        String vpod,
        String operation,
        String user,
        String channel,
        Map<String, String> data) {}
