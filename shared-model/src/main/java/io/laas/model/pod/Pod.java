package io.laas.model.pod;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.laas.model.PodId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A reusable hardware description: machines and the networks between them. Exactly one machine is the jump host; it has a
 * card on a network where the host has an address too, so that people can reach it. A machine has at most one card per network.
 *
 * @param id its name
 * @param description one line for people
 * @param nodes 1 … 32 machines, the jump host first
 * @param networks 1 … 8 networks
 */
public record Pod(PodId id, String description, List<NodeSpec> nodes, List<NetworkSpec> networks) {
    /** Most networks a pod may have; the address layout of a vpod relies on it. */
    public static final int MAX_NETWORKS = 8;

    /** Most machines a pod may have. */
    public static final int MAX_NODES = 32;

    /** The ten addresses before the first machine's and the broadcast address. */
    private static final int RESERVED_ADDRESSES = 11;

    public Pod {
        Objects.requireNonNull(id, "id");
        description = description == null ? "" : description;
        nodes = List.copyOf(nodes);
        networks = List.copyOf(networks);
        require(id, !nodes.isEmpty() && nodes.size() <= MAX_NODES, "must have 1 to 32 machines, has " + nodes.size());
        require(
                id,
                !networks.isEmpty() && networks.size() <= MAX_NETWORKS,
                "must have 1 to 8 networks, has " + networks.size());
        require(id, distinct(nodes.stream().map(NodeSpec::name).toList()), "machine names must differ");
        require(id, distinct(networks.stream().map(NetworkSpec::name).toList()), "network names must differ");
        require(id, nodes.get(0).role() == NodeRole.JUMPHOST, "the first machine must be the jump host");
        require(
                id,
                nodes.stream().filter(n -> n.role() == NodeRole.JUMPHOST).count() == 1,
                "only one machine can be the jump host");
        checkNics(id, nodes, networks);
        checkSubnets(id, nodes.size(), networks);
    }

    private static void checkSubnets(PodId id, int machines, List<NetworkSpec> networks) {
        List<NetworkSpec> fixed =
                networks.stream().filter(n -> n.subnet().isPresent()).toList();
        for (NetworkSpec network : fixed) {
            Cidr subnet = network.subnet().orElseThrow();
            require(
                    id,
                    subnet.size() >= RESERVED_ADDRESSES + machines,
                    "of its networks, %s has subnet %s, which is too small for %d machines; they begin at its address number 10"
                            .formatted(network.name(), subnet, machines));
            fixed.stream()
                    .filter(n -> n != network && n.subnet().orElseThrow().overlaps(subnet))
                    .findFirst()
                    .ifPresent(n -> require(
                            id,
                            false,
                            "its networks %s and %s share subnet %s; give one another"
                                    .formatted(network.name(), n.name(), subnet)));
        }
    }

    private static void checkNics(PodId id, List<NodeSpec> nodes, List<NetworkSpec> networks) {
        Set<String> names = networks.stream().map(NetworkSpec::name).collect(Collectors.toSet());
        for (NodeSpec node : nodes) {
            List<String> used = node.nics().stream().map(Nic::network).toList();
            used.stream().filter(n -> !names.contains(n)).findFirst().ifPresent(n -> {
                throw new IllegalArgumentException(
                        "pod %s: machine %s is on network '%s', which the pod does not have (it has %s)"
                                .formatted(
                                        id,
                                        node.name(),
                                        n,
                                        String.join(
                                                ", ", names.stream().sorted().toList())));
            });
            require(id, distinct(used), "machine " + node.name() + " has two nics on one network");
        }
        Set<String> reachable = networks.stream()
                .filter(NetworkSpec::hostAddressed)
                .map(NetworkSpec::name)
                .collect(Collectors.toSet());
        require(
                id,
                nodes.get(0).nics().stream().anyMatch(n -> reachable.contains(n.network())),
                "the jump host needs a nic on a network with addressing dhcp or uplink nat, otherwise nobody can reach it");
    }

    private static boolean distinct(List<String> names) {
        return new HashSet<>(names).size() == names.size();
    }

    private static void require(PodId id, boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("pod " + id + ": " + message);
        }
    }

    /** Returns the machine of the name. */
    @JsonIgnore
    public Optional<NodeSpec> node(String name) {
        return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
    }

    public NodeSpec jumpHost() {
        return nodes.get(0);
    }

    public NetworkSpec network(String name) {
        return networks.stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("pod " + id + " has no network " + name));
    }

    /** Returns what the pod needs of a host: the sums over its machines. */
    @JsonIgnore
    public Capacity demand() {
        return nodes.stream()
                .map(n -> new Capacity(n.cores(), n.memoryMiB(), n.diskGiB()))
                .reduce(Capacity.ZERO, Capacity::plus);
    }
}
