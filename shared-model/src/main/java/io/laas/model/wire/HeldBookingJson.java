package io.laas.model.wire;

import java.time.Instant;

/**
 * A booking that keeps its pod although the lab file no longer has the pod or its host, or has it otherwise: the pod is taken down, or
 * built anew, once the last such booking is over.
 *
 * @param start when it starts
 * @param end when the pod is clean after it
 */
public record HeldBookingJson(String booking, String owner, String vpod, String host, Instant start, Instant end) {}
