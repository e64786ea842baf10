package io.laas.provisioner;

import io.laas.model.descriptor.Descriptors;
import io.laas.model.descriptor.Profile;
import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.PodDetails;
import io.laas.provisioner.guest.Guest;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.List;

/** The descriptors of a booked pod on its jump host, where installers that run there find them. */
final class DescriptorFiles {
    static final String PDF = "/etc/laas/pdf.yaml";
    static final String IDF = "/etc/laas/idf.yaml";

    private final Worksite site;
    private final Readiness readiness;

    DescriptorFiles(Worksite site, Readiness readiness) {
        this.site = site;
        this.readiness = readiness;
    }

    /**
     * Puts the files there; a pod that nobody has is not described. A jump host that cannot have them is handed over all the
     * same: the API has them too. Returns a note for the task's message.
     */
    String put() {
        if (site.plan().details().equals(PodDetails.UNKNOWN)) {
            return "";
        }
        if (!readiness.hasAgent(jump())) {
            return "; without a guest agent %s gets no %s".formatted(jump().name(), PDF);
        }
        try {
            Descriptors descriptors = Descriptors.of(site.plan());
            guest().put(PDF, descriptors.pdf(Profile.PHAROS_STRICT));
            guest().put(IDF, descriptors.idf(Profile.PHAROS_STRICT));
            return "; PDF and IDF in /etc/laas on " + jump().name();
        } catch (HypervisorException e) {
            if (e.reason() != Reason.OTHER) {
                throw e;
            }
            return "; no PDF and IDF: " + e.getMessage();
        }
    }

    /** Takes them away again: the next user need not know who the last one was. */
    void drop() {
        if (readiness.hasAgent(jump())) {
            guest().drop(List.of(PDF, IDF));
        }
    }

    private Guest guest() {
        return site.guest(jump());
    }

    private MachineLayout jump() {
        return site.layout().machines().get(0);
    }
}
