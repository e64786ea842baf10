package io.laas.model.installer;

import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Uplink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a pod must have for an installer.
 *
 * @param nodes machines besides the jump host, at least
 * @param controllers machines of role controller, at least
 * @param computes machines of role compute, at least
 * @param memoryMiB memory of every machine in MiB, at least
 * @param cores virtual CPUs of every machine, at least
 * @param networks names of networks there have to be
 * @param internet whether every machine has to be on a network with an uplink
 */
public record Requirements(
        int nodes, int controllers, int computes, int memoryMiB, int cores, Set<String> networks, boolean internet) {
    /** Any pod will do. */
    public static final Requirements NONE = new Requirements(0, 0, 0, 0, 0, Set.of(), false);

    public Requirements {
        networks = java.util.Collections.unmodifiableSet(new TreeSet<>(networks));
    }

    /** Returns what the pod lacks first, as the rest of a sentence that begins with the installer's name. */
    public Optional<String> lacking(Pod pod) {
        List<NodeSpec> all = pod.nodes();
        return few(nodes, Target.NODES, "nodes besides the jump host", pod)
                .or(() -> few(controllers, Target.CONTROLLERS, "machines of role controller", pod))
                .or(() -> few(computes, Target.COMPUTES, "machines of role compute", pod))
                .or(() -> all.stream()
                        .filter(n -> n.memoryMiB() < memoryMiB)
                        .findFirst()
                        .map(n -> "needs %d MiB of memory on every machine, and %s of pod %s has %d MiB"
                                .formatted(memoryMiB, n.name(), pod.id(), n.memoryMiB())))
                .or(() -> all.stream()
                        .filter(n -> n.cores() < cores)
                        .findFirst()
                        .map(n -> "needs %d cores on every machine, and %s of pod %s has %d"
                                .formatted(cores, n.name(), pod.id(), n.cores())))
                .or(() -> networks.stream()
                        .filter(name ->
                                pod.networks().stream().noneMatch(n -> n.name().equals(name)))
                        .findFirst()
                        .map(name ->
                                "needs a network called %s, and pod %s has %s".formatted(name, pod.id(), names(pod))))
                .or(() -> all.stream()
                        .filter(n -> internet && !hasUplink(n, pod))
                        .findFirst()
                        .map(n ->
                                "needs the internet on every machine, and %s of pod %s is on no network with uplink nat"
                                        .formatted(n.name(), pod.id())));
    }

    private static Optional<String> few(int wanted, Target which, String what, Pod pod) {
        long there = pod.nodes().stream().filter(which::includes).count();
        return there >= wanted
                ? Optional.empty()
                : Optional.of("needs %d %s, and pod %s has %d".formatted(wanted, what, pod.id(), there));
    }

    private static boolean hasUplink(NodeSpec node, Pod pod) {
        return node.nics().stream().anyMatch(nic -> pod.network(nic.network()).uplink() == Uplink.NAT);
    }

    private static String names(Pod pod) {
        return String.join(", ", pod.networks().stream().map(NetworkSpec::name).toList());
    }
}
