package io.laas.engine.snapshot;

import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.UserId;
import io.laas.model.design.Sharing;
import io.laas.model.lab.Image;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Disks of machines of one booking, saved at one moment.
 *
 * @param number never used twice
 * @param name unique in its lab, also among images
 * @param host the host that keeps its files; pods that use it stand there
 * @param booking the booking whose machines it was taken of
 * @param operation the operation that makes it, or made it
 * @param at when it was asked for
 * @param bytes size of its files together; 0 while they are made and when they are gone
 * @param reason why it could not be made
 * @param disks one for each machine that was saved
 */
public record Snapshot(
        long number,
        LabId lab,
        String name,
        UserId owner,
        Sharing sharing,
        SnapshotState state,
        HostId host,
        BookingId booking,
        Optional<OperationId> operation,
        Instant at,
        long bytes,
        Optional<String> reason,
        List<Disk> disks) {
    public Snapshot {
        disks = List.copyOf(disks);
    }

    /**
     * The disk of one machine.
     *
     * @param machine the machine it was taken of
     * @param base what its files on the host are called, without endings
     * @param image the image that it is, under the name with which configs name it
     */
    public record Disk(String machine, String base, Image image) {
        public ImageId name() {
            return image.id();
        }
    }
}
