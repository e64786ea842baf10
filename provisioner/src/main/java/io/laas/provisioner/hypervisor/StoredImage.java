package io.laas.provisioner.hypervisor;

import io.laas.model.lab.DirectBoot;
import java.util.Optional;

/**
 * An image as it lies on a host.
 *
 * @param path the disk, on the host
 * @param boot kernel and initial RAM disk with their paths on the host, if the image is booted directly
 */
public record StoredImage(String path, Optional<DirectBoot> boot) {}
