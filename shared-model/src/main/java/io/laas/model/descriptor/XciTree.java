package io.laas.model.descriptor;

import io.laas.model.descriptor.YamlText.Inline;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of an IDF as releng-xci reads it. */
final class XciTree {
    private static final int MINI = 2;
    private static final int NOHA = 3;

    private final PodView pod;
    private final NetworkUses uses;

    XciTree(PodView pod, NetworkUses uses) {
        this.pod = pod;
        this.uses = uses;
    }

    Map<String, Object> tree() {
        Map<String, Object> networks = new IdfTree(pod, uses).networks();
        InstallerRoles roles = new InstallerRoles(pod);
        Map<String, Object> idf = new LinkedHashMap<>();
        idf.put("version", 0.1);
        idf.put("net_config", networks);
        Map<String, Object> installers = new LinkedHashMap<>();
        installers.put("osa", roles.openstack());
        installers.put("kubespray", roles.kubernetes());
        installers.put("osh", roles.kubernetes());
        idf.putAll(installers);
        Map<String, Object> xci = new LinkedHashMap<>();
        xci.put("pod_name", pod.plan().vpod().value());
        xci.put("net_config", networks);
        xci.put("flavors", flavors());
        xci.put("pxe_network", NetworkUses.ADMIN);
        xci.put("jumphost_interfaces_bridges", List.of(bridge(uses.of(NetworkUses.ADMIN))));
        xci.put("extra_addresses", Map.of(InstallerRoles.JUMP, jumpAddress()));
        xci.put("installers", installers);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("idf", idf);
        tree.put("xci", xci);
        return tree;
    }

    private Map<String, Object> flavors() {
        Map<String, Object> flavors = new LinkedHashMap<>();
        flavors.put("mini", machines(MINI));
        flavors.put("noha", machines(NOHA));
        flavors.put("ha", machines(pod.nodes().size()));
        return flavors;
    }

    private Inline machines(int nodes) {
        List<String> names = new ArrayList<>(List.of(InstallerRoles.JUMP));
        pod.nodes().stream().limit(nodes).map(MachineLayout::name).forEach(names::add);
        return new Inline(names);
    }

    private Map<String, Object> bridge(NetworkLayout network) {
        Map<String, Object> bridge = new LinkedHashMap<>();
        bridge.put("name", network.bridge());
        bridge.put("ip", network.hostAddress().orElse(null));
        return bridge;
    }

    private String jumpAddress() {
        return pod.jump()
                .nicOn(uses.of(NetworkUses.ADMIN).name())
                .map(nic -> pod.ownAddress(pod.jump(), nic))
                .or(() -> pod.layout().hostReachable(pod.jump()))
                .orElseThrow();
    }
}
