package io.laas.provisioner;

import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OwnerTag;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.hypervisor.TaggedThing;
import io.laas.provisioner.hypervisor.VolumeNames;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What of a vpod stands on its host.
 *
 * @param things everything tagged for the vpod
 * @param machines the pod's machines that exist and are ours, by name
 */
record Survey(List<TaggedThing> things, Map<String, Found> machines) {
    /** A machine that exists. */
    record Found(MachineState state, Optional<Fingerprint> fingerprint) {}

    static Survey take(Worksite site, CancelSignal cancel) {
        List<TaggedThing> things = things(site.hypervisor(), site.plan().owner());
        Set<String> domains = new HashSet<>();
        things.stream().filter(t -> t.resource().equals("domain")).forEach(t -> domains.add(t.name()));
        Map<String, Found> found = new ConcurrentHashMap<>();
        List<MachineLayout> there = site.layout().machines().stream()
                .filter(m -> domains.contains(m.domain()))
                .toList();
        site.each(there, cancel, (m, stop) -> look(site.hypervisor(), m).ifPresent(f -> found.put(m.name(), f)));
        return new Survey(things, found);
    }

    /** Lists what is tagged for the vpod, whatever booking or operation made it. */
    static List<TaggedThing> things(Hypervisor hypervisor, OwnerTag owner) {
        return hypervisor.inventory(owner.controller()).stream()
                .filter(t -> t.owner().lab().equals(owner.lab()))
                .filter(t -> t.owner().vpod().equals(owner.vpod()))
                .toList();
    }

    private static Optional<Found> look(Hypervisor hypervisor, MachineLayout machine) {
        MachineState state = hypervisor.state(machine.domain());
        return state == MachineState.ABSENT
                ? Optional.empty()
                : Optional.of(new Found(
                        state, hypervisor.fingerprint(machine.domain()).flatMap(Fingerprint::parse)));
    }

    Optional<Found> machine(MachineLayout machine) {
        return Optional.ofNullable(machines.get(machine.name()));
    }

    /** Returns whether the machine is there, made from what the plan says (apart from keys). */
    boolean stands(Worksite site, MachineLayout machine) {
        return machine(machine)
                .flatMap(Found::fingerprint)
                .filter(f -> f.machine().equals(site.fingerprint(machine).machine()))
                .isPresent();
    }

    /** Returns what is tagged for the vpod but does not belong to its present description. */
    List<TaggedThing> leftOver(Worksite site) {
        OwnerTag owner = site.plan().owner();
        Set<String> wanted = new HashSet<>();
        site.layout().networks().forEach(n -> {
            wanted.add(n.libvirtName());
            wanted.add(n.bridge());
        });
        site.layout().machines().forEach(m -> {
            wanted.add(m.domain());
            wanted.add(VolumeNames.disk(owner, m.name()));
            wanted.add(VolumeNames.seed(owner, m.name()));
            wanted.add(VolumeNames.console(owner, m.name()));
        });
        return things.stream().filter(t -> !wanted.contains(t.name())).toList();
    }
}
