package io.laas.engine.remote;

import java.time.Duration;

/**
 * Work that was given to a worker.
 *
 * @param id {@code o-7} or {@code q-3}
 * @param claim the number that everything told of it must carry
 * @param goodFor without a sign of life; a question must not be begun later
 * @param work as text, see {@link io.laas.model.travel.LabWorkJson}
 */
public record ClaimedWork(String id, long claim, Duration goodFor, String work) {}
