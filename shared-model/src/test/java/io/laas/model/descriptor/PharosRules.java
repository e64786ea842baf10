package io.laas.model.descriptor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The rules of the Pharos schemas (PDF 1.0, IDF 0.1) for content that a YAML reader gave; says what breaks them, and where. */
final class PharosRules {
    private static final Predicate<Object> TEXT = v -> v instanceof String;
    private static final Predicate<Object> NUMBER = v -> v instanceof Number;
    private static final Predicate<Object> TEXT_OR_NULL = v -> v == null || v instanceof String;
    private static final Predicate<Object> MAC = matches("([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}");
    private static final Predicate<Object> VLAN = matches("(native|[1-9][0-9]{0,3})(\\|(native|[1-9][0-9]{0,3}))*")
            .or(v -> v instanceof Integer i && i <= 4095);
    private static final Set<String> INSTALLERS =
            Set.of("apex", "compass4nfv", "daisy", "fuel", "joid", "osa", "kubespray");

    private final List<String> broken = new ArrayList<>();

    private PharosRules() {}

    static List<String> brokenByPdf(Object pdf) {
        PharosRules rules = new PharosRules();
        rules.object("", pdf, Set.of("version", "details", "jumphost", "nodes"), Set.of(), rules::pdf);
        return rules.broken;
    }

    static List<String> brokenByIdf(Object idf) {
        PharosRules rules = new PharosRules();
        rules.object("", idf, Set.of("idf"), Set.of("xci"), (at, v) -> {
            if (at.equals(".idf")) {
                rules.object(
                        at,
                        v,
                        Set.of("version"),
                        Set.of("installer", "net_config", "fuel", "osa", "kubespray", "compass", "daisy"),
                        rules::idf);
                boolean needsNetworks = v instanceof Map<?, ?> m
                        && List.of("fuel", "daisy", "osa", "kubespray").stream().anyMatch(m::containsKey);
                rules.must(!needsNetworks || ((Map<?, ?>) v).containsKey("net_config"), at, "lacks net_config");
            }
        });
        return rules.broken;
    }

    private void pdf(String at, Object value) {
        switch (at) {
            case ".version" -> must(Double.valueOf(1.0).equals(value), at, "must be the number 1.0, was " + value);
            case ".details" ->
                object(
                        at,
                        value,
                        Set.of("type", "pod_owner", "contact", "lab", "location", "link"),
                        Set.of(),
                        this::details);
            case ".jumphost" ->
                object(
                        at,
                        value,
                        Set.of("name", "node", "disks", "os", "remote_management", "interfaces"),
                        Set.of("remote_params"),
                        this::machine);
            default ->
                list(
                        at,
                        value,
                        (in, node) -> object(
                                in,
                                node,
                                Set.of("name", "node", "disks", "remote_management", "interfaces"),
                                Set.of("os", "remote_params"),
                                this::machine));
        }
    }

    private void details(String at, Object value) {
        is(TEXT, at, value);
        if (at.endsWith(".type")) {
            is(oneOf("production", "development"), at, value);
        }
        if (at.endsWith(".contact")) {
            is(matches("([a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\\.[a-zA-Z0-9-.]+[,; ]*)+"), at, value);
        }
    }

    private void machine(String at, Object value) {
        switch (last(at)) {
            case "name", "os" -> is(TEXT, at, value);
            case "node" ->
                object(
                        at,
                        value,
                        Set.of("type", "vendor", "model", "arch", "cpus", "cpu_cflags", "cores", "memory"),
                        Set.of(),
                        this::hardware);
            case "disks" ->
                list(
                        at,
                        value,
                        (in, disk) -> object(
                                in,
                                disk,
                                Set.of("name", "disk_capacity", "disk_type", "disk_interface", "disk_rotation"),
                                Set.of(),
                                this::disk));
            case "interfaces" ->
                list(
                        at,
                        value,
                        (in, nic) -> object(
                                in,
                                nic,
                                Set.of("name", "mac_address"),
                                Set.of("address", "vlan", "speed", "features"),
                                this::card));
            case "remote_params" -> must(value instanceof Map, at, "must be an object");
            default ->
                object(
                        at,
                        value,
                        Set.of("type", "user", "pass", "address"),
                        Set.of("port", "privilege_level", "versions", "mac_address"),
                        this::management);
        }
    }

    private void hardware(String at, Object value) {
        switch (last(at)) {
            case "type" -> is(oneOf("baremetal", "virtual"), at, value);
            case "arch" -> is(oneOf("x86_64", "aarch64"), at, value);
            case "cpus", "cores" -> is(NUMBER, at, value);
            case "memory" -> is(matches("[1-9]\\d*[MGT]B?"), at, value);
            default -> is(TEXT, at, value);
        }
    }

    private void disk(String at, Object value) {
        switch (last(at)) {
            case "name" -> is(matches("disk[0-9]+"), at, value);
            case "disk_capacity" -> is(matches("[1-9][\\d.]*[MGT]B?"), at, value);
            case "disk_type" -> is(oneOf("hdd", "ssd", "cdrom", "tape"), at, value);
            case "disk_interface" -> is(oneOf("sata", "sas", "ssd", "nvme", "scsi", "iscsi"), at, value);
            default -> is(oneOf(0, 5400, 7200, 10000, 15000), at, value);
        }
    }

    private void management(String at, Object value) {
        switch (last(at)) {
            case "type" -> is(oneOf("ipmi", "amt", "libvirt"), at, value);
            case "port" -> is(NUMBER, at, value);
            case "versions" -> list(at, value, (in, v) -> is(oneOf(1.0, 2.0), in, v));
            case "mac_address" -> is(MAC, at, value);
            default -> is(TEXT, at, value);
        }
    }

    private void card(String at, Object value) {
        switch (last(at)) {
            case "name" -> is(matches("nic[0-9]+"), at, value);
            case "mac_address" -> is(MAC, at, value);
            case "vlan" -> is(VLAN, at, value);
            case "speed" -> is(oneOf("1gb", "10gb", "25gb", "40gb"), at, value);
            case "features" ->
                is(v -> v == null || matches("((dpdk|sriov)\\|?)*").test(v), at, value);
            default -> is(TEXT, at, value);
        }
    }

    private void idf(String at, Object value) {
        switch (last(at)) {
            case "version" -> must(Double.valueOf(0.1).equals(value), at, "must be the number 0.1, was " + value);
            case "installer" -> list(at, value, (in, v) -> is(INSTALLERS::contains, in, v));
            case "fuel" -> object(at, value, Set.of("jumphost", "network"), Set.of("maas", "reclass"), this::fuel);
            case "osa" ->
                object(
                        at,
                        value,
                        Set.of("nodes_roles", "groups", "hostnames", "network"),
                        Set.of(),
                        (in, v) -> must(v instanceof Map, in, "must be an object"));
            default -> must(value instanceof Map, at, "must be an object");
        }
    }

    private void fuel(String at, Object value) {
        switch (last(at)) {
            case "jumphost" ->
                object(
                        at,
                        value,
                        Set.of("bridges"),
                        Set.of("trunks"),
                        (in, bridges) -> object(
                                in,
                                bridges,
                                Set.of("admin", "mgmt", "private", "public"),
                                Set.of(),
                                (inner, v) -> is(TEXT_OR_NULL, inner, v)));
            case "network" ->
                object(
                        at,
                        value,
                        Set.of("node"),
                        Set.of("interface_mtu", "ntp_strata_host1", "ntp_strata_host2"),
                        (in, nodes) -> list(
                                in,
                                nodes,
                                (inner, node) -> object(
                                        inner,
                                        node,
                                        Set.of("interfaces", "busaddr"),
                                        Set.of(),
                                        (innermost, names) ->
                                                list(innermost, names, (place, v) -> is(TEXT_OR_NULL, place, v)))));
            default -> must(value instanceof Map, at, "must be an object");
        }
    }

    private void object(
            String at, Object value, Set<String> needed, Set<String> allowed, BiConsumer<String, Object> each) {
        if (!(value instanceof Map<?, ?> map)) {
            must(false, at, "must be an object, was " + value);
            return;
        }
        needed.forEach(key -> must(map.containsKey(key), at, "lacks " + key));
        map.forEach((key, v) -> {
            must(needed.contains(key) || allowed.contains(key), at, "must not have " + key);
            each.accept(at + "." + key, v);
        });
    }

    private void list(String at, Object value, BiConsumer<String, Object> each) {
        if (!(value instanceof List<?> list)) {
            must(false, at, "must be a list, was " + value);
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            each.accept(at + "[" + i + "]", list.get(i));
        }
    }

    private void is(Predicate<Object> right, String at, Object value) {
        must(right.test(value), at, "is wrong: " + value + (value == null ? "" : " (" + value.getClass() + ")"));
    }

    private void must(boolean condition, String at, String message) {
        if (!condition) {
            broken.add(at + " " + message);
        }
    }

    private static Predicate<Object> matches(String pattern) {
        return v -> v instanceof String text && text.matches(pattern);
    }

    private static Predicate<Object> oneOf(Object... values) {
        return Arrays.asList(values)::contains;
    }

    private static String last(String at) {
        return at.substring(at.lastIndexOf('.') + 1);
    }
}
