package io.laas.provisioner.libvirt;

import io.laas.provisioner.hypervisor.ConsolePart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVol;

/**
 * What machines print on their serial consoles. It is logged to files in the storage directory, which can be read over
 * libvirt as volumes, so this works for remote hosts too. Thread-safe.
 */
final class Consoles {
    private static final String WIPED = "\0";
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

    /** Returns what came after so many bytes; the file begins anew when it has become large. */
    ConsolePart after(String domain, long from, int maxBytes) {
        return file(domain)
                .flatMap(volume -> storage.withExisting("reading " + volume, volumes -> {
                    Optional<StorageVol> found = volumes.find(volume);
                    return found.isEmpty() ? new ConsolePart("", 0) : after(volumes, found.get(), from, maxBytes);
                }))
                .orElse(new ConsolePart("", 0));
    }

    private static ConsolePart after(Volumes volumes, StorageVol file, long from, int maxBytes)
            throws LibvirtException {
        long size = volumes.simulated() ? 0 : file.getInfo().capacity;
        long begin = Math.max(from > size ? 0 : from, size - maxBytes);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        volumes.download(file, begin, size - begin, (buffer, n) -> bytes.write(buffer, 0, n));
        return new ConsolePart(text(bytes), size);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(WIPED, "");
    }

    /** Overwrites what is in the file, behind which the host goes on writing; libvirt makes no file shorter. */
    void clear(String domain) {
        file(domain)
                .ifPresent(volume -> storage.withExisting("clearing " + volume, volumes -> {
                    Optional<StorageVol> found = volumes.find(volume);
                    if (found.isPresent() && !volumes.simulated() && found.get().getInfo().capacity > 0) {
                        found.get().wipe();
                    }
                    return volume;
                }));
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
            return text(bytes);
        });
    }
}
