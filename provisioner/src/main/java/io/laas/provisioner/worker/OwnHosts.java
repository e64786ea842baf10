package io.laas.provisioner.worker;

import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.LabWork;
import io.laas.model.use.PodUse;
import io.laas.model.wire.AnswerWorkJson;
import io.laas.model.wire.HostStateJson;
import io.laas.model.wire.MachineSeenJson;
import io.laas.model.wire.ThingJson;
import io.laas.provisioner.MachineSight;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.hypervisor.HostFacts;
import io.laas.provisioner.hypervisor.HypervisorException;
import java.util.List;
import java.util.Optional;

/** The hosts of this lab: whether they answer, what is on them, and which work may touch them. */
final class OwnHosts {
    private volatile Lab lab;
    private final Provisioner provisioner;

    OwnHosts(Lab lab, Provisioner provisioner) {
        this.lab = lab;
        this.provisioner = provisioner;
    }

    /** Makes this what the lab has. */
    void use(Lab changed) {
        lab = changed;
    }

    /** Asks all hosts. */
    List<HostStateJson> states() {
        return lab.hosts().stream().map(this::state).toList();
    }

    private HostStateJson state(Host host) {
        try {
            HostFacts facts = provisioner.facts(host);
            return new HostStateJson(host.id().value(), "ONLINE", facts.accel().name(), facts.version());
        } catch (HypervisorException e) {
            return new HostStateJson(host.id().value(), "OFFLINE", Accel.AUTO.name(), e.getMessage());
        } catch (LinkageError e) {
            return new HostStateJson(
                    host.id().value(), "OFFLINE", Accel.AUTO.name(), "libvirt is not installed where the worker runs");
        }
    }

    /** Returns why work must not be done here: its host is not the lab's, whatever the controller says. */
    Optional<String> objection(LabWork work) {
        Host host = work.host();
        Optional<Host> own = lab.host(host.id());
        if (own.isEmpty()) {
            return Optional.of("Host %s is not in the worker's lab file. Put it back there until nothing stands on it."
                    .formatted(host.id()));
        }
        boolean same = own.get().uri().equals(host.uri()) && own.get().storage().equals(host.storage());
        return same
                ? Optional.empty()
                : Optional.of(
                        "Host %s has another uri or storage in the worker's lab file than when this was made. Put them back there until nothing stands on it."
                                .formatted(host.id()));
    }

    /** Answers a question under the claim. */
    AnswerWorkJson answer(LabWork question, long claim) {
        Optional<String> objection = objection(question);
        if (objection.isPresent()) {
            return trouble(claim, objection.get());
        }
        try {
            return ask(question, claim);
        } catch (HypervisorException e) {
            return trouble(claim, e.getMessage());
        } catch (LinkageError e) {
            return trouble(claim, "libvirt is not installed where the worker runs");
        }
    }

    private AnswerWorkJson ask(LabWork question, long claim) {
        if (question instanceof LabWork.Inventory inventory) {
            return new AnswerWorkJson(claim, things(inventory), null, null, null, null, null);
        }
        if (question instanceof LabWork.SnapshotFiles kept) {
            List<String> files = provisioner.snapshotFiles(kept.host(), kept.controller());
            return new AnswerWorkJson(claim, null, files, null, null, null, null);
        }
        if (question instanceof LabWork.Images images) {
            ImageStock stock = provisioner.images(images.host(), images.question());
            return new AnswerWorkJson(claim, null, null, stock, null, null, null);
        }
        if (question instanceof LabWork.Look look) {
            return new AnswerWorkJson(claim, null, null, null, seen(look), null, null);
        }
        if (question instanceof LabWork.Use use) {
            PodUse used = provisioner.use(use.plan());
            return new AnswerWorkJson(claim, null, null, null, null, used.machines(), null);
        }
        if (question instanceof LabWork.DiscardSnapshots discard) {
            provisioner.discardSnapshotFiles(discard.host(), discard.files());
        } else if (question instanceof LabWork.Purge purge) {
            provisioner.purge(purge.host(), purge.owner());
        } else {
            return trouble(claim, "the worker does not know how to do this; it needs the controller's version");
        }
        return new AnswerWorkJson(claim, null, null, null, null, null, null);
    }

    private MachineSeenJson seen(LabWork.Look look) {
        MachineSight sight = provisioner.look(look.plan(), look.machine(), look.facts(), look.consoleFrom());
        return new MachineSeenJson(
                sight.state(),
                sight.agent(),
                sight.ssh().orElse(null),
                sight.facts(),
                sight.console(),
                sight.consoleNext());
    }

    private List<ThingJson> things(LabWork.Inventory inventory) {
        return provisioner.inventory(inventory.host(), inventory.controller()).stream()
                .map(t -> new ThingJson(t.resource(), t.name(), t.owner()))
                .toList();
    }

    private static AnswerWorkJson trouble(long claim, String why) {
        return new AnswerWorkJson(claim, null, null, null, null, null, why);
    }
}
