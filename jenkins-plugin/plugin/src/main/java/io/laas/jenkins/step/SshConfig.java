package io.laas.jenkins.step;

import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.PodAccess;

/**
 * The text of a configuration for ssh in which the machines of a pod have their names; those behind the jump host are reached through
 * it. There is no key in it and no path to one.
 */
final class SshConfig {
    private static final int SSH = 22;

    private SshConfig() {}

    /**
     * Returns it.
     *
     * @param knownHosts the file in which ssh shall keep host keys
     */
    static String text(PodAccess access, String knownHosts) {
        StringBuilder text = new StringBuilder();
        String jump =
                access.machines().isEmpty() ? "jump" : access.machines().get(0).name();
        host(text, jump, access.address(), access.user(), knownHosts);
        text.append("    Port ").append(access.port()).append('\n');
        for (MachineAccess machine : access.machines()) {
            String address = MachineAddress.of(machine);
            if (!machine.name().equals(jump) && !address.isEmpty()) {
                host(text, machine.name(), address, machine.user(), knownHosts);
                text.append("    Port ")
                        .append(SSH)
                        .append("\n    ProxyJump ")
                        .append(jump)
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static void host(StringBuilder text, String name, String address, String user, String knownHosts) {
        text.append("Host ").append(name).append('\n');
        option(text, "HostName", address);
        option(text, "User", user);
        option(text, "UserKnownHostsFile", knownHosts);
        text.append("    StrictHostKeyChecking accept-new\n");
    }

    private static void option(StringBuilder text, String name, String value) {
        String safe = value.replaceAll("[\\p{Cntrl}\"\\\\]", "");
        text.append("    ").append(name).append(" \"").append(safe).append("\"\n");
    }
}
