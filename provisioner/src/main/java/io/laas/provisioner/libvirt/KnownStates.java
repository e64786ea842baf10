package io.laas.provisioner.libvirt;

import java.util.Optional;
import org.libvirt.Domain;
import org.libvirt.DomainInfo.DomainState;
import org.libvirt.DomainSnapshot;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state that a machine goes back to: an internal snapshot of memory and disk in its overlay, with the proof of the state
 * as its description. Thread-safe.
 *
 * <p>Going back, the running QEMU is told to load the snapshot, which takes a fraction of the time that libvirt's own way
 * needs: that one ends QEMU and starts it anew. It is the way for machines that are off or crashed, and whenever QEMU refuses.
 */
final class KnownStates {
    private static final Logger LOG = LoggerFactory.getLogger(KnownStates.class);
    private static final String NAME = "laas-known";
    private static final int HUMAN_MONITOR = 1;
    private final Domains domains;

    KnownStates(Domains domains) {
        this.domains = domains;
    }

    void save(String domain, String proof) {
        String xml = new XmlWriter("domainsnapshot")
                .leaf("name", NAME)
                .leaf("description", proof)
                .finish();
        domains.with("saving the known state of machine " + domain, domain, (d, c) -> {
            Optional<DomainSnapshot> old = find(d);
            if (old.isPresent()) {
                old.get().delete(0);
                old.get().free();
            }
            d.snapshotCreateXML(xml, 0).free();
            return domain;
        });
    }

    Optional<String> proof(String domain) {
        return domains.ifPresent("looking for the known state of machine " + domain, domain, (d, c) -> {
                    Optional<DomainSnapshot> snapshot = find(d);
                    if (snapshot.isEmpty()) {
                        return Optional.<String>empty();
                    }
                    String xml = snapshot.get().getXMLDesc();
                    snapshot.get().free();
                    return Optional.of(XmlNode.parse(xml).text("description"));
                })
                .flatMap(proof -> proof);
    }

    void revert(String domain) {
        domains.with("bringing machine " + domain + " back to its known state", domain, (d, c) -> {
            if (c.simulated() || !loadInPlace(d, domain)) {
                DomainSnapshot snapshot = d.snapshotLookupByName(NAME);
                d.revertToSnapshot(snapshot);
                snapshot.free();
            }
            if (d.getInfo().state == DomainState.VIR_DOMAIN_PAUSED) {
                d.resume();
            }
            return domain;
        });
    }

    private static boolean loadInPlace(Domain domain, String name) throws LibvirtException {
        DomainState state = domain.getInfo().state;
        if (state != DomainState.VIR_DOMAIN_RUNNING && state != DomainState.VIR_DOMAIN_PAUSED) {
            return false;
        }
        try {
            String complaint = domain.qemuMonitorCommand("loadvm " + NAME, HUMAN_MONITOR);
            if (complaint == null || complaint.isBlank()) {
                return true;
            }
            LOG.warn("Machine {} could not load its known state in place: {}", name, complaint.strip());
        } catch (LibvirtException e) {
            if (LibvirtErrors.lost(e)) {
                throw e;
            }
            LOG.warn("Machine {} could not load its known state in place: {}", name, LibvirtErrors.text(e));
        }
        return false;
    }

    private static Optional<DomainSnapshot> find(Domain domain) throws LibvirtException {
        try {
            return Optional.of(domain.snapshotLookupByName(NAME));
        } catch (LibvirtException e) {
            if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_DOMAIN_SNAPSHOT)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
