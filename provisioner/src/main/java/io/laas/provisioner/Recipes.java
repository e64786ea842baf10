package io.laas.provisioner;

import io.laas.model.SshKey;
import io.laas.model.operation.OperationKind;
import io.laas.provisioner.work.Task;
import java.util.List;

/** Which tasks an operation is made of, in which order; those in one inner list run side by side. */
final class Recipes {
    private final StandingTasks standing;
    private final ReturnTasks back;
    private final RemoveTasks removal;
    private final List<SshKey> keys;

    Recipes(Worksite site) {
        Readiness readiness = new Readiness(site);
        Access access = new Access(site, readiness);
        KnownStates states = new KnownStates(site, readiness, access);
        Machines machines = new Machines(site);
        this.standing = new StandingTasks(site, readiness, access, states, machines);
        this.back = new ReturnTasks(site, standing, states, machines);
        this.removal = new RemoveTasks(site);
        this.keys = site.plan().keys();
    }

    List<List<Task>> of(OperationKind kind) {
        return switch (kind) {
            case PROVISION -> provision();
            case RESET -> reset();
            case CLEAN -> clean();
            case REMOVE -> remove();
            case ACCESS ->
                List.of(List.of(new Task("access", "Put the keys on the machines", standing::accessWhileInUse)));
            case CHECK -> List.of(List.of(new Task("check", "Ask every machine on its networks", standing::checkOnly)));
        };
    }

    private List<List<Task>> provision() {
        return List.of(
                List.of(new Task("survey", "Look at what stands", standing::survey)),
                List.of(networks(), new Task("disks", "Make disks and seeds", standing::disks)),
                List.of(new Task("machines", "Start machines, wait until they are ready", standing::machines)),
                List.of(access(keys), check()),
                List.of(freeze()));
    }

    private List<List<Task>> reset() {
        return List.of(
                List.of(survey(), networks()),
                List.of(revert()),
                List.of(verify()),
                List.of(rebuild()),
                List.of(access(keys), check()),
                List.of(freeze()));
    }

    private List<List<Task>> clean() {
        return List.of(
                List.of(survey(), networks()),
                List.of(revert()),
                List.of(verify()),
                List.of(rebuild()),
                List.of(access(List.of()), check()),
                List.of(freeze()),
                List.of(new Task("pause", "Keep the clean machines ready", back::pause)));
    }

    private List<List<Task>> remove() {
        return List.of(
                List.of(new Task("survey", "Look at what stands", removal::survey)),
                List.of(new Task("machines", "Take the machines away", removal::machines)),
                List.of(new Task("disks", "Take the disks away", removal::disks)),
                List.of(new Task("networks", "Take the networks away", removal::networks)),
                List.of(new Task("verify", "Make sure nothing is left", removal::verify)));
    }

    private Task survey() {
        return new Task("survey", "Look at what stands", back::survey);
    }

    private Task networks() {
        return new Task("networks", "Make the networks stand", standing::networks);
    }

    private Task revert() {
        return new Task("revert", "Bring the machines back to their known state", back::revert);
    }

    private Task verify() {
        return new Task("verify", "Prove that nothing of the use is left", back::verify);
    }

    private Task rebuild() {
        return new Task("rebuild", "Make machines anew that could not be brought back", back::rebuild);
    }

    private Task access(List<SshKey> present) {
        return new Task("access", "Put the keys on the machines", (p, c) -> standing.access(present, p, c));
    }

    private Task check() {
        return new Task("check", "Ask every machine on its networks", standing::check);
    }

    private Task freeze() {
        return new Task("freeze", "Save the known state", standing::freeze);
    }
}
