package io.laas.chat.command;

import io.laas.chat.core.Args;
import io.laas.model.lab.Quantities;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.wire.NewNetworkJson;
import io.laas.model.wire.NewNicJson;
import io.laas.model.wire.NewNodeJson;
import io.laas.model.wire.NewPodJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Another size for a pod.
 *
 * @param machine the only machine whose size changes; empty: all
 * @param machines how many there are, the jump host too; more are like the last one
 */
record PodChange(
        Optional<String> machine, OptionalInt machines, OptionalInt cores, OptionalInt memoryMiB, OptionalInt diskGiB) {
    private static final int MAX_DIGITS = 4;

    /**
     * Reads a change.
     *
     * @throws IllegalArgumentException if a value is not a number or a size
     */
    static PodChange of(Args args) {
        return new PodChange(
                args.text("machine"),
                number("machines", args.text("machines")),
                number("cores", args.text("cores")),
                args.text("memory").stream().mapToInt(Quantities::mebibytes).findFirst(),
                args.text("disk").stream().mapToInt(Quantities::gibibytes).findFirst());
    }

    private static OptionalInt number(String what, Optional<String> text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("[1-9][0-9]*") || text.get().length() > MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "%s must be a whole number from 1, was '%s'.".formatted(what, text.get()));
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    boolean isEmpty() {
        return machines.isEmpty() && cores.isEmpty() && memoryMiB.isEmpty() && diskGiB.isEmpty();
    }

    /**
     * Returns the pod as it is to become.
     *
     * @throws IllegalArgumentException if it has no machine of the name
     */
    NewPodJson of(Pod pod) {
        machine.filter(m -> pod.nodes().stream().noneMatch(n -> n.name().equals(m)))
                .ifPresent(m -> {
                    throw new IllegalArgumentException("Pod %s has no machine %s. Machines: %s."
                            .formatted(
                                    pod.id(),
                                    m,
                                    String.join(
                                            ", ",
                                            pod.nodes().stream()
                                                    .map(NodeSpec::name)
                                                    .toList())));
                });
        List<NewNodeJson> nodes = new ArrayList<>();
        pod.nodes().stream().limit(machines.orElse(Integer.MAX_VALUE)).forEach(n -> nodes.add(node(n, n.name())));
        NodeSpec last = pod.nodes().get(pod.nodes().size() - 1);
        for (int number = 1; nodes.size() < Math.min(machines.orElse(0), Pod.MAX_NODES); number++) {
            String name = "node" + number;
            if (nodes.stream().noneMatch(n -> n.name().equals(name))) {
                nodes.add(node(last, name));
            }
        }
        return new NewPodJson(null, null, pod.description(), nodes, networks(pod), null, null);
    }

    private NewNodeJson node(NodeSpec n, String name) {
        boolean meant = machine.filter(m -> !m.equals(name)).isEmpty();
        return new NewNodeJson(
                name,
                name.equals(n.name()) ? n.role().name() : "NODE",
                meant ? cores.orElse(n.cores()) : n.cores(),
                meant ? memoryMiB.orElse(n.memoryMiB()) : n.memoryMiB(),
                meant ? diskGiB.orElse(n.diskGiB()) : n.diskGiB(),
                n.nics().stream()
                        .map(c -> new NewNicJson(c.name(), c.network()))
                        .toList());
    }

    private static List<NewNetworkJson> networks(Pod pod) {
        return pod.networks().stream()
                .map(n -> new NewNetworkJson(
                        n.name(),
                        n.kind().name(),
                        n.vlan().isPresent() ? n.vlan().getAsInt() : null,
                        n.addressing().name(),
                        n.uplink().name()))
                .toList();
    }
}
