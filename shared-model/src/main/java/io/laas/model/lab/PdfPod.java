package io.laas.model.lab;

import io.laas.model.PodId;
import io.laas.model.pod.Nic;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a pod of the machines of a PDF. */
final class PdfPod {
    private final List<PdfMachine> machines;
    private final IdfFacts facts;
    private final PdfNetworks networks;

    PdfPod(List<PdfMachine> machines, IdfFacts facts, boolean subnets) {
        this.machines = machines;
        this.facts = facts;
        this.networks = new PdfNetworks(machines, facts, subnets);
    }

    Optional<Pod> make(PodId name, String description) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (PdfMachine machine : machines) {
            node(machine, nodes.isEmpty()).ifPresent(nodes::add);
        }
        YamlValue jump = machines.get(0).place();
        if (jump.reading().problemCount() > 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Pod(name, description, nodes, networks.all()));
        } catch (IllegalArgumentException e) {
            jump.wrong("and what follows make no pod: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<NodeSpec> node(PdfMachine machine, boolean jump) {
        NodeRole role = jump ? NodeRole.JUMPHOST : facts.roles().getOrDefault(machine.name(), NodeRole.NODE);
        List<Nic> nics = new ArrayList<>();
        machine.cards().forEach(c -> nics.add(new Nic("nic" + (nics.size() + 1), networks.of(c))));
        try {
            return Optional.of(
                    new NodeSpec(machine.host(), role, machine.cores(), machine.memoryMiB(), machine.diskGiB(), nics));
        } catch (IllegalArgumentException e) {
            machine.place().wrong("is not right: " + e.getMessage());
            return Optional.empty();
        }
    }
}
