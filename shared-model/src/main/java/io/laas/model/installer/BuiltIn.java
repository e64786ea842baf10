package io.laas.model.installer;

import io.laas.model.Names;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The built-in tasks of operations, beside which a lab may place its own. */
public final class BuiltIn {
    private static final int SHOWN = 40;
    private static final Map<String, List<String>> TASKS = new TreeMap<>(Map.of(
            "provision",
            List.of("survey", "networks", "disks", "machines", "access", "check", "freeze"),
            "reset",
            List.of("survey", "networks", "revert", "verify", "rebuild", "access", "check", "freeze"),
            "clean",
            List.of("survey", "networks", "revert", "verify", "rebuild", "access", "check", "freeze", "pause"),
            "remove",
            List.of("survey", "machines", "disks", "networks", "verify"),
            "access",
            List.of("access"),
            "check",
            List.of("check"),
            "machine",
            List.of("act", "ready", "freeze"),
            "snapshot",
            List.of("survey", "copy", "seal"),
            "install",
            List.of(Installer.FIRST, Installer.LAST)));

    private BuiltIn() {}

    /** Returns the operations, by name in lower case. */
    public static Collection<String> operations() {
        return TASKS.keySet();
    }

    /** Returns the tasks of an operation in their order; none if there is no such operation. */
    public static List<String> tasks(String operation) {
        return TASKS.getOrDefault(operation, List.of());
    }

    static Optional<String> wrong(String operation, String task, String own) {
        if (!TASKS.containsKey(operation)) {
            return Optional.of("operation must be one of %s, was '%s'"
                    .formatted(String.join(", ", TASKS.keySet()), Names.clean(operation, SHOWN)));
        }
        List<String> tasks = TASKS.get(operation);
        if (!tasks.contains(task)) {
            return Optional.of("before or after must name a task of %s (%s), was '%s'"
                    .formatted(operation, String.join(", ", tasks), Names.clean(task, SHOWN)));
        }
        return tasks.contains(own)
                ? Optional.of("name must differ from the built-in tasks of " + operation)
                : Optional.empty();
    }
}
