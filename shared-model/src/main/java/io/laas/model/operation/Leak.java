package io.laas.model.operation;

import io.laas.model.HostId;
import io.laas.model.VpodId;

/**
 * One difference between what the store says and what a host has.
 *
 * @param resource {@code domain}, {@code network}, {@code volume}, {@code pool} or {@code bridge}
 * @param name the thing's name on the host
 */
public record Leak(LeakKind kind, HostId host, VpodId vpod, String resource, String name) {}
