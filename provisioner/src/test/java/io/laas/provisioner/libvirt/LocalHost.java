package io.laas.provisioner.libvirt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.PodFixture;
import java.nio.file.Path;

/** The libvirtd of this machine. */
final class LocalHost {
    static final String URI = "qemu:///system";

    private LocalHost() {}

    /** Returns the host with a storage directory of its own; skips the test by name if libvirtd does not answer. */
    static Host host() {
        Path storage = Path.of(System.getProperty("java.io.tmpdir"), "laas-contract-pool");
        Host host = PodFixture.host(URI, storage.toString(), Accel.TCG);
        try (ConnectionPool connections = new ConnectionPool("local", URI)) {
            connections.call("looking for libvirtd", c -> c.getLibVersion());
        } catch (HypervisorException e) {
            assumeTrue(false, "no libvirtd here: " + e.getMessage());
        }
        return host;
    }
}
