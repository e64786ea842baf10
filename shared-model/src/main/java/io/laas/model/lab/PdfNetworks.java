package io.laas.model.lab;

import io.laas.model.lab.PdfMachine.Card;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Uplink;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The networks of a PDF's cards. Names and uplinks come from the IDF; without one they are named by position. */
final class PdfNetworks {
    private static final List<String> BY_POSITION = List.of("admin", "mgmt", "private", "public");

    /** One network may have several uses: it is called by one that is none of these, or by the first of these. */
    private static final List<String> USES = List.of("admin", "mgmt", "private", "public", "storage", "oob");

    private final IdfFacts facts;
    private final boolean subnets;
    private final PdfWires wires;
    private final Map<PdfWire, NetworkSpec> specs = new HashMap<>();

    PdfNetworks(List<PdfMachine> machines, IdfFacts facts, boolean subnets) {
        this.facts = facts;
        this.subnets = subnets;
        this.wires = new PdfWires(machines, facts);
        Set<String> taken = new HashSet<>();
        wires.all().forEach(wire -> specs.put(wire, named(wire, taken)));
        reachable(machines.get(0));
    }

    private NetworkSpec named(PdfWire wire, Set<String> taken) {
        List<IdfFacts.Use> uses = uses(wire).stream()
                .sorted(Comparator.comparingInt(u -> USES.indexOf(u.name())))
                .toList();
        String name = uses.stream()
                .map(IdfFacts.Use::name)
                .filter(n -> !taken.contains(n))
                .findFirst()
                .orElseGet(() -> byPosition(wire.position(), taken));
        taken.add(name);
        boolean outside = uses.stream().anyMatch(IdfFacts.Use::gateway);
        OptionalInt vlan = wire.vlan();
        return new NetworkSpec(
                name,
                vlan.isPresent() ? NetworkKind.OVS : NetworkKind.BRIDGE,
                vlan,
                subnets ? wire.subnet().or(() -> subnet(uses)) : Optional.empty(),
                wire.addressed() ? Addressing.DHCP : Addressing.NONE,
                wire.addressed() && outside ? Uplink.NAT : Uplink.NONE);
    }

    private static Optional<Cidr> subnet(List<IdfFacts.Use> uses) {
        return uses.stream().flatMap(u -> u.subnet().stream()).findFirst();
    }

    /** A network is known by its subnet; where either side says none, by the position of its card. */
    private List<IdfFacts.Use> uses(PdfWire wire) {
        List<IdfFacts.Use> sameSubnet = facts.uses().stream()
                .filter(u -> u.subnet().isPresent() && u.subnet().equals(wire.subnet()))
                .toList();
        return sameSubnet.isEmpty()
                ? facts.uses().stream()
                        .filter(u -> u.subnet().isEmpty() || wire.subnet().isEmpty())
                        .filter(u -> u.card().equals(OptionalInt.of(wire.position())))
                        .toList()
                : sameSubnet;
    }

    private static String byPosition(int position, Set<String> taken) {
        String usual = position < BY_POSITION.size() ? BY_POSITION.get(position) : "net" + (position + 1);
        String name = usual;
        for (int i = 2; taken.contains(name); i++) {
            name = usual + "-" + i;
        }
        return name;
    }

    /** Where no card of the jump host has an address, its first network gets some: people have to reach it. */
    private void reachable(PdfMachine jump) {
        boolean reached = jump.cards().stream().anyMatch(c -> wires.of(c).addressed());
        if (!reached && !jump.cards().isEmpty()) {
            specs.computeIfPresent(
                    wires.of(jump.cards().get(0)),
                    (wire, s) ->
                            new NetworkSpec(s.name(), s.kind(), s.vlan(), s.subnet(), Addressing.DHCP, s.uplink()));
        }
    }

    List<NetworkSpec> all() {
        return wires.all().stream().map(specs::get).toList();
    }

    String of(Card card) {
        return specs.get(wires.of(card)).name();
    }
}
