package io.laas.provisioner.hypervisor;

import io.laas.model.ImageId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import java.util.Optional;

class InMemoryCopiesTest extends DiskCopyContract {
    private final InMemoryHost memory = new InMemoryHost();

    @Override
    protected Hypervisor hypervisor() {
        return memory.open(host());
    }

    @Override
    protected Host host() {
        return PodFixture.host("qemu:///system", "/pool", Accel.TCG);
    }

    @Override
    protected Image image() {
        return new Image(new ImageId("guest"), "guest.qcow2", Optional.empty(), "debian", "laas", Optional.empty());
    }
}
