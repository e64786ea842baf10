package io.laas.provisioner.libvirt;

import io.laas.model.lab.Host;
import io.laas.provisioner.download.Downloads;
import io.laas.provisioner.download.FileDigests;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens hosts by libvirt. Those who open the same host share its connections; closing this closes them all. Loads the native
 * library with the first call to a host, not before. Thread-safe.
 */
public final class LibvirtHypervisors implements HypervisorFactory, AutoCloseable {
    private final Map<Key, HostLink> links = new ConcurrentHashMap<>();
    private final FileDigests digests = new FileDigests();
    private final Downloads downloads;

    public LibvirtHypervisors() {
        this(Downloads.ofThisMachine());
    }

    /** Keeps what it fetches for images in a place of its own. */
    public LibvirtHypervisors(Downloads downloads) {
        this.downloads = downloads;
    }

    @Override
    public Hypervisor open(Host host) {
        try {
            Key key = new Key(host.uri(), host.storage());
            return new LibvirtHypervisor(host, links.computeIfAbsent(key, k -> new HostLink(host, digests, downloads)));
        } catch (IllegalArgumentException e) {
            throw new HypervisorException(
                    HypervisorException.Reason.UNREACHABLE,
                    "Host %s: '%s' is not a libvirt URI such as qemu:///system".formatted(host.id(), host.uri()),
                    e);
        }
    }

    @Override
    public void close() {
        links.values().forEach(HostLink::close);
        links.clear();
    }

    private record Key(String uri, String storage) {}
}
