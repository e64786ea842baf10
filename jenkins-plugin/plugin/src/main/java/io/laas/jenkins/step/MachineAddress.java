package io.laas.jenkins.step;

import io.laas.model.operation.MachineAccess;
import java.util.List;
import java.util.Map;

/** Which of a machine's addresses to take when there are several. */
final class MachineAddress {
    private static final List<String> PREFERRED = List.of("admin", "mgmt");

    private MachineAddress() {}

    /** Returns the address on the admin network if there is one, else any; empty if the machine has none. */
    static String of(MachineAccess machine) {
        Map<String, String> addresses = machine.addresses();
        return PREFERRED.stream()
                .filter(addresses::containsKey)
                .findFirst()
                .map(addresses::get)
                .orElse(addresses.values().stream().findFirst().orElse(""));
    }
}
