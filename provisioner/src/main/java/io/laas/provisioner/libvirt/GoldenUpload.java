package io.laas.provisioner.libvirt;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.download.FileDigests;
import io.laas.provisioner.download.Qcow2Header;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and sends golden files. */
final class GoldenUpload {
    private static final Logger LOG = LoggerFactory.getLogger(GoldenUpload.class);
    private static final long RESERVE_BYTES = 64L << 20;
    private final HostStorage storage;

    GoldenUpload(HostStorage storage) {
        this.storage = storage;
    }

    /** Returns the name of a volume that has the whole file. */
    Optional<String> find(GoldenFile file) {
        return storage.with("looking for image " + file.prefix(), volumes -> {
            return whole(file, Set.copyOf(volumes.names()));
        });
    }

    /**
     * What can be seen of a file on the host.
     *
     * @param bytes its size
     */
    record Look(Qcow2Header header, long bytes) {}

    /** Looks at the file if the host has the whole of it; makes nothing, and sees nothing on a simulated host. */
    Optional<Look> look(GoldenFile file) {
        return storage.withExisting("looking at image " + file.prefix(), volumes -> {
                    Set<String> names = Set.copyOf(volumes.names());
                    Optional<String> name = whole(file, names);
                    Optional<StorageVol> volume =
                            name.isEmpty() || volumes.simulated() ? Optional.empty() : volumes.find(name.get());
                    return volume.isEmpty() ? Optional.<Look>empty() : Optional.of(look(volumes, volume.get()));
                })
                .flatMap(l -> l);
    }

    private static Look look(Volumes volumes, StorageVol volume) throws LibvirtException {
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        volumes.download(volume, 0, Qcow2Header.LENGTH, (buffer, length) -> start.write(buffer, 0, length));
        String physical = XmlNode.parse(volume.getXMLDesc(0)).text("physical");
        long bytes = physical.isEmpty() ? volume.getInfo().allocation : Long.parseLong(physical);
        volume.free();
        return new Look(Qcow2Header.of(start.toByteArray()), bytes);
    }

    private static Optional<String> whole(GoldenFile file, Set<String> names) {
        return names.stream()
                .filter(file::isVolume)
                .filter(n -> names.contains(GoldenFile.readyMark(n)))
                .sorted()
                .findFirst();
    }

    /** Returns where the volume lies on the host; empty if it is gone. */
    Optional<String> path(String volume) {
        return storage.with("looking for " + volume, volumes -> {
            Optional<StorageVol> found = volumes.find(volume);
            return found.isEmpty() ? Optional.empty() : Optional.of(found.get().getPath());
        });
    }

    boolean simulated() {
        return storage.with("asking what the host is", Volumes::simulated);
    }

    /** Makes volumes on a simulated host that stand for the file. */
    String pretend(GoldenFile file) {
        String volume = file.newVolume();
        return storage.with("standing in for image " + volume, volumes -> {
            volumes.create(VolumeXml.readOnly(volume, 0));
            volumes.create(VolumeXml.readOnly(GoldenFile.readyMark(volume), 0));
            return volume;
        });
    }

    /** Sends the file, checks what arrived, and returns the volume's name. */
    String send(GoldenFile file, CancelSignal cancel, IntConsumer percent) {
        long size = size(file);
        long available = storage.available();
        if (available < size + RESERVE_BYTES) {
            throw storage.noSpace("image file " + file.file().getFileName(), size + RESERVE_BYTES, available);
        }
        String volume = file.newVolume();
        boolean done = false;
        try {
            fill(file, volume, size, cancel, percent);
            storage.with(
                    "finishing image " + volume,
                    volumes -> volumes.create(VolumeXml.readOnly(GoldenFile.readyMark(volume), 0)));
            done = true;
            LOG.info("Image file {} ({} MiB) is stored as {}", file.file().getFileName(), size >> 20, volume);
            return volume;
        } finally {
            if (!done) {
                discard(volume);
            }
        }
    }

    private void fill(GoldenFile file, String volume, long size, CancelSignal cancel, IntConsumer percent) {
        storage.with("sending image file " + file.file().getFileName(), volumes -> {
            volumes.delete(volume);
            StorageVol made = volumes.create(VolumeXml.readOnly(volume, size));
            try (InputStream in = Files.newInputStream(file.file())) {
                volumes.upload(made, in, size, sent -> percent.accept((int) (sent * 95 / Math.max(size, 1))), cancel);
            } catch (IOException e) {
                throw new HypervisorException(
                        Reason.BAD_IMAGE, "Image file %s cannot be read: %s".formatted(file.file(), e.getMessage()), e);
            }
            verify(volumes, made, file, size);
            made.free();
            return volume;
        });
    }

    private static void verify(Volumes volumes, StorageVol made, GoldenFile file, long size) throws LibvirtException {
        if (volumes.simulated()) {
            return;
        }
        MessageDigest digest = FileDigests.sha256();
        volumes.download(made, 0, size, (buffer, length) -> digest.update(buffer, 0, length));
        String arrived = FileDigests.hex(digest);
        if (!arrived.equals(file.sha256())) {
            throw new HypervisorException(
                    Reason.BAD_IMAGE,
                    "Image file %s arrived damaged: its checksum is %s on the host, %s here; try again"
                            .formatted(file.file(), arrived, file.sha256()));
        }
    }

    private void discard(String volume) {
        try {
            storage.with("removing unfinished image " + volume, volumes -> {
                volumes.delete(volume);
                return volume;
            });
        } catch (HypervisorException e) {
            LOG.warn("An unfinished image stays on the host: {}", e.getMessage());
        }
    }

    private static long size(GoldenFile file) {
        try {
            return Files.size(file.file());
        } catch (IOException e) {
            throw new HypervisorException(
                    Reason.BAD_IMAGE, "Image file %s cannot be read: %s".formatted(file.file(), e.getMessage()), e);
        }
    }
}
