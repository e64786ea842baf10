package io.laas.model.wire;

/**
 * Work that a worker holds.
 *
 * @param id of the work: {@code o-7} for an operation, {@code q-3} for a question
 * @param claim the number it was claimed with; a later claim of the same work has a larger one
 */
public record ClaimJson(String id, long claim) {}
