package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * When a pod can be had.
 *
 * @param free whether the slot asked about is free
 * @param start start of the slot asked about, or of the next free one
 * @param end its end
 * @param conflicts sentences: what stands in the way of the slot asked about
 */
public record AvailabilityJson(boolean free, Instant start, Instant end, List<String> conflicts) {}
