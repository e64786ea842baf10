package io.laas.model.operation;

import io.laas.model.pod.NodeRole;
import java.util.Map;

/**
 * Where one machine answers.
 *
 * @param name its name in the pod
 * @param role what it is for
 * @param user account that has the users' keys
 * @param addresses IPv4 address by network name; networks without addresses are left out
 */
public record MachineAccess(String name, NodeRole role, String user, Map<String, String> addresses) {
    public MachineAccess {
        addresses = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(addresses));
    }
}
