package io.laas.model.descriptor;

import io.laas.model.descriptor.YamlText.Inline;
import io.laas.model.layout.MachineLayout;
import io.laas.model.pod.NodeRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What each machine becomes. Machines keep the roles their pod gives them; of a pod without any, the first three are controllers
 * if there are more than three, otherwise the first. There is always a controller, and something for it to control.
 */
final class InstallerRoles {
    /** The jump host's name in installers' inventories. */
    static final String JUMP = "opnfv";

    private static final int ENOUGH_FOR_QUORUM = 4;
    private static final int QUORUM = 3;

    private final PodView pod;
    private final List<NodeRole> roles;

    InstallerRoles(PodView pod) {
        this.pod = pod;
        this.roles = roles(pod.nodes());
    }

    private static List<NodeRole> roles(List<MachineLayout> nodes) {
        boolean none = nodes.stream().noneMatch(n -> n.spec().role() == NodeRole.CONTROLLER);
        int controllers = !none ? 0 : nodes.size() >= ENOUGH_FOR_QUORUM ? QUORUM : 1;
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> i < controllers
                        ? NodeRole.CONTROLLER
                        : settled(nodes.get(i).spec().role()))
                .toList();
    }

    private static NodeRole settled(NodeRole role) {
        return role == NodeRole.NODE ? NodeRole.COMPUTE : role;
    }

    Map<String, Object> openstack() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("nodes_roles", nodesRoles(List.of("deployment"), i -> openstack(roles.get(i))));
        tree.put("groups", Map.of("openstack", new Inline(List.of("controller", "compute", "storage"))));
        tree.put("hostnames", hostnames(true));
        tree.put("network", networkMapping());
        return tree;
    }

    private List<String> openstack(NodeRole role) {
        List<String> names = new ArrayList<>();
        boolean controller = role == NodeRole.CONTROLLER;
        boolean compute = role == NodeRole.COMPUTE || controller && !roles.contains(NodeRole.COMPUTE);
        addIf(controller, names, "controller");
        addIf(compute, names, "compute");
        addIf(role == NodeRole.STORAGE || compute && !roles.contains(NodeRole.STORAGE), names, "storage");
        return names;
    }

    private static void addIf(boolean is, List<String> names, String name) {
        if (is) {
            names.add(name);
        }
    }

    Map<String, Object> kubernetes() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("nodes_roles", nodesRoles(List.of("opnfv"), this::kubernetes));
        tree.put("groups", kubernetesGroups());
        tree.put("hostnames", hostnames(true));
        tree.put("network", networkMapping());
        return tree;
    }

    /** As Kuberef reads it: without the jump host, and every node in the cluster's group. */
    Map<String, Object> kuberef() {
        Map<String, Object> roles = new LinkedHashMap<>();
        for (int i = 0; i < pod.nodes().size(); i++) {
            List<String> all = new ArrayList<>(List.of("k8s-cluster"));
            all.addAll(kubernetes(i));
            roles.put(pod.nodes().get(i).name(), new Inline(all));
        }
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("net_admin", NetworkUses.ADMIN);
        mapping.put("net_public", NetworkUses.PUBLIC);
        mapping.put("net_mgmt", NetworkUses.MGMT);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("nodes_roles", roles);
        tree.put("groups", kubernetesGroups());
        tree.put("hostnames", hostnames(false));
        tree.put("network", Map.of("network_mapping", mapping));
        return tree;
    }

    private List<String> kubernetes(int node) {
        boolean master = roles.get(node) == NodeRole.CONTROLLER;
        List<String> names = new ArrayList<>(master ? List.of("kube-master", "etcd", "vault") : List.of());
        addIf(!master || roles.stream().allMatch(NodeRole.CONTROLLER::equals), names, "kube-node");
        return names;
    }

    private static Map<String, Object> kubernetesGroups() {
        return Map.of("k8s-cluster", new Inline(List.of("kube-node", "kube-master")));
    }

    private Map<String, Object> nodesRoles(List<String> jump, IntFunction<List<String>> node) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(JUMP, new Inline(jump));
        for (int i = 0; i < pod.nodes().size(); i++) {
            all.put(pod.nodes().get(i).name(), new Inline(node.apply(i)));
        }
        return all;
    }

    private Map<String, Object> hostnames(boolean withJump) {
        Map<String, Object> names = new LinkedHashMap<>();
        if (withJump) {
            names.put(JUMP, pod.jump().name());
        }
        pod.nodes().forEach(n -> names.put(n.name(), n.name()));
        return names;
    }

    private static Map<String, Object> networkMapping() {
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("net-mgmt", NetworkUses.MGMT);
        mapping.put("net-storage", NetworkUses.STORAGE);
        mapping.put("net-internal", NetworkUses.PRIVATE);
        mapping.put("net-vnf", NetworkUses.PUBLIC);
        return Map.of("network_mapping", mapping);
    }
}
