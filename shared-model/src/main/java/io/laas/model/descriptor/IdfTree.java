package io.laas.model.descriptor;

import io.laas.model.descriptor.YamlText.Inline;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.Uplink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The content of an IDF by the Pharos schema; the other dialects add to it. */
final class IdfTree {
    private static final List<String> BRIDGES =
            List.of(NetworkUses.ADMIN, NetworkUses.MGMT, NetworkUses.PRIVATE, NetworkUses.PUBLIC);

    private final PodView pod;
    private final NetworkUses uses;

    IdfTree(PodView pod, NetworkUses uses) {
        this.pod = pod;
        this.uses = uses;
    }

    Map<String, Object> tree() {
        Map<String, Object> idf = new LinkedHashMap<>();
        idf.put("version", 0.1);
        idf.put("installer", new Inline(new Installers(pod, uses).satisfied()));
        idf.put("net_config", networks());
        idf.put("fuel", fuel());
        InstallerRoles roles = new InstallerRoles(pod);
        idf.put("osa", roles.openstack());
        idf.put("kubespray", roles.kubernetes());
        return new LinkedHashMap<>(Map.of("idf", idf));
    }

    Map<String, Object> networks() {
        Map<String, Object> all = new LinkedHashMap<>();
        uses.all().forEach((use, network) -> all.put(use, network(network)));
        return all;
    }

    private Map<String, Object> network(NetworkLayout network) {
        Cidr range = VpodLayout.range(pod.plan(), network.name());
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("interface", pod.card(network));
        config.put("vlan", "native");
        config.put("network", range.address(0));
        config.put("mask", range.prefix());
        int used = VpodLayout.FIRST_MACHINE + pod.layout().machines().size();
        long last = range.size() - 2;
        if (used <= last) {
            config.put("ip-range", range.address(used) + "-" + range.address(last));
        }
        if (network.spec().uplink() == Uplink.NAT) {
            network.hostAddress().ifPresent(host -> {
                config.put("gateway", host);
                config.put("dns", new Inline(List.of(host)));
            });
        }
        return config;
    }

    private Map<String, Object> fuel() {
        Map<String, Object> bridges = new LinkedHashMap<>();
        BRIDGES.forEach(use -> bridges.put(use, uses.of(use).bridge()));
        Map<String, Object> fuel = new LinkedHashMap<>();
        fuel.put("jumphost", Map.of("bridges", bridges));
        fuel.put(
                "network",
                Map.of("node", pod.nodes().stream().map(IdfTree::cards).toList()));
        return fuel;
    }

    private static Map<String, Object> cards(MachineLayout machine) {
        int count = machine.nics().size();
        Map<String, Object> cards = new LinkedHashMap<>();
        cards.put(
                "interfaces",
                new Inline(IntStream.range(0, count).mapToObj(i -> "eth" + i).toList()));
        cards.put(
                "busaddr",
                new Inline(IntStream.range(0, count)
                        .mapToObj(i -> "0000:00:%02x.0".formatted(MachineLayout.slot(i)))
                        .toList()));
        return cards;
    }
}
