package io.laas.engine.snapshot;

import io.laas.engine.account.Caller;
import io.laas.engine.store.Tx;
import io.laas.model.ImageId;
import io.laas.model.UserId;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.pod.Config;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The images of snapshots as images of a lab, for those who may use them. */
public final class SnapshotImages {
    private final SnapshotTable table;

    public SnapshotImages(Tx tx) {
        this.table = new SnapshotTable(tx);
    }

    /**
     * Returns the lab with those images of the config that it does not have itself and that are of snapshots the user may use.
     * Whoever asks for somebody else must be allowed to use them too, or manage bookings.
     */
    public Lab with(Lab lab, Config config, UserId user, Caller caller) {
        Set<ImageId> wanted = new LinkedHashSet<>(config.images().values());
        wanted.add(config.image());
        List<Image> found = wanted.stream()
                .filter(i -> lab.image(i).isEmpty())
                .flatMap(i -> usable(lab, i, user, caller).stream())
                .toList();
        return found.isEmpty() ? lab : lab.withImages(found);
    }

    private Optional<Image> usable(Lab lab, ImageId image, UserId user, Caller caller) {
        return find(lab, image, user)
                .filter(i -> user.equals(caller.user())
                        || caller.managesBookings()
                        || find(lab, image, caller.user()).isPresent());
    }

    private Optional<Image> find(Lab lab, ImageId image, UserId user) {
        return table.withImage(lab.id(), image.value(), new SnapshotTable.Viewer(user, false)).stream()
                .flatMap(s -> s.disks().stream())
                .map(Snapshot.Disk::image)
                .filter(i -> i.id().equals(image))
                .findFirst();
    }
}
