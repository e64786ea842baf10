package io.laas.engine.remote;

import io.laas.model.OperationId;

/**
 * An operation that a worker says it has.
 *
 * @param number of the claim
 */
public record Claim(OperationId operation, long number) {}
