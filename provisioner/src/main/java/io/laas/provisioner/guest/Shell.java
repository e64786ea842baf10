package io.laas.provisioner.guest;

import io.laas.provisioner.hypervisor.GuestResult;
import java.time.Duration;
import java.util.List;

/** Runs programs on one machine as root. */
@FunctionalInterface
public interface Shell {
    /**
     * Runs a program without a shell and returns when it has ended.
     *
     * @param argv absolute path and arguments; never secrets
     * @param input what the program reads, may be empty
     * @throws io.laas.provisioner.hypervisor.HypervisorException if the machine cannot be asked
     */
    GuestResult execute(List<String> argv, byte[] input, Duration timeout);
}
