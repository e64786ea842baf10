package io.laas.provisioner.libvirt;

import io.laas.provisioner.hypervisor.UnusedImage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVol;

/** Finds golden files that nothing on the host uses: no disk in the storage directory, and no machine, whoever made them. */
final class GoldenSweep {
    private final ConnectionPool connections;
    private final HostStorage storage;

    GoldenSweep(ConnectionPool connections, HostStorage storage) {
        this.connections = connections;
        this.storage = storage;
    }

    List<UnusedImage> unused(Set<String> wanted, Instant before, Predicate<String> remove) {
        List<String> machines = connections.call("looking what machines use", GoldenSweep::descriptions);
        return storage.withExisting("looking for unused images", volumes -> {
                    volumes.refresh();
                    List<String> names = volumes.names().stream().sorted().toList();
                    Set<String> bases = bases(volumes, names);
                    List<UnusedImage> found = new ArrayList<>();
                    for (String name : names) {
                        Optional<StorageVol> volume =
                                GoldenFile.isOtherThan(wanted, name) ? volumes.find(name) : Optional.empty();
                        if (volume.isPresent() && isLeft(volume.get(), bases, machines, before)) {
                            found.add(new UnusedImage(name, volume.get().getInfo().allocation));
                            if (remove.test(name)) {
                                volumes.delete(GoldenFile.readyMark(name));
                                volumes.delete(name);
                            }
                        }
                    }
                    return List.copyOf(found);
                })
                .orElse(List.of());
    }

    private static boolean isLeft(StorageVol volume, Set<String> bases, List<String> machines, Instant before)
            throws LibvirtException {
        String path = volume.getPath();
        return !bases.contains(path)
                && machines.stream().noneMatch(xml -> xml.contains(path))
                && written(volume).filter(at -> at.isBefore(before)).isPresent();
    }

    /** Returns the paths of what disks are based on. */
    private static Set<String> bases(Volumes volumes, List<String> names) throws LibvirtException {
        Set<String> bases = new HashSet<>();
        for (String name : names) {
            Optional<StorageVol> volume = volumes.find(name);
            if (volume.isPresent()) {
                Overlays.backing(volume.get()).ifPresent(bases::add);
                volume.get().free();
            }
        }
        return bases;
    }

    /** Returns when the file was last written to; empty if the host does not tell. */
    private static Optional<Instant> written(StorageVol volume) throws LibvirtException {
        String seconds = XmlNode.parse(volume.getXMLDesc(0)).text("target/timestamps/mtime");
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(new BigDecimal(seconds).longValue()));
    }

    private static List<String> descriptions(HostConnection connection) throws LibvirtException {
        List<String> result = new ArrayList<>();
        for (Domain domain : connection.listAllDomains(0)) {
            try {
                result.add(domain.getXMLDesc(0));
            } catch (LibvirtException e) {
                if (!LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_DOMAIN)) {
                    throw e;
                }
            } finally {
                domain.free();
            }
        }
        return result;
    }
}
