package io.laas.model.operation;

import java.util.List;

/**
 * How people get in.
 *
 * @param address IPv4 address of the jump host as seen from the host's site
 * @param port TCP port of its ssh server
 * @param user account that has the users' keys
 * @param machines all machines, the jump host first
 * @param simulated whether none of the machines runs, so that nobody can get in
 */
public record PodAccess(String address, int port, String user, List<MachineAccess> machines, boolean simulated) {
    public PodAccess {
        machines = List.copyOf(machines);
    }

    /** Creates the access to machines that run. */
    public PodAccess(String address, int port, String user, List<MachineAccess> machines) {
        this(address, port, user, machines, false);
    }

    /** Returns the command a person types; for a simulated pod a comment of the shell that says why there is none. */
    public String sshCommand() {
        if (simulated) {
            return "# simulated: no machine was started, so there is nothing to log in to";
        }
        return "ssh " + (port == 22 ? "" : "-p " + port + " ") + user + "@" + address;
    }
}
