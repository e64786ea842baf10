package io.laas.model.descriptor;

import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.layout.NicLayout;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Uplink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which network of a pod serves which use that installers know. A network is used for what it is called; a use without a network
 * of its name is served by the network that comes nearest: {@code admin} by the first on which the host gives addresses,
 * {@code public} by the first with an uplink, {@code private} by the first that is a mere wire, everything else along
 * {@code storage → mgmt → admin} and {@code oob → admin}. Networks of other names are uses of their own.
 */
final class NetworkUses {
    static final String OOB = "oob";
    static final String ADMIN = "admin";
    static final String MGMT = "mgmt";
    static final String STORAGE = "storage";
    static final String PRIVATE = "private";
    static final String PUBLIC = "public";

    private final PodView pod;
    private final Map<String, NetworkLayout> uses = new LinkedHashMap<>();

    private NetworkUses(PodView pod) {
        this.pod = pod;
    }

    static NetworkUses of(PodView pod) {
        NetworkUses uses = new NetworkUses(pod);
        NetworkLayout admin = uses.named(ADMIN)
                .or(() -> uses.first(n -> n.spec().hostAddressed()))
                .orElseGet(uses::any);
        NetworkLayout mgmt = uses.named(MGMT).orElse(admin);
        uses.put(OOB, uses.named(OOB).orElse(admin));
        uses.put(ADMIN, admin);
        uses.put(MGMT, mgmt);
        uses.put(STORAGE, uses.named(STORAGE).orElse(mgmt));
        uses.put(
                PRIVATE,
                uses.named(PRIVATE)
                        .or(() -> uses.first(n -> n.spec().addressing() == Addressing.NONE))
                        .orElse(mgmt));
        uses.put(
                PUBLIC,
                uses.named(PUBLIC)
                        .or(() -> uses.first(n -> n.spec().uplink() == Uplink.NAT))
                        .orElse(admin));
        pod.layout().networks().forEach(n -> uses.uses.putIfAbsent(n.name(), n));
        return uses;
    }

    /** Returns the networks by use, those that every installer knows first. */
    Map<String, NetworkLayout> all() {
        return uses;
    }

    NetworkLayout of(String use) {
        return uses.get(use);
    }

    private void put(String use, NetworkLayout network) {
        uses.put(use, network);
    }

    private Optional<NetworkLayout> named(String name) {
        return pod.layout().networks().stream()
                .filter(n -> n.name().equals(name))
                .findFirst();
    }

    /** Looks among the networks of the nodes first. */
    private Optional<NetworkLayout> first(Predicate<NetworkLayout> wanted) {
        return Stream.concat(networks(pod.typical()).stream(), networks(pod.jump()).stream())
                .filter(wanted)
                .findFirst();
    }

    private NetworkLayout any() {
        return first(n -> true).orElseThrow();
    }

    private List<NetworkLayout> networks(MachineLayout machine) {
        return machine.nics().stream()
                .map(NicLayout::network)
                .map(pod.layout()::network)
                .toList();
    }
}
