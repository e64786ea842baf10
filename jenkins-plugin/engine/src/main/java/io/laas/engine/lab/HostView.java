package io.laas.engine.lab;

import io.laas.engine.port.HostStatus;
import io.laas.model.LabId;
import io.laas.model.lab.Host;
import io.laas.model.pod.Capacity;

/**
 * A host and what is known of it.
 *
 * @param used what static vpods and granted bookings hold at this moment
 */
public record HostView(LabId lab, Host host, HostStatus status, Capacity used) {}
