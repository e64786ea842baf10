package io.laas.provisioner.libvirt;

import io.laas.model.lab.Accel;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
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
    private static final int LOOKS = 100;
    private static final long LOOK_MILLIS = 100;
    private static final int AUTO_DESTROY = 2;
    private static final int KEY_DIGITS = 12;
    private static final int MAX_LOG = 4096;
    private final HostStorage storage;
    private final TurnLock turn = new TurnLock();
    private volatile Accel known;

    AccelProbe(HostStorage storage) {
        this.storage = storage;
    }

    /** Returns KVM or TCG. */
    Accel resolve() {
        Supplier<Accel> look = () -> {
            if (known == null) {
                known = storage.with("looking whether KVM works", AccelProbe::remembered);
            }
            return known;
        };
        return known != null ? known : turn.run(CancelSignal.NEVER, look);
    }

    private static Accel remembered(Volumes volumes) throws LibvirtException {
        HostConnection connection = volumes.connection();
        String capabilities = connection.getCapabilities();
        if (volumes.simulated() || !advertised(capabilities)) {
            return Accel.TCG;
        }
        String key = "accel-" + digest(connection, capabilities) + "-";
        for (Accel accel : new Accel[] {Accel.KVM, Accel.TCG}) {
            if (volumes.find(key + accel.name().toLowerCase(Locale.ROOT)).isPresent()) {
                return accel;
            }
        }
        Accel found = probe(volumes);
        volumes.create(VolumeXml.readOnly(key + found.name().toLowerCase(Locale.ROOT), 0));
        return found;
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

    private static Accel probe(Volumes volumes) throws LibvirtException {
        String name = "laas-probe-" + UUID.randomUUID().toString().substring(0, 8);
        String disk = name + ".img";
        String log = name + ".log";
        try {
            StorageVol image = volumes.create(VolumeXml.file(disk, ProbeGuest.disk().length));
            volumes.upload(image, ProbeGuest.disk());
            StorageVol output = volumes.create(VolumeXml.file(log, 0));
            boolean works = boots(volumes, ProbeGuest.domainXml(name, image.getPath(), output.getPath()), output);
            LOG.info("KVM {} on this host", works ? "works" : "is offered but does not run a guest, so TCG is used");
            return works ? Accel.KVM : Accel.TCG;
        } catch (IOException e) {
            throw new HypervisorException(Reason.OTHER, "The probe of KVM failed: " + e.getMessage(), e);
        } finally {
            volumes.delete(disk);
            volumes.delete(log);
        }
    }

    private static boolean boots(Volumes volumes, String xml, StorageVol output) throws LibvirtException {
        Domain domain = start(volumes, xml);
        if (domain == null) {
            return false;
        }
        try {
            for (int i = 0; i < LOOKS; i++) {
                if (printed(volumes, output).contains(ProbeGuest.SIGN)) {
                    return true;
                }
                Pause.millis(LOOK_MILLIS);
            }
            return false;
        } finally {
            domain.destroy();
            domain.free();
        }
    }

    private static Domain start(Volumes volumes, String xml) throws LibvirtException {
        try {
            return volumes.connection().domainCreateXML(xml, AUTO_DESTROY);
        } catch (LibvirtException e) {
            if (LibvirtErrors.lost(e)) {
                throw e;
            }
            LOG.info("KVM is offered but does not start: {}", LibvirtErrors.text(e));
            return null;
        }
    }

    private static String printed(Volumes volumes, StorageVol output) throws LibvirtException {
        long size = Math.min(MAX_LOG, output.getInfo().capacity);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        volumes.download(output, 0, size, (buffer, n) -> bytes.write(buffer, 0, n));
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
