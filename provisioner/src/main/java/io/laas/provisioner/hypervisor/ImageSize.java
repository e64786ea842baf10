package io.laas.provisioner.hypervisor;

/**
 * How large an image is.
 *
 * @param diskBytes size of the disk in it, in bytes
 * @param fileBytes size of its file, in bytes
 */
public record ImageSize(long diskBytes, long fileBytes) {}
