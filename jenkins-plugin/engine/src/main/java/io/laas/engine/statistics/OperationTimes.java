package io.laas.engine.statistics;

import io.laas.model.operation.OperationKind;

/**
 * How operations of a kind went that ended within the period.
 *
 * @param failed how many did not succeed
 * @param cancelled how many were stopped
 * @param times how long those took that succeeded, from when work on them began
 */
public record OperationTimes(OperationKind kind, int count, int failed, int cancelled, Times times) {}
