package io.laas.model.descriptor;

import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.layout.NicLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.NodeRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A planned pod in the order of its descriptors.
 *
 * @param nodes all machines but the jump host: controllers first, computes next, because installers go by the order
 */
record PodView(VpodPlan plan, VpodLayout layout, List<MachineLayout> nodes) {
    private static final List<NodeRole> ORDER =
            List.of(NodeRole.CONTROLLER, NodeRole.COMPUTE, NodeRole.STORAGE, NodeRole.NODE);

    static PodView of(VpodPlan plan) {
        VpodLayout layout = VpodLayout.of(plan);
        List<MachineLayout> nodes = layout.machines().stream()
                .skip(1)
                .sorted(Comparator.comparingInt(m -> ORDER.indexOf(m.spec().role())))
                .collect(Collectors.toCollection(ArrayList::new));
        return new PodView(plan, layout, List.copyOf(nodes));
    }

    MachineLayout jump() {
        return layout.machines().get(0);
    }

    /** Returns the machine whose cards stand for those of all nodes: the first node, or the jump host if there is none. */
    MachineLayout typical() {
        return nodes.isEmpty() ? jump() : nodes.get(0);
    }

    /** Returns the position of a network's card in the first node that has one, in the jump host otherwise. */
    int card(NetworkLayout network) {
        return nodes.stream()
                .filter(m -> m.nicOn(network.name()).isPresent())
                .findFirst()
                .or(() -> jump().nicOn(network.name()).map(n -> jump()))
                .map(m -> networks(m).indexOf(network.name()))
                .orElse(0);
    }

    /** Returns the address that belongs to a card, in use or, on networks without addresses, kept for it. */
    String ownAddress(MachineLayout machine, NicLayout nic) {
        int ordinal = layout.machines().indexOf(machine);
        return VpodLayout.range(plan, nic.network()).address(VpodLayout.FIRST_MACHINE + (long) ordinal);
    }

    private static List<String> networks(MachineLayout machine) {
        return machine.nics().stream().map(NicLayout::network).toList();
    }
}
