package io.laas.provisioner.seed;

import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.layout.NicLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Uplink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cloud-init's network configuration, version 2. Cards are found by their MAC address and named {@code eth0} … in their
 * order; the name is given because older cloud-init takes the entry's key for the card's name otherwise.
 */
final class NetworkConfig {
    private NetworkConfig() {}

    static Map<String, Object> of(VpodLayout layout, MachineLayout machine) {
        Map<String, Object> cards = new LinkedHashMap<>();
        for (NicLayout nic : machine.nics()) {
            String device = "eth" + cards.size();
            cards.put(device, card(device, nic, layout.network(nic.network())));
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("version", 2);
        config.put("ethernets", cards);
        return config;
    }

    private static Map<String, Object> card(String device, NicLayout nic, NetworkLayout network) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("match", Map.of("macaddress", nic.mac()));
        card.put("set-name", device);
        card.put("dhcp4", network.spec().addressing() == Addressing.DHCP);
        if (network.spec().addressing() == Addressing.STATIC) {
            network.subnet().ifPresent(s -> card.put("addresses", List.of(address(nic) + "/" + s.prefix())));
            if (network.spec().uplink() == Uplink.NAT) {
                network.hostAddress().ifPresent(host -> viaHost(card, host));
            }
        }
        if (network.spec().addressing() == Addressing.NONE) {
            card.put("optional", true);
        }
        return card;
    }

    private static void viaHost(Map<String, Object> card, String host) {
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("to", "0.0.0.0/0");
        route.put("via", host);
        card.put("routes", List.of(route));
        card.put("nameservers", Map.of("addresses", List.of(host)));
    }

    private static String address(NicLayout nic) {
        return nic.address().orElseThrow();
    }
}
