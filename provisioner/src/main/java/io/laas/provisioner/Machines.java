package io.laas.provisioner;

import io.laas.model.ImageId;
import io.laas.model.IsoId;
import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OwnerTag;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.MachineOrder;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.hypervisor.StoredImage;
import io.laas.provisioner.hypervisor.VolumeNames;
import io.laas.provisioner.seed.Seed;
import io.laas.provisioner.work.TaskProgress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Makes machines from nothing and takes them away. */
final class Machines {
    private static final int ALL = 100;

    private final Worksite site;
    private final Hypervisor hypervisor;
    private final OwnerTag owner;
    private final Map<ImageId, StoredImage> images = new ConcurrentHashMap<>();
    private final Map<IsoId, String> isos = new ConcurrentHashMap<>();

    Machines(Worksite site) {
        this.site = site;
        this.hypervisor = site.hypervisor();
        this.owner = site.plan().owner();
    }

    /** Takes the machine with its disk away; the order lets a rerun after a crash start afresh. */
    void discard(MachineLayout machine) {
        hypervisor.remove(machine.domain());
        hypervisor.removeVolume(VolumeNames.disk(owner, machine.name()));
    }

    /** Makes sure the images of the machines, and the ISOs of the jump host, are on the host, each once. */
    void images(Collection<MachineLayout> machines, TaskProgress progress, CancelSignal cancel) {
        List<Image> wanted = machines.stream()
                .map(m -> site.plan().image(m.spec()))
                .distinct()
                .filter(i -> !images.containsKey(i.id()))
                .toList();
        site.gang().each(wanted, cancel, (image, stop) -> {
            StoredImage stored = hypervisor.ensureImage(image, stop, percent -> {
                if (percent > 0 && percent < ALL) {
                    progress.say("image %s: %d %%".formatted(image.id(), percent));
                }
            });
            images.put(image.id(), stored);
        });
        if (machines.stream().anyMatch(this::isJump)) {
            isos(progress, cancel);
        }
    }

    private void isos(TaskProgress progress, CancelSignal cancel) {
        List<Iso> wanted = site.plan().isos().stream()
                .filter(i -> !isos.containsKey(i.id()))
                .toList();
        site.gang().each(wanted, cancel, (iso, stop) -> {
            String stored = hypervisor.ensureIso(iso, stop, percent -> {
                if (percent > 0 && percent < ALL) {
                    progress.say("ISO %s: %d %%".formatted(iso.id(), percent));
                }
            });
            isos.put(iso.id(), stored);
        });
    }

    private boolean isJump(MachineLayout machine) {
        return machine.name().equals(site.plan().pod().jumpHost().name());
    }

    /** Makes a fresh disk and a seed for a machine that does not exist; its images are there. */
    Disks disks(MachineLayout machine) {
        String volume = VolumeNames.disk(owner, machine.name());
        StoredImage image = image(machine);
        hypervisor.removeVolume(volume);
        String disk = hypervisor.ensureOverlay(volume, image, machine.spec().diskGiB());
        byte[] seed = Seed.of(site.plan(), site.layout(), machine).image();
        return new Disks(disk, hypervisor.putFile(VolumeNames.seed(owner, machine.name()), seed));
    }

    /** Paths on the host. */
    record Disks(String disk, String seed) {}

    void define(MachineLayout machine, Disks disks) {
        hypervisor.define(new MachineOrder(
                machine,
                networks(),
                disks.disk(),
                disks.seed(),
                image(machine).boot(),
                isJump(machine)
                        ? site.plan().isos().stream().map(i -> isos.get(i.id())).toList()
                        : List.of(),
                site.fingerprint(machine).toString(),
                owner));
    }

    /** Makes the machine run, whatever it does now. */
    void run(MachineLayout machine) {
        if (hypervisor.state(machine.domain()) == MachineState.CRASHED) {
            hypervisor.powerOff(machine.domain());
        }
        hypervisor.start(machine.domain());
    }

    private StoredImage image(MachineLayout machine) {
        return images.get(site.plan().image(machine.spec()).id());
    }

    private Map<String, NetworkLayout> networks() {
        return site.layout().networks().stream().collect(Collectors.toMap(NetworkLayout::name, n -> n));
    }
}
