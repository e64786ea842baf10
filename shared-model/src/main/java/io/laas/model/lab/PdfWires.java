package io.laas.model.lab;

import io.laas.model.lab.PdfMachine.Card;
import io.laas.model.pod.Cidr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Finds out which cards are on one network, for a PDF has no networks. Cards with addresses of one subnet are; without an IDF, an
 * address that does not tell its subnet counts as one of a /24. The others go by their tag; a machine without any address goes by
 * the positions of those with addresses, unless nodes have some; what is left is on the one subnet of the IDF where nobody has an
 * address, or goes by its own position. No machine has two cards on one network.
 */
final class PdfWires {
    private final IdfFacts facts;
    private final boolean subnetsKnown;
    private final boolean nodesAddressed;
    private final List<PdfWire> wires = new ArrayList<>();
    private final Optional<Cidr> bare;
    private final Map<Card, PdfWire> byCard = new IdentityHashMap<>();

    PdfWires(List<PdfMachine> machines, IdfFacts facts) {
        this.facts = facts;
        this.subnetsKnown = facts.uses().stream().anyMatch(u -> u.subnet().isPresent());
        this.nodesAddressed = machines.stream().skip(1).anyMatch(PdfWires::isAddressed);
        machines.forEach(m -> m.cards().forEach(c -> subnet(c).ifPresent(s -> addressed(m, c, s))));
        this.bare = bare();
        machines.stream().skip(1).forEach(this::others);
        others(machines.get(0));
        wires.forEach(PdfWire::noteTags);
        Comparator<PdfWire> byPosition =
                Comparator.comparing((PdfWire w) -> w.isOnly(machines.get(0))).thenComparing(PdfWire::position);
        wires.sort(
                wires.stream().allMatch(PdfWire::isAtOnePosition)
                        ? byPosition
                        : bySubnet().thenComparing(byPosition));
    }

    private static boolean isAddressed(PdfMachine machine) {
        return machine.cards().stream().anyMatch(c -> c.address().isPresent());
    }

    /** Returns the subnet of the IDF in which no card has an address, if it is the only one: cards without an address are there. */
    private Optional<Cidr> bare() {
        List<Cidr> left = facts.uses().stream()
                .flatMap(u -> u.subnet().stream())
                .distinct()
                .filter(s -> wires.stream().noneMatch(w -> w.subnet().equals(Optional.of(s))))
                .toList();
        return left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty();
    }

    /** Where machines have different cards, positions tell no order; the subnets that labs give out do. */
    private static Comparator<PdfWire> bySubnet() {
        return Comparator.comparing((PdfWire w) -> w.subnet().isEmpty())
                .thenComparing(w -> w.subnet().map(Cidr::base).orElse(0L));
    }

    private Optional<Cidr> subnet(Card card) {
        return card.subnet().or(() -> card.address().flatMap(a -> subnetsKnown ? known(a) : PdfAddresses.usual(a)));
    }

    private Optional<Cidr> known(String address) {
        return facts.uses().stream()
                .flatMap(u -> u.subnet().stream())
                .filter(s -> PdfAddresses.isIn(address, s))
                .findFirst();
    }

    private void addressed(PdfMachine machine, Card card, Cidr subnet) {
        PdfWire wire =
                find(machine, w -> w.subnet().equals(Optional.of(subnet))).orElse(null);
        if (wire == null) {
            wire = anew();
            wire.is(subnet);
        }
        put(wire, machine, card);
    }

    private void others(PdfMachine machine) {
        boolean known = nodesAddressed || isAddressed(machine);
        for (Card card : machine.cards()) {
            if (!byCard.containsKey(card)) {
                PdfWire wire = byTag(machine, card)
                        .or(() -> known ? Optional.empty() : byPosition(machine, card, PdfWire::addressed))
                        .or(() -> onBare(machine))
                        .or(() -> byPosition(machine, card, w -> w.subnet().isEmpty()))
                        .orElseGet(this::anew);
                put(wire, machine, card);
            }
        }
    }

    private Optional<PdfWire> byTag(PdfMachine machine, Card card) {
        return card.vlan().isPresent() ? find(machine, w -> w.vlan().equals(card.vlan())) : Optional.empty();
    }

    private Optional<PdfWire> onBare(PdfMachine machine) {
        if (bare.isPresent() && wires.stream().noneMatch(w -> w.subnet().equals(bare))) {
            anew().is(bare.get());
        }
        return bare.flatMap(subnet -> find(machine, w -> w.subnet().equals(bare)));
    }

    private Optional<PdfWire> byPosition(PdfMachine machine, Card card, Predicate<PdfWire> which) {
        return find(
                machine,
                which.and(w -> w.isAt(card.position()))
                        .and(w -> w.vlan().equals(OptionalInt.empty())
                                && card.vlan().isEmpty()));
    }

    private Optional<PdfWire> find(PdfMachine machine, Predicate<PdfWire> which) {
        return wires.stream().filter(w -> !w.has(machine)).filter(which).findFirst();
    }

    private PdfWire anew() {
        PdfWire wire = new PdfWire();
        wires.add(wire);
        return wire;
    }

    private void put(PdfWire wire, PdfMachine machine, Card card) {
        wire.add(machine, card);
        byCard.put(card, wire);
    }

    List<PdfWire> all() {
        return wires;
    }

    PdfWire of(Card card) {
        return byCard.get(card);
    }
}
