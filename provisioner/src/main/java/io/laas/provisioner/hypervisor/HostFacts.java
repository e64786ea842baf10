package io.laas.provisioner.hypervisor;

import io.laas.model.lab.Accel;

/**
 * What a host says of itself.
 *
 * @param version hypervisor and libvirt version, for people
 * @param accel KVM or TCG: what guests really run with, see {@link Accel#AUTO}
 * @param cores processors
 * @param memoryMiB memory
 * @param freeDiskGiB room left where disks are stored
 */
public record HostFacts(String version, Accel accel, int cores, int memoryMiB, long freeDiskGiB) {}
