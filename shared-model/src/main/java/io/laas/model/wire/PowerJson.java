package io.laas.model.wire;

/**
 * Body of {@code POST /bookings/{id}/machines/{machine}/power}.
 *
 * @param action ON, SHUT_DOWN (asks the guest, and waits), OFF (cuts the power) or CYCLE (cuts it and switches on)
 */
public record PowerJson(String action) {}
