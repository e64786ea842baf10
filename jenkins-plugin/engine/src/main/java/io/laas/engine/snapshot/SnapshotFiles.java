package io.laas.engine.snapshot;

import io.laas.engine.store.Tx;
import io.laas.model.Actor;
import io.laas.model.HostId;
import io.laas.model.lab.Image;
import io.laas.model.layout.SnapshotVolumes;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of snapshots lies on one host, against what the store knows of it. */
public final class SnapshotFiles {
    private static final Set<SnapshotState> OVER =
            EnumSet.of(SnapshotState.DELETED, SnapshotState.FAILED, SnapshotState.GONE);

    private final List<String> files;
    private final Map<String, Snapshot> known = new HashMap<>();
    private final Set<String> needed;

    /**
     * @param files names of the files on the host
     * @param standing images of which machines on the host were made
     */
    public SnapshotFiles(Tx tx, HostId host, List<String> files, Collection<Image> standing) {
        this.files = List.copyOf(files);
        new SnapshotTable(tx).on(host).forEach(s -> s.disks().forEach(d -> known.put(d.base(), s)));
        files.forEach(f -> SnapshotVolumes.number(f)
                .ifPresent(n -> new SnapshotTable(tx)
                        .find(n)
                        .filter(s -> s.disks().stream().anyMatch(d -> d.base().equals(SnapshotVolumes.base(f))))
                        .ifPresent(s -> known.put(SnapshotVolumes.base(f), s))));
        needed = new HashSet<>(new BookedImages(tx).inUse());
        standing.stream().filter(i -> i.stored().isPresent()).forEach(i -> needed.add(BookedImages.base(i)));
    }

    /** Returns files of which nobody knows what they are, such as those of a store that was set back. */
    public List<String> unknown() {
        return files.stream()
                .filter(f -> !known.containsKey(SnapshotVolumes.base(f)))
                .filter(f -> !needed.contains(SnapshotVolumes.base(f)))
                .toList();
    }

    /** Returns the files of snapshots that failed, and of deleted ones that nothing needs any more. */
    public List<String> discardable() {
        return files.stream()
                .filter(f -> isOver(known.get(SnapshotVolumes.base(f))))
                .toList();
    }

    private boolean isOver(Snapshot s) {
        return s != null && OVER.contains(s.state()) && s.disks().stream().noneMatch(d -> needed.contains(d.base()));
    }

    /** Returns the numbers of deleted snapshots that nothing needs any more. */
    public Set<Long> over() {
        Set<Long> over = new HashSet<>();
        known.values().stream()
                .filter(s -> s.state() == SnapshotState.DELETED && isOver(s))
                .forEach(s -> over.add(s.number()));
        return over;
    }

    /** Writes down that the files of these snapshots are gone. */
    public static void gone(Tx tx, Set<Long> numbers) {
        SnapshotTable table = new SnapshotTable(tx);
        numbers.forEach(number -> {
            table.become(number, SnapshotState.GONE, 0);
            new SnapshotDesk(tx).tell(table.find(number).orElseThrow(), Actor.SYSTEM);
        });
    }
}
