package io.laas.provisioner.libvirt;

import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.provisioner.hypervisor.DiskCopyContract;
import io.laas.provisioner.hypervisor.Hypervisor;
import org.junit.jupiter.api.Tag;

/** Copies of disks over the libvirtd of this machine, with real QEMU processes, disks and bridges. */
@Tag("libvirt")
class RealCopiesTest extends DiskCopyContract {
    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Host host = LocalHost.host();

    @Override
    protected void close() {
        hypervisors.close();
    }

    @Override
    protected Hypervisor hypervisor() {
        return hypervisors.open(host);
    }

    @Override
    protected Host host() {
        return host;
    }

    @Override
    protected Image image() {
        return GuestImage.real();
    }
}
