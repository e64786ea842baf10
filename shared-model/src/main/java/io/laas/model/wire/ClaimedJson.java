package io.laas.model.wire;

/**
 * Answer to {@code POST /lab/claim}.
 *
 * @param work what was claimed; null if there was nothing
 */
public record ClaimedJson(WorkJson work) {}
