package io.laas.model.descriptor;

import io.laas.model.descriptor.YamlText.Inline;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Nic;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A pod as a lab file has it. */
public final class PodEntry {
    private static final int KIBI = 1024;

    private PodEntry() {}

    /** Returns a part of a lab file: the key {@code pods} with this one pod. */
    public static String text(Pod pod) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", pod.id().value());
        entry.put("description", pod.description());
        entry.put("networks", pod.networks().stream().map(PodEntry::network).toList());
        entry.put("machines", pod.nodes().stream().map(PodEntry::machine).toList());
        String lines =
                YamlText.of(Map.of("pods", List.of(entry))).lines().skip(2).collect(Collectors.joining("\n  "));
        return "pods:\n  " + lines + "\n";
    }

    private static Inline network(NetworkSpec network) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", network.name());
        entry.put("kind", word(network.kind()));
        network.vlan().ifPresent(vlan -> entry.put("vlan", vlan));
        network.subnet().map(Cidr::toString).ifPresent(subnet -> entry.put("subnet", subnet));
        entry.put("addressing", word(network.addressing()));
        entry.put("uplink", word(network.uplink()));
        return new Inline(entry);
    }

    private static Inline machine(NodeSpec node) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", node.name());
        entry.put("role", word(node.role()));
        entry.put("cores", node.cores());
        int memory = node.memoryMiB();
        entry.put("memory", memory % KIBI == 0 ? memory / KIBI + "G" : memory + "M");
        entry.put("disk", node.diskGiB() + "G");
        entry.put("networks", node.nics().stream().map(Nic::network).toList());
        return new Inline(entry);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
