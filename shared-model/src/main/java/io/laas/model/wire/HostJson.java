package io.laas.model.wire;

import io.laas.model.pod.Capacity;

/**
 * A hypervisor.
 *
 * @param accel what guests really run with: KVM or TCG; AUTO until it was probed; SIMULATED where no machine ever runs
 * @param state ONLINE, OFFLINE or UNKNOWN
 * @param message why it is offline, if it is
 * @param used what granted bookings hold at this moment
 */
public record HostJson(
        String id, String lab, Capacity capacity, Capacity used, String accel, String state, String message) {}
