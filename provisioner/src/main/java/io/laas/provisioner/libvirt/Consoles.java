package io.laas.provisioner.libvirt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.libvirt.StorageVol;

/**
 * What machines print on their serial consoles. It is logged to files in the storage directory, which can be read over
 * libvirt as volumes, so this works for remote hosts too. Thread-safe.
 */
final class Consoles {
    private final Domains domains;
    private final HostStorage storage;

    Consoles(Domains domains, HostStorage storage) {
        this.domains = domains;
        this.storage = storage;
    }

    /** Makes an empty file for a console and returns its path on the host. */
    String create(String volume) {
        return storage.with("making " + volume, volumes -> {
            volumes.delete(volume);
            return volumes.create(VolumeXml.file(volume, 0)).getPath();
        });
    }

    /** Returns the volume that keeps the machine's console; empty if there is no such machine or console. */
    Optional<String> file(String domain) {
        return domains.ifPresent("looking for the console of " + domain, domain, (d, c) -> d.getXMLDesc(0))
                .map(xml -> XmlNode.parse(xml).attribute("devices/serial/log", "file"))
                .filter(path -> path.startsWith(storage.directory() + "/"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1));
    }

    void remove(String volume) {
        storage.withExisting("removing " + volume, volumes -> {
            volumes.delete(volume);
            return volume;
        });
    }

    String tail(String domain, int maxBytes) {
        return file(domain).flatMap(volume -> read(volume, maxBytes)).orElse("");
    }

    private Optional<String> read(String volume, int maxBytes) {
        return storage.withExisting("reading " + volume, volumes -> {
            Optional<StorageVol> found = volumes.find(volume);
            if (found.isEmpty()) {
                return "";
            }
            long size = found.get().getInfo().capacity;
            long offset = Math.max(0, size - maxBytes);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            volumes.download(found.get(), offset, size - offset, (buffer, n) -> bytes.write(buffer, 0, n));
            return bytes.toString(StandardCharsets.UTF_8);
        });
    }
}
