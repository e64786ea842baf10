package io.laas.model.wire;

import java.util.Map;

/**
 * Work that was given out.
 *
 * @param id {@code o-7} for an operation, {@code q-3} for a question
 * @param claim the number that reports, the end and the answer must carry
 * @param leaseSeconds after how many seconds without a sign of life it is given out again; for a question, after how many
 *     seconds nobody waits for the answer any more, so that it must not be begun later
 * @param work what to do; {@code work} is OPERATION with {@code kind} and {@code plan}, INVENTORY or SNAPSHOT_FILES with {@code
 *     host} and {@code controller}, PURGE with {@code host} and {@code owner}, DISCARD_SNAPSHOTS with {@code host} and {@code files},
 *     LOOK with {@code plan}, {@code machine}, {@code facts} and {@code consoleFrom}, or USE with {@code plan}
 */
public record WorkJson(String id, long claim, int leaseSeconds, Map<String, Object> work) {}
