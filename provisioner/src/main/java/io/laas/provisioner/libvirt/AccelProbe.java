package io.laas.provisioner.libvirt;

import io.laas.model.lab.Accel;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.download.FileDigests;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a host's hardware virtualisation works, by booting something with it. The answer is kept on the host as
 * an empty volume {@code accel-<digest of processor and versions>-kvm} (or {@code -tcg}), so it is found once for each host,
 * whoever asks, and found again when the host changes. Removing that volume makes it forget.
 *
 * <p>Thread-safe.
 */
final class AccelProbe {
    private static final Logger LOG = LoggerFactory.getLogger(AccelProbe.class);
    private static final String PREFIX = "laas-probe-";
    private static final int LOOKS = 100;
    private static final long LOOK_MILLIS = 100;
    private static final int AUTO_DESTROY = 2;
    private static final int KEY_DIGITS = 12;
    private static final int MAX_LOG = 4096;
    private final HostStorage storage;
    private final BooleanSupplier hopeless;
    private final TurnLock turn = new TurnLock();
    private volatile Accel known;

    /**
     * Creates a probe that has not been made.
     *
     * @param hopeless whether it is known without trying that the processor cannot do it
     */
    AccelProbe(HostStorage storage, BooleanSupplier hopeless) {
        this.storage = storage;
        this.hopeless = hopeless;
    }

    /** Returns whether this machine's processor lacks what KVM needs. */
    static boolean processorLacksIt() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .noneMatch(line -> line.contains(" vmx") || line.contains(" svm"));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** Returns KVM or TCG. */
    Accel resolve() {
        Supplier<Accel> look = () -> {
            if (known == null) {
                known = hopeless.getAsBoolean()
                        ? Accel.TCG
                        : storage.with("looking whether KVM works", AccelProbe::remembered);
            }
            return known;
        };
        return known != null ? known : turn.run(CancelSignal.NEVER, look);
    }

    private static Accel remembered(Volumes volumes) throws LibvirtException {
        HostConnection connection = volumes.connection();
        String capabilities = connection.getCapabilities();
        if (!advertised(capabilities)) {
            return Accel.TCG;
        }
        String key = "accel-" + digest(connection, capabilities) + "-";
        for (Accel accel : new Accel[] {Accel.KVM, Accel.TCG}) {
            if (volumes.find(key + accel.name().toLowerCase(Locale.ROOT)).isPresent()) {
                return accel;
            }
        }
        Optional<Accel> found = probe(volumes);
        if (found.isPresent()) {
            volumes.create(VolumeXml.readOnly(key + found.get().name().toLowerCase(Locale.ROOT), 0));
        }
        return found.orElse(Accel.TCG);
    }

    private static boolean advertised(String capabilities) {
        return XmlNode.parse(capabilities).all("guest/arch").stream()
                .filter(a -> a.attribute("name").equals("x86_64"))
                .flatMap(a -> a.all("domain").stream())
                .anyMatch(d -> d.attribute("type").equals("kvm"));
    }

    private static String digest(HostConnection connection, String capabilities) throws LibvirtException {
        XmlNode cpu = XmlNode.parse(capabilities).first("host/cpu").orElseThrow();
        String text = String.join(
                "\n",
                connection.getHostName(),
                String.valueOf(connection.getLibVersion()),
                String.valueOf(connection.getVersion()),
                cpu.text("model"),
                cpu.attribute("microcode", "version"),
                cpu.all("feature").stream()
                        .map(f -> f.attribute("name"))
                        .sorted()
                        .toList()
                        .toString());
        MessageDigest digest = FileDigests.sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return FileDigests.hex(digest).substring(0, KEY_DIGITS);
    }

    /** Returns what works; empty if the guest could not even be started, which may have other reasons. */
    private static Optional<Accel> probe(Volumes volumes) throws LibvirtException {
        List<String> earlier = files(volumes);
        String name = PREFIX + UUID.randomUUID().toString().substring(0, 8);
        String disk = name + ".img";
        String log = name + ".log";
        try {
            StorageVol image = volumes.create(VolumeXml.file(disk, ProbeGuest.disk().length));
            volumes.upload(image, ProbeGuest.disk());
            StorageVol output = volumes.create(VolumeXml.file(log, 0));
            return boots(volumes, ProbeGuest.domainXml(name, image.getPath(), output.getPath()), output);
        } catch (IOException e) {
            throw new HypervisorException(Reason.OTHER, "The probe of KVM failed: " + e.getMessage(), e);
        } finally {
            volumes.delete(disk);
            volumes.delete(log);
            sweep(volumes, earlier);
        }
    }

    private static List<String> files(Volumes volumes) throws LibvirtException {
        return volumes.names().stream().filter(n -> n.startsWith(PREFIX)).toList();
    }

    /** Removes what probes left whose process died; one that still runs has its machine, or was done meanwhile. */
    private static void sweep(Volumes volumes, List<String> earlier) throws LibvirtException {
        List<String> machines = new ArrayList<>();
        for (Domain domain : volumes.connection().listAllDomains(0)) {
            machines.add(domain.getName());
            domain.free();
        }
        for (String file : earlier) {
            if (!machines.contains(file.substring(0, file.lastIndexOf('.')))) {
                volumes.delete(file);
            }
        }
    }

    private static Optional<Accel> boots(Volumes volumes, String xml, StorageVol output) throws LibvirtException {
        Optional<Domain> domain = start(volumes, xml);
        if (domain.isEmpty()) {
            return Optional.empty();
        }
        try {
            for (int i = 0; i < LOOKS; i++) {
                if (printed(volumes, output).contains(ProbeGuest.SIGN)) {
                    LOG.info("KVM works on this host");
                    return Optional.of(Accel.KVM);
                }
                Pause.millis(LOOK_MILLIS);
            }
            LOG.info("KVM is offered on this host but does not run a guest, so TCG is used");
            return Optional.of(Accel.TCG);
        } finally {
            domain.get().destroy();
            domain.get().free();
        }
    }

    private static Optional<Domain> start(Volumes volumes, String xml) throws LibvirtException {
        try {
            return Optional.of(volumes.connection().domainCreateXML(xml, AUTO_DESTROY));
        } catch (LibvirtException e) {
            if (LibvirtErrors.lost(e)) {
                throw e;
            }
            LOG.warn("KVM is offered but did not start, so TCG is used: {}", LibvirtErrors.text(e));
            return Optional.empty();
        }
    }

    private static String printed(Volumes volumes, StorageVol output) throws LibvirtException {
        long size = Math.min(MAX_LOG, output.getInfo().capacity);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        volumes.download(output, 0, size, (buffer, n) -> bytes.write(buffer, 0, n));
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
