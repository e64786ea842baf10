package io.laas.model.operation;

import java.util.List;

/**
 * How people get in.
 *
 * @param address IPv4 address of the jump host as seen from the host's site
 * @param port TCP port of its ssh server
 * @param user account that has the users' keys
 * @param machines all machines, the jump host first
 */
public record PodAccess(String address, int port, String user, List<MachineAccess> machines) {
    public PodAccess {
        machines = List.copyOf(machines);
    }

    /** Returns the command a person types. */
    public String sshCommand() {
        return "ssh " + (port == 22 ? "" : "-p " + port + " ") + user + "@" + address;
    }
}
