package io.laas.engine.remote;

import io.laas.model.OperationId;
import java.time.Duration;
import java.util.List;

/**
 * What a worker still has.
 *
 * @param stop operations that were asked to stop
 * @param lost operations that it does not have any more
 * @param goodFor how long the others are good for
 */
public record Held(List<OperationId> stop, List<OperationId> lost, Duration goodFor) {}
