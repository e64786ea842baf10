package io.laas.model.lab;

import io.laas.model.Names;
import io.laas.model.PodId;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Uplink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one entry of {@code pods}. */
final class PodReader {
    static final List<String> KEYS = List.of("name", "description", "networks", "machines");
    static final List<String> NETWORK_KEYS = List.of("name", "kind", "vlan", "subnet", "addressing", "uplink");

    private PodReader() {}

    static Optional<Pod> read(YamlValue item) {
        return item.object(KEYS, f -> {
            PodId id = f.parsed("name", PodId::new);
            String description = f.text("description", "");
            Section<NetworkSpec> networks = Section.ofPod("network", f.someItems("networks"), PodReader::network);
            MachineReader machines = new MachineReader(networks);
            f.someItems("machines").forEach(machines::read);
            return () -> new Pod(id, description, machines.nodes(), networks.list());
        });
    }

    private static Optional<NetworkSpec> network(YamlValue item) {
        return item.object(NETWORK_KEYS, f -> {
            String name = f.parsed("name", n -> Names.require("network name", n));
            NetworkKind kind = f.choice("kind", NetworkKind.BRIDGE);
            OptionalInt vlan = f.value("vlan").flatMap(YamlValue::integer).stream()
                    .mapToInt(Integer::intValue)
                    .findFirst();
            Optional<Cidr> subnet = f.maybe("subnet", Cidr::parse);
            Addressing addressing = f.choice("addressing", Addressing.DHCP);
            Uplink uplink = f.choice("uplink", Uplink.NONE);
            return () -> new NetworkSpec(name, kind, vlan, subnet, addressing, uplink);
        });
    }
}
