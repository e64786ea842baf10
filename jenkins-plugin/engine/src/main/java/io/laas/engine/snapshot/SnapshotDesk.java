package io.laas.engine.snapshot;

import io.laas.engine.account.AccountTable;
import io.laas.engine.account.Caller;
import io.laas.engine.project.ProjectService;
import io.laas.engine.project.ProjectTable;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Tx;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.ImageId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.VpodId;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.lab.DirectBoot;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.lab.StoredFile;
import io.laas.model.layout.SnapshotVolumes;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.SavedDisk;
import io.laas.model.operation.SnapshotOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes snapshots into the books: whether there may be one, what is to be saved, and what came of it. */
public final class SnapshotDesk {
    private static final int MAX_NAME = 40;

    private final Tx tx;
    private final SnapshotTable table;

    public SnapshotDesk(Tx tx) {
        this.tx = tx;
        this.table = new SnapshotTable(tx);
    }

    /**
     * What a snapshot is taken of.
     *
     * @param images image of each machine, by its name, in the order of the pod
     */
    public record Source(BookingId booking, VpodId vpod, io.laas.model.HostId host, Map<String, Image> images) {}

    /** Returns why the caller, whose account is locked, may not take the snapshot; empty if they may. */
    public Optional<Refusal> refusal(Lab lab, NewSnapshot wanted, Source source, Caller caller) {
        return unknownMachine(wanted, source)
                .or(() -> strangers(wanted, caller))
                .or(() -> quota(lab, caller))
                .or(() -> names(wanted, source).stream()
                        .flatMap(n -> taken(lab, n, caller).stream())
                        .findFirst());
    }

    private static Optional<Refusal> unknownMachine(NewSnapshot wanted, Source source) {
        return wanted.machine()
                .filter(m -> !source.images().containsKey(m))
                .flatMap(m -> no(
                        RefusalCode.UNKNOWN_MACHINE,
                        "Booking %s has no machine %s. Machines: %s.",
                        source.booking(),
                        m,
                        String.join(", ", source.images().keySet())));
    }

    private Optional<Refusal> strangers(NewSnapshot wanted, Caller caller) {
        return wanted.sharing()
                .project()
                .filter(p -> !new ProjectTable(tx).isMember(p, caller.user()))
                .map(p -> Refusal.of(RefusalCode.UNKNOWN_PROJECT, ProjectService.unknown(p)));
    }

    private Optional<Refusal> quota(Lab lab, Caller caller) {
        int most = lab.snapshots().maxKept();
        if (table.kept(caller.user(), lab.id()) >= most) {
            return no(
                    RefusalCode.QUOTA,
                    "%s may keep at most %d snapshots in lab %s. Delete one first.",
                    caller.user(),
                    most,
                    lab.id());
        }
        return room(lab, caller) > 0
                ? Optional.empty()
                : no(
                        RefusalCode.QUOTA,
                        "The snapshots of %s may have %d GiB together in lab %s, and nothing of that is left; snapshots that are being made count with what they may become. Delete one, or wait until the other one is made.",
                        caller.user(),
                        lab.snapshots().maxGiB(),
                        lab.id());
    }

    private long room(Lab lab, Caller caller) {
        return lab.snapshots().maxBytes() - table.bytes(caller.user(), lab.id());
    }

    private Optional<Refusal> taken(Lab lab, String name, Caller caller) {
        if (name.length() > MAX_NAME) {
            return no(
                    RefusalCode.INVALID,
                    "The image of a machine would be called %s, which is longer than %d characters. Take a shorter name.",
                    name,
                    MAX_NAME);
        }
        if (lab.image(new ImageId(name)).isPresent()) {
            return no(
                    RefusalCode.NAME_TAKEN,
                    "Lab %s has an image %s in its lab file. Take another name.",
                    lab.id(),
                    name);
        }
        boolean others = table.ownerOf(lab.id(), name)
                .filter(o -> !o.equals(caller.user()))
                .isPresent();
        if (others) {
            return no(
                    RefusalCode.NAME_TAKEN,
                    "Another user's snapshot in lab %s has, or had, the name %s. Take another name.",
                    lab.id(),
                    name);
        }
        return table.isUsed(lab.id(), name)
                ? no(
                        RefusalCode.NAME_TAKEN,
                        "You have a snapshot %s in lab %s already. Delete it, or take another name.",
                        name,
                        lab.id())
                : Optional.empty();
    }

    /** Returns the names it takes: its own, and that of the image of each machine. */
    private static List<String> names(NewSnapshot wanted, Source source) {
        List<String> names = new ArrayList<>(List.of(wanted.name()));
        if (wanted.machine().isEmpty()) {
            source.images().keySet().forEach(m -> names.add(imageName(wanted, m)));
        }
        return names;
    }

    private static String imageName(NewSnapshot wanted, String machine) {
        return wanted.machine().isPresent() ? wanted.name() : wanted.name() + "-" + machine;
    }

    /** Writes down a snapshot that an operation will make. */
    public Snapshot add(
            Lab lab, NewSnapshot wanted, Source source, OperationId operation, String controller, Caller caller) {
        names(wanted, source).forEach(name -> {
            if (table.ownerOf(lab.id(), name).isEmpty()) {
                table.claim(lab.id(), name, caller.user());
            }
        });
        Snapshot making = new Snapshot(
                0,
                lab.id(),
                wanted.name(),
                caller.user(),
                wanted.sharing(),
                SnapshotState.MAKING,
                source.host(),
                source.booking(),
                Optional.of(operation),
                tx.now(),
                0,
                Optional.empty(),
                List.of());
        long number = table.insert(making, wanted.powerOff(), room(lab, caller));
        source.images().forEach((machine, image) -> {
            if (wanted.machine().filter(m -> !m.equals(machine)).isEmpty()) {
                String base = SnapshotVolumes.base(controller, lab.id(), source.vpod(), number, machine);
                Image named = image(imageName(wanted, machine), image, source, base);
                table.insertDisk(number, new Snapshot.Disk(machine, base, named));
            }
        });
        Snapshot made = table.find(number).orElseThrow();
        tell(made, caller.actor());
        return made;
    }

    private static Image image(String name, Image of, Source source, String base) {
        StoredFile file = new StoredFile(source.host(), 0, SnapshotVolumes.disk(base));
        return new Image(
                new ImageId(name), file.toString(), Optional.empty(), of.os(), of.user(), Optional.empty(), of.arch());
    }

    /** Returns what is to be saved by the operation. */
    public Optional<SnapshotOrder> order(OperationId operation) {
        return table.order(operation)
                .map(o -> new SnapshotOrder(
                        table.find(o.number()).orElseThrow().disks().stream()
                                .collect(Collectors.toMap(Snapshot.Disk::machine, Snapshot.Disk::base)),
                        o.powerOff(),
                        o.maxBytes()));
    }

    /** Writes down what came of the operation. */
    public void ended(OperationId operation, OperationOutcome outcome, String reason) {
        table.of(operation).ifPresent(s -> {
            if (outcome instanceof OperationOutcome.Succeeded done && all(s, done)) {
                done.saved().forEach(disk -> save(s, disk));
                long bytes = done.saved().stream().mapToLong(SavedDisk::bytes).sum();
                table.finish(s.number(), SnapshotState.READY, bytes, null);
            } else {
                String why = reason.isEmpty() ? "The operation did not tell of every disk." : reason;
                table.finish(s.number(), SnapshotState.FAILED, 0, why);
            }
            tell(table.find(s.number()).orElseThrow(), Actor.SYSTEM);
        });
    }

    private static boolean all(Snapshot s, OperationOutcome.Succeeded done) {
        return s.disks().stream()
                .allMatch(d -> done.saved().stream().anyMatch(x -> x.machine().equals(d.machine())));
    }

    private void save(Snapshot s, SavedDisk disk) {
        s.disks().stream()
                .filter(d -> d.machine().equals(disk.machine()))
                .forEach(d -> table.update(
                        s.number(), new Snapshot.Disk(d.machine(), d.base(), saved(d.image(), s, d.base(), disk))));
    }

    private static Image saved(Image image, Snapshot s, String base, SavedDisk disk) {
        return new Image(
                image.id(),
                new StoredFile(s.host(), disk.diskGiB(), SnapshotVolumes.disk(base)).toString(),
                Optional.of(disk.sha256()),
                image.os(),
                image.user(),
                disk.boot().map(b -> new DirectBoot(stored(s, b.kernel()), stored(s, b.initrd()), b.commandLine())),
                image.arch());
    }

    private static String stored(Snapshot s, String volume) {
        return new StoredFile(s.host(), 0, volume).toString();
    }

    /** Tells that one has changed; not its name, which is nobody's business but its owner's. */
    void tell(Snapshot s, Actor actor) {
        tx.emit(EventDraft.of(EventType.SNAPSHOT_CHANGED, actor)
                .in(s.lab())
                .booking(s.booking())
                .with("snapshot", s.number())
                .with("owner", s.owner())
                .with("state", s.state()));
    }

    private static Optional<Refusal> no(RefusalCode code, String message, Object... values) {
        return Optional.of(Refusal.of(code, message.formatted(values)));
    }

    /** Locks the account whose snapshots are counted. */
    public void lock(Caller caller) {
        new AccountTable(tx).lock(caller.user());
    }

    /** Returns the lab of which the snapshot is; never one of another lab's. */
    static boolean in(Snapshot s, Optional<LabId> lab) {
        return lab.filter(l -> !l.equals(s.lab())).isEmpty();
    }
}
