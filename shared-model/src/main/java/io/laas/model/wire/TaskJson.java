package io.laas.model.wire;

import java.time.Instant;

/** One task of an operation; {@code state} as in TaskState, {@code percent} 0 … 100. */
public record TaskJson(
        String task, String title, String state, int percent, String message, Instant startedAt, Instant finishedAt) {}
