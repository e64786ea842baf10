package io.laas.model.lab;

import io.laas.model.Names;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.NodeRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads networks and roles of an IDF. */
final class IdfReader {
    private static final int MAX_NAME = 40;

    private IdfReader() {}

    static IdfFacts read(YamlValue root) {
        Map<String, YamlValue> top = root.entries();
        Optional<YamlValue> idf = PdfReader.present(top, "idf");
        if (idf.isEmpty() && root.reading().problemCount() == 0) {
            root.wrong("must have the key 'idf'");
        }
        Map<String, YamlValue> keys = idf.map(YamlValue::entries).orElse(Map.of());
        List<IdfFacts.Use> uses = new ArrayList<>();
        PdfReader.present(keys, "net_config")
                .map(YamlValue::entries)
                .orElse(Map.of())
                .forEach((name, value) -> use(name, value).ifPresent(uses::add));
        return new IdfFacts(uses, roles(keys));
    }

    private static Optional<IdfFacts.Use> use(String given, YamlValue value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        Map<String, YamlValue> keys = value.entries();
        OptionalInt card = PdfReader.present(keys, "interface").flatMap(YamlValue::integer).stream()
                .mapToInt(Integer::intValue)
                .findFirst();
        Optional<String> network = PdfReader.present(keys, "network").flatMap(YamlValue::text);
        Optional<String> mask = PdfReader.present(keys, "mask").flatMap(YamlValue::text);
        Optional<Cidr> subnet = network.isPresent() && mask.isPresent()
                ? PdfAddresses.subnet(keys.get("network"), network.get() + "/" + mask.get())
                : Optional.empty();
        String name =
                given.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (name.isEmpty() || name.length() > MAX_NAME) {
            value.wrong("must have a name of 1 to %d letters and digits, was '%s'"
                    .formatted(MAX_NAME, Names.clean(given, MAX_NAME)));
            return Optional.empty();
        }
        return Optional.of(new IdfFacts.Use(
                name, card, subnet, PdfReader.present(keys, "gateway").isPresent()));
    }

    private static Map<String, NodeRole> roles(Map<String, YamlValue> idf) {
        Map<String, NodeRole> roles = new HashMap<>();
        nodesRoles(idf, "osa").forEach((node, names) -> role(names).ifPresent(r -> roles.put(node, r)));
        if (roles.isEmpty()) {
            nodesRoles(idf, "kubespray").forEach((node, names) -> role(names).ifPresent(r -> roles.put(node, r)));
        }
        return roles;
    }

    private static Map<String, YamlValue> nodesRoles(Map<String, YamlValue> idf, String installer) {
        return PdfReader.present(idf, installer)
                .map(YamlValue::entries)
                .flatMap(keys -> PdfReader.present(keys, "nodes_roles"))
                .map(YamlValue::entries)
                .orElse(Map.of());
    }

    private static Optional<NodeRole> role(YamlValue value) {
        List<String> names =
                value.items().stream().flatMap(v -> v.text().stream()).toList();
        if (names.contains("controller") || names.contains("kube-master")) {
            return Optional.of(NodeRole.CONTROLLER);
        }
        if (names.contains("compute") || names.contains("kube-node")) {
            return Optional.of(NodeRole.COMPUTE);
        }
        return names.contains("storage") ? Optional.of(NodeRole.STORAGE) : Optional.empty();
    }
}
