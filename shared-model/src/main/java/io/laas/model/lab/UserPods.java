package io.laas.model.lab;

import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Uplink;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a lab lets pods of users have.
 *
 * @param networks kinds of network
 * @param uplinks what networks may be joined to
 * @param maxMachines most machines of one pod, 1 … 32
 * @param maxKept most pods, and most configs, that one user may keep in the lab; 0: users make none here
 */
public record UserPods(Set<NetworkKind> networks, Set<Uplink> uplinks, int maxMachines, int maxKept) {
    /** Most pods, and most configs, of one user where the lab does not say. */
    public static final int USUAL_KEPT = 20;

    private static final int MOST_KEPT = 1000;

    public UserPods {
        networks = ordered(networks, NetworkKind.class);
        uplinks = ordered(uplinks, Uplink.class);
        range("max-machines", maxMachines, 1, Pod.MAX_NODES);
        range("max-kept", maxKept, 0, MOST_KEPT);
    }

    /** Returns what a lab gives that does not say: the networks its own pods have. */
    public static UserPods like(List<Pod> pods) {
        return new UserPods(kinds(pods), uplinks(pods), Pod.MAX_NODES, USUAL_KEPT);
    }

    static Set<NetworkKind> kinds(List<Pod> pods) {
        Set<NetworkKind> kinds = EnumSet.of(NetworkKind.BRIDGE);
        specs(pods).map(NetworkSpec::kind).forEach(kinds::add);
        return kinds;
    }

    static Set<Uplink> uplinks(List<Pod> pods) {
        Set<Uplink> uplinks = EnumSet.of(Uplink.NONE);
        specs(pods).map(NetworkSpec::uplink).forEach(uplinks::add);
        return uplinks;
    }

    private static Stream<NetworkSpec> specs(List<Pod> pods) {
        return pods.stream().flatMap(p -> p.networks().stream());
    }

    private static <E extends Enum<E>> Set<E> ordered(Set<E> given, Class<E> type) {
        Set<E> all = EnumSet.noneOf(type);
        all.addAll(given);
        return Collections.unmodifiableSet(all);
    }

    private static void range(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "user-pods: %s must be %d to %d, was %d".formatted(name, min, max, value));
        }
    }
}
