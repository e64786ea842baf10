package io.laas.provisioner.hypervisor;

import io.laas.model.lab.Host;

/** Opens hosts. Thread-safe. */
@FunctionalInterface
public interface HypervisorFactory {
    /**
     * Returns a hypervisor for the host; closing it does not end what others do on the same host. Opening asks nothing of the
     * host: an unreachable one shows with the first call.
     */
    Hypervisor open(Host host);
}
