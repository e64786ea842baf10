package io.laas.model.wire;

/**
 * Answer to reports, ends and answers of a worker.
 *
 * @param id of the work
 * @param stop whether the operation was asked to stop
 */
public record WorkStateJson(String id, boolean stop) {}
