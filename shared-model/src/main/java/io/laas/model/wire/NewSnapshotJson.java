package io.laas.model.wire;

/**
 * Body of {@code POST /bookings/{id}/snapshots}.
 *
 * @param name lower-case letters, digits and hyphens, at most 40 characters
 * @param machine the machine to save; left out: all machines, whose images are then called {@code name-machine}
 * @param powerOff whether running machines are shut down for it and started again afterwards; left out: their file systems
 *     are frozen for a moment, for which they need a guest agent
 * @param sharing PRIVATE (also if left out), PROJECT or PUBLIC
 * @param project with whose members; only with PROJECT
 */
public record NewSnapshotJson(String name, String machine, boolean powerOff, String sharing, String project) {}
