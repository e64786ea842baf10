package io.laas.engine.remote;

import io.laas.model.Names;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.PodAccess;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.NodeSpec;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks whether what a lab tells of a success can be that of the plan's pod: people paste access into a shell. */
final class AccessCheck {
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final int MAX_PORT = 65_535;
    private static final int SHOWN = 40;

    private AccessCheck() {}

    /** Returns what is wrong, in one sentence. */
    static Optional<String> problem(OperationOutcome.Succeeded outcome, VpodPlan plan) {
        if (!outcome.saved().isEmpty() && plan.snapshot().isEmpty()) {
            return Optional.of("saved must be empty, because no snapshot was asked for");
        }
        Set<String> nodes = names(plan);
        return outcome.saved().stream()
                .filter(disk -> !nodes.contains(disk.machine()))
                .findFirst()
                .map(disk -> "saved.machine must be a machine of the pod, was '%s'"
                        .formatted(Names.clean(disk.machine(), SHOWN)))
                .or(() -> outcome.access().flatMap(access -> problem(access, plan)));
    }

    private static Set<String> names(VpodPlan plan) {
        return plan.pod().nodes().stream().map(NodeSpec::name).collect(Collectors.toSet());
    }

    private static Optional<String> problem(PodAccess access, VpodPlan plan) {
        if (access.simulated() != plan.host().simulated()) {
            return Optional.of("access.simulated must be %s as host %s is"
                    .formatted(plan.host().simulated(), plan.host().id()));
        }
        if (!IPV4.matcher(text(access.address())).matches()) {
            return no("address", access.address(), "an IPv4 address");
        }
        if (access.port() < 1 || access.port() > MAX_PORT) {
            return no("port", String.valueOf(access.port()), "1 to " + MAX_PORT);
        }
        if (!USER.matcher(text(access.user())).matches()) {
            return no("user", access.user(), "the name of a Unix account");
        }
        Set<String> nodes = names(plan);
        if (access.machines().size() > nodes.size()) {
            return no("machines", access.machines().size() + " machines", "at most the pod's " + nodes.size());
        }
        return access.machines().stream()
                .flatMap(m -> problem(m, nodes).stream())
                .findFirst();
    }

    private static Optional<String> problem(MachineAccess machine, Set<String> nodes) {
        if (machine.name() == null || !nodes.contains(machine.name())) {
            return no("machines.name", machine.name(), "a machine of the pod");
        }
        if (machine.role() == null) {
            return no("machines.role", "", "given");
        }
        if (!USER.matcher(text(machine.user())).matches()) {
            return no("machines.user", machine.user(), "the name of a Unix account");
        }
        return machine.addresses().values().stream()
                .filter(a -> !IPV4.matcher(text(a)).matches())
                .findFirst()
                .flatMap(a -> no("machines.addresses", a, "IPv4 addresses"));
    }

    private static Optional<String> no(String field, String value, String rule) {
        return Optional.of("access.%s must be %s, was '%s'".formatted(field, rule, Names.clean(value, SHOWN)));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
