package io.laas.provisioner.hypervisor;

/**
 * What a running machine has counted since it was started.
 *
 * @param cpuMillis processor time in milliseconds, of all its virtual CPUs and what emulates them
 * @param netBytes bytes that all its cards sent and received
 */
public record MachineCounts(long cpuMillis, long netBytes) {}
