package io.laas.model.descriptor;

import io.laas.model.installer.Installation;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NicLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.VpodPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What installers and tasks of labs know of a planned pod: for templates as a tree, for scripts as environment. A pure function of
 * the plan. Each machine has {@code name}, {@code role}, {@code user}, {@code address} and {@code addresses} by network; the
 * address of a node is the first under which the jump host reaches it, that of the jump host the one under which the host does.
 * The machine that is worked on has {@code jump} besides: the address under which it reaches the jump host.
 */
public final class InstallerValues {
    private final VpodPlan plan;
    private final VpodLayout layout;

    private InstallerValues(VpodPlan plan) {
        this.plan = plan;
        this.layout = VpodLayout.of(plan);
    }

    public static InstallerValues of(VpodPlan plan) {
        return new InstallerValues(plan);
    }

    /**
     * Returns the values of templates for work on one machine: {@code param}, {@code answer}, {@code pod}, {@code jump}, {@code nodes},
     * {@code machines}, {@code machine}, {@code pdf} and {@code idf}.
     */
    public Map<String, Object> tree(MachineLayout on) {
        PodView view = PodView.of(plan);
        List<Map<String, Object>> machines =
                layout.machines().stream().map(this::machine).toList();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("param", parameters());
        tree.put("answer", plan.extras().answers());
        tree.put(
                "pod",
                Map.of(
                        "name", plan.pod().id().value(),
                        "vpod", plan.vpod().value(),
                        "lab", plan.owner().lab().value(),
                        "booking", plan.owner().booking(),
                        "owner", plan.details().owner()));
        tree.put("jump", machines.get(0));
        tree.put("nodes", machines.subList(1, machines.size()));
        tree.put("machines", machines);
        Map<String, Object> here = machine(on);
        here.put("jump", meeting(on));
        tree.put("machine", here);
        tree.put("pdf", plain(new PdfTree(view, Profile.PHAROS_STRICT).tree()));
        tree.put("idf", plain(new IdfTree(view, NetworkUses.of(view)).tree()));
        return tree;
    }

    /** Returns the environment of scripts on one machine; names are {@code LAAS_…} in upper case with underscores. */
    public Map<String, String> environment(MachineLayout on) {
        Map<String, String> result = new TreeMap<>();
        result.put("LAAS_POD", plan.pod().id().value());
        result.put("LAAS_VPOD", plan.vpod().value());
        result.put("LAAS_LAB", plan.owner().lab().value());
        result.put("LAAS_BOOKING", plan.owner().booking());
        result.put("LAAS_MACHINE", on.name());
        result.put("LAAS_ROLE", role(on));
        result.put("LAAS_USER", plan.image(on.spec()).user());
        result.put("LAAS_ADDRESS", address(on));
        on.nics().forEach(n -> n.address().ifPresent(a -> result.put("LAAS_ADDRESS_" + word(n.network()), a)));
        result.put("LAAS_JUMP_HOST", layout.machines().get(0).name());
        result.put("LAAS_JUMP_ADDRESS", meeting(on));
        result.put(
                "LAAS_NODES",
                join(layout.machines().stream().skip(1).map(MachineLayout::name).toList()));
        result.put(
                "LAAS_NODE_ADDRESSES",
                join(layout.machines().stream().skip(1).map(this::address).toList()));
        parameters().forEach((name, value) -> result.put("LAAS_PARAM_" + word(name), value));
        plan.extras().answers().forEach((name, value) -> result.put("LAAS_ANSWER_" + word(name), value));
        return result;
    }

    private Map<String, String> parameters() {
        return plan.extras().installation().map(Installation::values).orElse(Map.of());
    }

    private Map<String, Object> machine(MachineLayout machine) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", machine.name());
        result.put("role", role(machine));
        result.put("user", plan.image(machine.spec()).user());
        result.put("address", address(machine));
        Map<String, Object> addresses = new LinkedHashMap<>();
        machine.nics().forEach(n -> n.address().ifPresent(a -> addresses.put(n.network(), a)));
        result.put("addresses", addresses);
        return result;
    }

    /** Returns the address under which the others find the machine; empty if it has none. */
    private String address(MachineLayout machine) {
        MachineLayout jump = layout.machines().get(0);
        Optional<String> found = machine.equals(jump)
                ? layout.hostReachable(jump)
                : machine.nics().stream()
                        .filter(n -> n.address().isPresent()
                                && jump.nicOn(n.network()).isPresent())
                        .findFirst()
                        .flatMap(NicLayout::address);
        return found.or(() -> machine.nics().stream()
                        .flatMap(n -> n.address().stream())
                        .findFirst())
                .orElse("");
    }

    /** Returns the jump host's address on the first network that it shares with the machine. */
    private String meeting(MachineLayout machine) {
        MachineLayout jump = layout.machines().get(0);
        return machine.nics().stream()
                .filter(n -> n.address().isPresent())
                .flatMap(n -> jump.nicOn(n.network()).stream())
                .flatMap(n -> n.address().stream())
                .findFirst()
                .orElseGet(() -> address(jump));
    }

    private static String role(MachineLayout machine) {
        return machine.spec().role().name().toLowerCase(Locale.ROOT);
    }

    private static String word(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String join(List<String> words) {
        return words.stream().filter(w -> !w.isEmpty()).collect(Collectors.joining(" "));
    }

    private static Object plain(Object value) {
        if (value instanceof YamlText.Inline inline) {
            return plain(inline.value());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> result = new LinkedHashMap<>();
            map.forEach((k, v) -> result.put(String.valueOf(k), v == null ? "" : plain(v)));
            return result;
        }
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(v -> result.add(v == null ? "" : plain(v)));
            return result;
        }
        return value;
    }
}
