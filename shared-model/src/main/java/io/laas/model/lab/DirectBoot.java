package io.laas.model.lab;

import java.util.Objects;

/**
 * A kernel that the hypervisor loads itself, instead of a boot loader on the image.
 *
 * @param kernel file of the kernel
 * @param initrd file of the initial RAM disk
 * @param commandLine the kernel's command line
 */
public record DirectBoot(String kernel, String initrd, String commandLine) {
    public DirectBoot {
        Objects.requireNonNull(kernel, "kernel");
        Objects.requireNonNull(initrd, "initrd");
        Objects.requireNonNull(commandLine, "commandLine");
    }
}
