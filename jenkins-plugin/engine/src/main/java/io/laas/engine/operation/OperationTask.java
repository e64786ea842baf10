package io.laas.engine.operation;

import io.laas.model.operation.TaskState;
import java.time.Instant;
import java.util.Optional;

/** One task of an operation, as stored; {@code percent} 0 … 100. */
public record OperationTask(
        String task,
        String title,
        TaskState state,
        int percent,
        String message,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {}
