package io.laas.provisioner.libvirt;

import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.StoredImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVol;

/** The disks and seeds of machines. Thread-safe. */
final class Overlays {
    private final HostStorage storage;

    Overlays(HostStorage storage) {
        this.storage = storage;
    }

    /** Makes a thin disk over the image. One over another image is replaced. */
    String ensure(String volume, StoredImage image, int sizeGiB) {
        return storage.with("making disk " + volume, volumes -> {
            Optional<StorageVol> present = volumes.find(volume);
            if (present.isPresent()) {
                if (backing(present.get()).filter(image.path()::equals).isPresent()) {
                    return present.get().getPath();
                }
                present.get().delete(0);
            }
            return volumes.create(VolumeXml.overlay(volume, sizeGiB, image.path()))
                    .getPath();
        });
    }

    /** Returns the path of what the volume is an overlay of. */
    static Optional<String> backing(StorageVol volume) throws LibvirtException {
        return Optional.of(XmlNode.parse(volume.getXMLDesc(0)).text("backingStore/path"))
                .filter(p -> !p.isEmpty());
    }

    /** Stores a small file. */
    String put(String volume, byte[] content) {
        return storage.with("storing " + volume, volumes -> {
            Optional<StorageVol> present = volumes.find(volume);
            if (present.isPresent()) {
                if (Arrays.equals(content, read(volumes, present.get(), content.length + 1))) {
                    return present.get().getPath();
                }
                present.get().delete(0);
            }
            StorageVol made = volumes.create(VolumeXml.file(volume, content.length));
            try {
                volumes.upload(made, content);
            } catch (IOException e) {
                throw new HypervisorException(Reason.OTHER, volume + " could not be stored: " + e.getMessage(), e);
            }
            return made.getPath();
        });
    }

    private static byte[] read(Volumes volumes, StorageVol volume, int length) throws LibvirtException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        volumes.download(volume, 0, length, (buffer, n) -> bytes.write(buffer, 0, n));
        return bytes.toByteArray();
    }

    void remove(String volume) {
        storage.withExisting("removing " + volume, volumes -> {
            volumes.delete(volume);
            return volume;
        });
    }
}
