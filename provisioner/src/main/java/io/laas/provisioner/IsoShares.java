package io.laas.provisioner;

import io.laas.model.lab.Iso;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NicLayout;
import io.laas.provisioner.guest.IsoShare;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.List;
import java.util.Optional;

/** The ISOs of the config, which the jump host serves to the other machines. */
final class IsoShares {
    private final Worksite site;
    private final Readiness readiness;

    IsoShares(Worksite site, Readiness readiness) {
        this.site = site;
        this.readiness = readiness;
    }

    /**
     * Has them served. A jump host that cannot is handed over all the same, with the ISOs attached.
     *
     * @return a note for the task's message
     */
    String serve() {
        List<String> names =
                site.plan().isos().stream().map(Iso::id).map(Object::toString).toList();
        if (names.isEmpty()) {
            return "";
        }
        if (!readiness.hasAgent(jump())) {
            return "; without a guest agent %s serves no ISOs, they are attached to it".formatted(jump().name());
        }
        try {
            site.guest(jump()).shareIsos(names);
            return address()
                    .map(a -> "; ISOs at http://%s:%d/".formatted(a, IsoShare.PORT))
                    .orElse("; ISOs in /srv/laas/iso on " + jump().name());
        } catch (HypervisorException e) {
            if (e.reason() != Reason.OTHER) {
                throw e;
            }
            return "; ISOs are attached and not served: " + e.getMessage();
        }
    }

    private Optional<String> address() {
        return jump().nics().stream()
                .map(NicLayout::address)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private MachineLayout jump() {
        return site.layout().machines().get(0);
    }
}
