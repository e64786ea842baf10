package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * Work on a vpod.
 *
 * @param kind as in OperationKind
 * @param state as in OperationState
 * @param percent over all tasks, 0 … 100
 * @param reason why it failed, or null
 * @param consoleTail last lines of the console of the machine that failed, or null
 */
public record OperationJson(
        String id,
        String vpod,
        String booking,
        String kind,
        String state,
        int percent,
        List<TaskJson> tasks,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        String reason,
        String consoleTail) {}
