package io.laas.provisioner.libvirt;

import io.laas.model.lab.DirectBoot;
import io.laas.model.lab.Image;
import io.laas.model.lab.StoredFile;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.download.FileDigests;
import io.laas.provisioner.download.Qcow2Header;
import io.laas.provisioner.hypervisor.DiskCopies;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.StoredImage;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVol;

/**
 * Copies of disks as volumes of a host's storage. The disk of a running machine is copied by its QEMU, which keeps the moment
 * at which it began while the machine writes on; that of one that is off by libvirt. An empty volume whose name ends in
 * {@code .ready} marks a copy as whole. Thread-safe.
 */
final class HostCopies implements DiskCopies {
    private static final long GIB = 1L << 30;
    private final String host;
    private final HostStorage storage;
    private final Agent agent;
    private final BackupJobs jobs;

    HostCopies(String host, HostStorage storage, Domains domains, Agent agent) {
        this.host = host;
        this.storage = storage;
        this.agent = agent;
        this.jobs = new BackupJobs(domains);
    }

    @Override
    public void freeze(String domain) {
        agent.freeze(domain);
    }

    @Override
    public void thaw(String domain) {
        agent.thaw(domain);
    }

    @Override
    public void begin(String domain, String volume) {
        jobs.abort(domain);
        String source = jobs.disk(domain);
        boolean active = jobs.isActive(domain);
        discard(volume);
        String path = storage.with("making " + volume, volumes -> made(volumes, source, volume, active));
        if (active) {
            jobs.begin(domain, path);
        }
    }

    private String made(Volumes volumes, String source, String volume, boolean active) throws LibvirtException {
        StorageVol disk = volumes.find(source)
                .orElseThrow(() -> new HypervisorException(
                        Reason.OTHER, "Host %s: the disk %s is not in its storage directory".formatted(host, source)));
        String xml = VolumeXml.copy(volume, disk.getInfo().capacity);
        StorageVol copy = active || volumes.simulated() ? volumes.create(xml) : volumes.copy(xml, disk);
        return copy.getPath();
    }

    @Override
    public void await(String domain, String volume, CancelSignal cancel, IntConsumer percent) {
        jobs.await(domain, volume, cancel, percent);
    }

    @Override
    public void abort(String domain) {
        jobs.abort(domain);
    }

    @Override
    public void keep(String path, String volume) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        discard(volume);
        storage.with("keeping " + name, volumes -> {
            StorageVol file = volumes.find(name)
                    .orElseThrow(() -> new HypervisorException(
                            Reason.BAD_IMAGE, "Host %s: file %s is not there any more".formatted(host, path)));
            volumes.copy(VolumeXml.readOnly(volume, file.getInfo().capacity), file);
            return volume;
        });
    }

    @Override
    public Sealed seal(String volume, CancelSignal cancel) {
        return storage.with("sealing " + volume, volumes -> {
            volumes.refresh();
            StorageVol copy = volumes.find(volume)
                    .orElseThrow(() -> new HypervisorException(
                            Reason.OTHER, "Host %s: the copy %s is not there; take it again".formatted(host, volume)));
            Sealed sealed = volumes.simulated() ? simulated(copy) : read(volumes, copy, cancel);
            if (volumes.find(GoldenFile.readyMark(volume)).isEmpty()) {
                volumes.create(VolumeXml.readOnly(GoldenFile.readyMark(volume), 0));
            }
            return sealed;
        });
    }

    private static Sealed simulated(StorageVol copy) throws LibvirtException {
        return new Sealed(FileDigests.hex(FileDigests.sha256()), 0, isDisk(copy) ? gib(copy.getInfo().capacity) : 0);
    }

    private static boolean isDisk(StorageVol copy) throws LibvirtException {
        return copy.getName().endsWith(".qcow2");
    }

    private Sealed read(Volumes volumes, StorageVol copy, CancelSignal cancel) throws LibvirtException {
        MessageDigest digest = FileDigests.sha256();
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        long[] bytes = new long[1];
        volumes.readWhole(copy, (buffer, length) -> {
            if (cancel.isCancelled()) {
                throw new HypervisorException(Reason.CANCELLED, "Sealing was cancelled");
            }
            digest.update(buffer, 0, length);
            start.write(buffer, 0, Math.min(length, Math.max(0, Qcow2Header.LENGTH - start.size())));
            bytes[0] += length;
        });
        return new Sealed(FileDigests.hex(digest), bytes[0], isDisk(copy) ? disk(copy, start) : 0);
    }

    private int disk(StorageVol copy, ByteArrayOutputStream start) throws LibvirtException {
        Qcow2Header header = Qcow2Header.of(start.toByteArray());
        Optional<String> problem = header.problem();
        if (problem.isPresent()) {
            throw new HypervisorException(
                    Reason.OTHER, "Host %s: the copy %s %s".formatted(host, copy.getName(), problem.get()));
        }
        return gib(header.diskBytes());
    }

    private static int gib(long bytes) {
        return (int) ((bytes + GIB - 1) / GIB);
    }

    @Override
    public void discard(String volume) {
        storage.withExisting("removing " + volume, volumes -> {
            volumes.refresh();
            volumes.delete(GoldenFile.readyMark(volume));
            volumes.delete(volume);
            return volume;
        });
    }

    @Override
    public List<String> list(String prefix) {
        return storage.withExisting("listing snapshots", volumes -> {
                    volumes.refresh();
                    return volumes.names().stream()
                            .filter(n -> n.startsWith(prefix) && !n.endsWith(GoldenFile.readyMark("")))
                            .sorted()
                            .toList();
                })
                .orElse(List.of());
    }

    /** Returns where a sealed copy lies. */
    StoredImage image(Image image) {
        return storage.with("looking for image " + image.id(), volumes -> {
            Set<String> names = Set.copyOf(volumes.names());
            String path = path(image, image.file(), volumes, names);
            Optional<DirectBoot> boot = Optional.empty();
            if (image.boot().isPresent()) {
                DirectBoot b = image.boot().get();
                boot = Optional.of(new DirectBoot(
                        path(image, b.kernel(), volumes, names),
                        path(image, b.initrd(), volumes, names),
                        b.commandLine()));
            }
            return new StoredImage(path, boot);
        });
    }

    private String path(Image image, String file, Volumes volumes, Set<String> names) throws LibvirtException {
        StoredFile stored = StoredFile.of(file)
                .filter(s -> names.contains(GoldenFile.readyMark(s.volume())))
                .orElseThrow(() -> gone(image));
        return volumes.find(stored.volume()).orElseThrow(() -> gone(image)).getPath();
    }

    private HypervisorException gone(Image image) {
        return new HypervisorException(
                Reason.BAD_IMAGE,
                "Image %s: its file is not on host %s; use another image, or take the snapshot again"
                        .formatted(image.id(), host));
    }
}
