package io.laas.provisioner.libvirt;

import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.provisioner.hypervisor.DiskCopyContract;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.PodFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Copies of disks over libvirt's test driver, in this process: needs libvirt0 and nothing else. */
@Tag("libvirt-client")
class SimulatedCopiesTest extends DiskCopyContract {
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();

    @TempDir
    private Path directory;

    @Override
    protected void close() {
        hypervisors.close();
    }

    @Override
    protected Hypervisor hypervisor() {
        return hypervisors.open(host());
    }

    @Override
    protected Host host() {
        return PodFixture.host(TestDriver.uri(directory), "/var/lib/laas/simulated", Accel.SIMULATED);
    }

    @Override
    protected Image image() {
        return GuestImage.hollow(directory);
    }
}
