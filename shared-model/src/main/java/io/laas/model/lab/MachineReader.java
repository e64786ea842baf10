package io.laas.model.lab;

import io.laas.model.Names;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Nic;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads the {@code machines} of one pod; an entry with {@code count} stands for several. */
final class MachineReader {
    static final List<String> KEYS = List.of("name", "count", "role", "cores", "memory", "disk", "networks");

    private final Section<NetworkSpec> networks;
    private final List<NodeSpec> nodes = new ArrayList<>();
    private final Map<String, YamlValue> places = new HashMap<>();

    MachineReader(Section<NetworkSpec> networks) {
        this.networks = networks;
    }

    List<NodeSpec> nodes() {
        return nodes;
    }

    void read(YamlValue item) {
        item.<List<NodeSpec>>object(KEYS, f -> {
                    List<String> names = names(f);
                    NodeRole role = f.choice("role", NodeRole.NODE);
                    int cores = f.integer("cores");
                    int memory = f.mebibytes("memory");
                    int disk = f.gibibytes("disk");
                    List<Nic> nics = nics(f.items("networks"));
                    return () -> names.stream()
                            .map(n -> new NodeSpec(n, role, cores, memory, disk, nics))
                            .toList();
                })
                .ifPresent(made -> made.forEach(node -> add(item, node)));
    }

    private static List<String> names(YamlFields f) {
        String name = f.parsed("name", n -> Names.require("machine name", n));
        int count = f.integer("count", 1);
        if (count < 1 || count > Pod.MAX_NODES) {
            f.value("count").ifPresent(v -> v.wrong("must be 1 to %d, was %d".formatted(Pod.MAX_NODES, count)));
            return List.of();
        }
        return f.value("count").isEmpty()
                ? List.of(String.valueOf(name))
                : IntStream.rangeClosed(1, count).mapToObj(i -> name + i).toList();
    }

    private List<Nic> nics(List<YamlValue> references) {
        List<Nic> nics = new ArrayList<>();
        for (YamlValue reference : references) {
            networks.check(reference);
            reference.parsed(n -> new Nic("nic" + (nics.size() + 1), n)).ifPresent(nics::add);
        }
        return nics;
    }

    private void add(YamlValue item, NodeSpec node) {
        YamlValue first = places.putIfAbsent(node.name(), item);
        if (first == null) {
            nodes.add(node);
        } else {
            item.wrong("makes a machine '%s', which the entry on line %d makes too; give it another name"
                    .formatted(node.name(), first.line()));
        }
    }
}
