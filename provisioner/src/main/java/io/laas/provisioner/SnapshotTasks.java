package io.laas.provisioner;

import io.laas.model.lab.DirectBoot;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.SnapshotVolumes;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.SavedDisk;
import io.laas.model.operation.SnapshotOrder;
import io.laas.provisioner.hypervisor.DiskCopies;
import io.laas.provisioner.hypervisor.DiskCopies.Sealed;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.hypervisor.StoredImage;
import io.laas.provisioner.work.OperationFailure;
import io.laas.provisioner.work.TaskProgress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of saving machines' disks. The disks of all machines are of one moment: their guests are frozen together, or all
 * of them are off. A run that was cut off may leave a guest frozen, a machine off or half a copy; the next one begins by
 * putting that right.
 */
final class SnapshotTasks {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTasks.class);
    private static final int MIB_SHIFT = 20;

    private final Worksite site;
    private final Hypervisor hypervisor;
    private final Readiness readiness;
    private final Power power;
    private final DiskCopies copies;
    private final Map<String, SavedDisk> saved = new ConcurrentHashMap<>();

    SnapshotTasks(Worksite site, Readiness readiness) {
        this.site = site;
        this.hypervisor = site.hypervisor();
        this.readiness = readiness;
        this.power = new Power(site, readiness);
        this.copies = hypervisor.copies();
    }

    /** Returns the disks that were saved, by machine. */
    List<SavedDisk> saved() {
        return saved.values().stream()
                .sorted(java.util.Comparator.comparing(SavedDisk::machine))
                .toList();
    }

    /** Looks whether the disks of the machines can be saved as one asks. */
    void survey(TaskProgress progress, CancelSignal cancel) {
        saved.clear();
        site.each(machines(), cancel, (m, stop) -> {
            copies.abort(m.domain());
            copies.thaw(m.domain());
            MachineState state = hypervisor.state(m.domain());
            switch (state) {
                case OFF -> {}
                case RUNNING, PAUSED -> freezable(m, stop);
                default ->
                    throw new OperationFailure(
                            "Machine %s cannot be saved: it is %s. Reset the pod, then take the snapshot again"
                                    .formatted(m.name(), Readiness.words(state)),
                            "");
            }
        });
        progress.say("%d machines can be saved".formatted(machines().size()));
    }

    private void freezable(MachineLayout machine, CancelSignal cancel) {
        if (!order().powerOff() && !readiness.findAgent(machine, site.settings().answer(), cancel)) {
            throw new OperationFailure(
                    "Machine %s has no guest agent that answers, so its disk cannot be saved while it runs. Take the snapshot with power-off, or switch the machine off before"
                            .formatted(machine.name()),
                    "");
        }
    }

    /** Copies the disks, all of one moment. Whatever happens, no guest stays frozen and none stays off that ran. */
    void copy(TaskProgress progress, CancelSignal cancel) {
        List<MachineLayout> machines = machines();
        progress.total(2 * machines.size());
        try {
            if (order().powerOff()) {
                site.each(machines, cancel, power::shutDown);
            }
            begin(machines, progress, cancel);
            site.each(machines, cancel, (m, stop) -> {
                copies.await(m.domain(), disk(m), stop, percent -> progress.say(m.name() + ": " + percent + " %"));
                progress.step(m.name() + " is copied");
            });
        } catch (RuntimeException e) {
            each(machines, "leaving no half copy of", m -> {
                copies.abort(m.domain());
                discard(m);
            });
            throw e;
        } finally {
            if (order().powerOff()) {
                each(machines, "starting", m -> hypervisor.start(m.domain()));
            }
        }
        progress.say("%d disks are copied".formatted(machines.size()));
    }

    private void begin(List<MachineLayout> machines, TaskProgress progress, CancelSignal cancel) {
        List<MachineLayout> running = machines.stream()
                .filter(m -> hypervisor.state(m.domain()) == MachineState.RUNNING)
                .toList();
        List<String> troubled = List.of();
        try {
            site.each(running, cancel, (m, stop) -> copies.freeze(m.domain()));
            site.each(machines, cancel, (m, stop) -> {
                copies.begin(m.domain(), disk(m));
                progress.step(m.name() + " is being copied");
            });
        } finally {
            troubled = each(running, "thawing", m -> copies.thaw(m.domain()));
        }
        if (!troubled.isEmpty()) {
            throw new OperationFailure(
                    "The file systems of %s could not be thawed and take no writes; take the snapshot again, or reset the pod"
                            .formatted(String.join(", ", troubled)),
                    "");
        }
    }

    /** Reads the copies back and marks them as whole, all or none. */
    void seal(TaskProgress progress, CancelSignal cancel) {
        List<MachineLayout> machines = machines();
        progress.total(machines.size());
        try {
            site.each(machines, cancel, (m, stop) -> {
                saved.put(m.name(), sealed(m, stop));
                progress.step(m.name() + " is whole");
            });
            checkRoom();
        } catch (RuntimeException e) {
            saved.clear();
            each(machines, "leaving no half snapshot of", this::discard);
            throw e;
        }
        progress.say("%d disks saved, %d MiB".formatted(machines.size(), bytes() >> MIB_SHIFT));
    }

    private SavedDisk sealed(MachineLayout machine, CancelSignal cancel) {
        String base = order().volumes().get(machine.name());
        Sealed disk = copies.seal(SnapshotVolumes.disk(base), cancel);
        Optional<DirectBoot> boot = Optional.empty();
        long bytes = disk.bytes();
        if (site.plan().image(machine.spec()).boot().isPresent()) {
            StoredImage image = hypervisor.ensureImage(site.plan().image(machine.spec()), cancel, percent -> {});
            DirectBoot from = image.boot().orElseThrow();
            bytes += kept(from.kernel(), SnapshotVolumes.kernel(base), cancel);
            bytes += kept(from.initrd(), SnapshotVolumes.initrd(base), cancel);
            boot = Optional.of(
                    new DirectBoot(SnapshotVolumes.kernel(base), SnapshotVolumes.initrd(base), from.commandLine()));
        }
        return new SavedDisk(machine.name(), disk.sha256(), bytes, disk.diskGiB(), boot);
    }

    private long kept(String path, String volume, CancelSignal cancel) {
        copies.keep(path, volume);
        return copies.seal(volume, cancel).bytes();
    }

    private void checkRoom() {
        if (bytes() > order().maxBytes()) {
            throw new OperationFailure(
                    "The snapshot would have %d MiB; there is room for %d MiB. Delete other snapshots, or save fewer machines"
                            .formatted(bytes() >> MIB_SHIFT, order().maxBytes() >> MIB_SHIFT),
                    "");
        }
    }

    private long bytes() {
        return saved.values().stream().mapToLong(SavedDisk::bytes).sum();
    }

    private void discard(MachineLayout machine) {
        String base = order().volumes().get(machine.name());
        copies.discard(SnapshotVolumes.disk(base));
        copies.discard(SnapshotVolumes.kernel(base));
        copies.discard(SnapshotVolumes.initrd(base));
    }

    /** Does something for each, also after trouble with one of them, which is left in the log; returns those with trouble. */
    private static List<String> each(
            Collection<MachineLayout> machines, String what, java.util.function.Consumer<MachineLayout> step) {
        List<String> troubled = new ArrayList<>();
        for (MachineLayout machine : machines) {
            try {
                step.accept(machine);
            } catch (HypervisorException e) {
                LOG.warn("{} {} failed: {}", what, machine.domain(), e.getMessage());
                troubled.add(machine.name());
            }
        }
        return troubled;
    }

    private String disk(MachineLayout machine) {
        return SnapshotVolumes.disk(order().volumes().get(machine.name()));
    }

    private List<MachineLayout> machines() {
        return site.layout().machines().stream()
                .filter(m -> order().volumes().containsKey(m.name()))
                .toList();
    }

    private SnapshotOrder order() {
        return site.plan()
                .snapshot()
                .orElseThrow(() -> new OperationFailure("The order does not say which disks are to be saved", ""));
    }
}
