package io.laas.provisioner;

import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.pod.Addressing;
import io.laas.provisioner.check.NetworkCheck;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.hypervisor.NetworkOrder;
import io.laas.provisioner.work.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tasks that make a vpod stand, and look whether it does. */
final class StandingTasks {
    private final Worksite site;
    private final Hypervisor hypervisor;
    private final Readiness readiness;
    private final Access access;
    private final DescriptorFiles descriptors;
    private final IsoShares isos;
    private final KnownStates states;
    private final Machines machines;
    private final Map<String, Machines.Disks> disks = new ConcurrentHashMap<>();
    private final Set<String> there = ConcurrentHashMap.newKeySet();
    private Survey survey = new Survey(List.of(), Map.of());

    StandingTasks(Worksite site, Readiness readiness, Access access, KnownStates states, Machines machines) {
        this.site = site;
        this.hypervisor = site.hypervisor();
        this.readiness = readiness;
        this.access = access;
        this.descriptors = new DescriptorFiles(site, readiness);
        this.isos = new IsoShares(site, readiness);
        this.states = states;
        this.machines = machines;
    }

    /** Looks at what stands, and clears away what belongs to an earlier description. */
    void survey(TaskProgress progress, CancelSignal cancel) {
        survey = Survey.take(site, cancel);
        var old = survey.leftOver(site);
        if (!old.isEmpty()) {
            progress.say("clearing away %d things of an earlier description".formatted(old.size()));
            new Removal(hypervisor, site.gang()).removeAll(old, cancel);
        }
        List<MachineLayout> outdated = all().stream()
                .filter(m -> survey.machine(m).isPresent() && !survey.stands(site, m))
                .toList();
        site.each(outdated, cancel, (m, stop) -> machines.discard(m));
        there.clear();
        all().stream().filter(m -> survey.stands(site, m)).forEach(m -> there.add(m.name()));
        progress.say(
                "%d of %d machines stand".formatted(all().size() - missing().size(), all().size()));
    }

    void networks(TaskProgress progress, CancelSignal cancel) {
        progress.total(site.layout().networks().size());
        site.gang().each(site.layout().networks(), cancel, (network, stop) -> {
            hypervisor.ensureNetwork(
                    new NetworkOrder(network, reservations(network), site.plan().owner()));
            progress.step(network.name());
        });
        progress.say("%d networks stand".formatted(site.layout().networks().size()));
    }

    private List<NetworkOrder.Reservation> reservations(NetworkLayout network) {
        List<NetworkOrder.Reservation> result = new ArrayList<>();
        if (network.spec().addressing() == Addressing.DHCP) {
            all().forEach(m -> m.nicOn(network.name())
                    .ifPresent(nic -> nic.address()
                            .ifPresent(a -> result.add(new NetworkOrder.Reservation(nic.mac(), a, m.name())))));
        }
        return result;
    }

    void disks(TaskProgress progress, CancelSignal cancel) {
        List<MachineLayout> missing = missing();
        if (missing.isEmpty()) {
            progress.skip("all disks stand");
            return;
        }
        progress.total(missing.size());
        makeDisks(missing, progress, cancel);
        progress.say("%d disks and seeds made".formatted(missing.size()));
    }

    private void makeDisks(List<MachineLayout> these, TaskProgress progress, CancelSignal cancel) {
        machines.images(these, progress, cancel);
        site.each(these, cancel, (m, stop) -> {
            disks.put(m.name(), machines.disks(m));
            progress.step(m.name());
        });
    }

    /** Defines and starts what is missing, resumes what is paused, and waits until all of them are ready. */
    void machines(TaskProgress progress, CancelSignal cancel) {
        progress.total(2 * all().size());
        makeDisks(missing().stream().filter(m -> !disks.containsKey(m.name())).toList(), progress, cancel);
        site.each(all(), cancel, (m, stop) -> {
            if (!there.contains(m.name())) {
                machines.define(m, disks.get(m.name()));
                there.add(m.name());
            }
            machines.run(m);
            progress.step(m.name() + " is started");
        });
        site.each(all(), cancel, (m, stop) -> {
            if (wasPaused(m)) {
                awaitResumed(m, stop);
            } else {
                awaitNew(m, all().size(), progress, stop);
            }
            makeAnewIfKeysCannotBeChanged(m, progress, stop);
            progress.step(m.name() + " is ready");
        });
        progress.say("%d machines are ready".formatted(all().size()));
    }

    /** Makes machines that do not exist, from disk to boot. */
    void makeAndStart(List<MachineLayout> these, TaskProgress progress, CancelSignal cancel) {
        machines.images(these, progress, cancel);
        site.each(these, cancel, (m, stop) -> {
            machines.define(m, machines.disks(m));
            machines.run(m);
        });
    }

    void awaitNew(MachineLayout machine, int booting, TaskProgress progress, CancelSignal cancel) {
        readiness.await(machine, booting, progress::say, cancel);
    }

    private void awaitResumed(MachineLayout machine, CancelSignal cancel) {
        if (readiness.findAgent(machine, site.settings().back(), cancel)) {
            states.setTime(machine);
        }
    }

    private void makeAnewIfKeysCannotBeChanged(MachineLayout machine, TaskProgress progress, CancelSignal cancel) {
        if (!readiness.hasAgent(machine) && access.seedIsStale(machine)) {
            there.remove(machine.name());
            disks.remove(machine.name());
            machines.discard(machine);
            machines.images(List.of(machine), progress, cancel);
            machines.define(machine, machines.disks(machine));
            there.add(machine.name());
            machines.run(machine);
            awaitNew(machine, 1, progress, cancel);
        }
    }

    /** Lets the plan's users in and describes the pod to them. */
    void handOver(TaskProgress progress, CancelSignal cancel) {
        String keys = access.set(site.plan().keys(), progress, cancel);
        progress.say(keys + descriptors.put() + isos.serve());
    }

    /** Has the ISOs served again where the machine that was started is the jump host; tells of it in words. */
    String serveIsos(MachineLayout machine) {
        return machine.name().equals(site.plan().pod().jumpHost().name()) ? isos.serve() : "";
    }

    /** Lets nobody in any more. */
    void takeBack(TaskProgress progress, CancelSignal cancel) {
        String keys = access.set(List.of(), progress, cancel);
        descriptors.drop();
        progress.say(keys);
    }

    void accessWhileInUse(TaskProgress progress, CancelSignal cancel) {
        access.setWhileInUse(progress, cancel);
    }

    void check(TaskProgress progress, CancelSignal cancel) {
        var place = new NetworkCheck.Place(
                hypervisor,
                site.dialer(),
                site.gang(),
                site.hostIsHere(),
                site.settings().answer());
        new NetworkCheck(place, site.layout(), readiness.withAgent()).run(progress, cancel);
    }

    /** Checks without having started anything before. */
    void checkOnly(TaskProgress progress, CancelSignal cancel) {
        site.each(all(), cancel, (m, stop) -> {
            MachineState state = hypervisor.state(m.domain());
            if (state != MachineState.RUNNING) {
                throw readiness.failure(m, "does not run: it is " + Readiness.words(state));
            }
            readiness.findAgent(m, site.settings().answer(), stop);
        });
        check(progress, cancel);
    }

    void freeze(TaskProgress progress, CancelSignal cancel) {
        List<MachineLayout> these = withoutKnownState(cancel);
        if (these.isEmpty()) {
            progress.skip("the known state is there already");
            return;
        }
        progress.total(these.size());
        site.each(these, cancel, (m, stop) -> {
            states.save(m);
            progress.step(m.name());
        });
        progress.say("known state of %d machines saved".formatted(these.size()));
    }

    private List<MachineLayout> withoutKnownState(CancelSignal cancel) {
        Set<MachineLayout> unsaved = ConcurrentHashMap.newKeySet();
        site.each(all(), cancel, (m, stop) -> {
            if (!states.isSaved(m)) {
                unsaved.add(m);
            }
        });
        return List.copyOf(unsaved);
    }

    private boolean wasPaused(MachineLayout machine) {
        return survey.machine(machine)
                .filter(f -> f.state() == MachineState.PAUSED)
                .isPresent();
    }

    private List<MachineLayout> missing() {
        return all().stream().filter(m -> !there.contains(m.name())).toList();
    }

    private List<MachineLayout> all() {
        return site.layout().machines();
    }
}
