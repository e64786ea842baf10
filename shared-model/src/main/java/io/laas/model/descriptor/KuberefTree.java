package io.laas.model.descriptor;

import java.util.LinkedHashMap;
import java.util.Map;

/** The content of an IDF as Kuberef reads it. Of what its reference architecture can do, nothing is chosen that needs hardware. */
final class KuberefTree {
    private final PodView pod;
    private final NetworkUses uses;

    KuberefTree(PodView pod, NetworkUses uses) {
        this.pod = pod;
        this.uses = uses;
    }

    Map<String, Object> tree() {
        Map<String, Object> networks = new IdfTree(pod, uses).networks();
        Map<String, Object> kubespray = new InstallerRoles(pod).kuberef();
        Map<String, Object> idf = new LinkedHashMap<>();
        idf.put("version", 0.1);
        idf.put("net_config", networks);
        idf.put("kubespray", kubespray);
        Map<String, Object> engine = new LinkedHashMap<>();
        engine.put("pod_name", pod.plan().vpod().value());
        engine.put("net_config", networks);
        engine.put("pxe_network", NetworkUses.ADMIN);
        engine.put("public_network", NetworkUses.PUBLIC);
        engine.put("pxe_interface", "eth" + pod.card(uses.of(NetworkUses.ADMIN)));
        engine.put("installers", Map.of("kubespray", kubespray));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("idf", idf);
        tree.put("engine", engine);
        tree.put("bmra", bmra());
        return tree;
    }

    private static Map<String, Object> bmra() {
        Map<String, Object> bmra = new LinkedHashMap<>();
        bmra.put("profile", "basic");
        bmra.put("network_roles", Map.of());
        bmra.put("device_roles", Map.of());
        bmra.put("runtime", "docker");
        bmra.put("features", features());
        return bmra;
    }

    private static Map<String, Object> features() {
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("sriov", off("sriov_vfs_per_port", 0, "sriov_dpdk_vfs_per_port", 0));
        features.put("sriov_cni", false);
        features.put("sriov_net_dp", false);
        features.put("hugepages", off("default", "2M", "amount", 0));
        features.put("isolcpus", off("autogenerate", false, "cpus", ""));
        features.put("nfd", true);
        features.put("cmk", off("num_shared_cores", 0, "num_exclusive_cores", 0));
        features.put("topology_manager", off("policy", "none"));
        features.put("tas", off("demo_policy", false));
        features.put("bond_cni", false);
        features.put("psp", false);
        features.put("qat", off("update_drivers", false));
        return features;
    }

    private static Map<String, Object> off(Object... more) {
        Map<String, Object> feature = new LinkedHashMap<>();
        feature.put("enable", false);
        for (int i = 0; i < more.length; i += 2) {
            feature.put((String) more[i], more[i + 1]);
        }
        return feature;
    }
}
