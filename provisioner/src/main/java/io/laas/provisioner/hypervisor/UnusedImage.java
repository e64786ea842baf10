package io.laas.provisioner.hypervisor;

/**
 * A file of an image on a host that nothing there uses.
 *
 * @param volume its name
 * @param bytes the room that it takes
 */
public record UnusedImage(String volume, long bytes) {}
