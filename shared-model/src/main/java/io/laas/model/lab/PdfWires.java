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
 * the positions of those with addresses; what is left, by its own position. No machine has two cards on one network.
 */
final class PdfWires {
    private final IdfFacts facts;
    private final boolean subnetsKnown;
    private final List<PdfWire> wires = new ArrayList<>();
    private final Map<Card, PdfWire> byCard = new IdentityHashMap<>();

    PdfWires(List<PdfMachine> machines, IdfFacts facts) {
        this.facts = facts;
        this.subnetsKnown = facts.uses().stream().anyMatch(u -> u.subnet().isPresent());
        machines.forEach(m -> m.cards().forEach(c -> subnet(c).ifPresent(s -> addressed(m, c, s))));
        machines.stream().skip(1).forEach(this::others);
        others(machines.get(0));
        wires.forEach(PdfWire::noteTags);
        wires.sort(
                Comparator.comparing((PdfWire w) -> w.isOnly(machines.get(0))).thenComparing(PdfWire::position));
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
        boolean known = machine.cards().stream().anyMatch(c -> c.address().isPresent());
        for (Card card : machine.cards()) {
            if (!byCard.containsKey(card)) {
                PdfWire wire = byTag(machine, card)
                        .or(() -> known ? Optional.empty() : byPosition(machine, card, PdfWire::addressed))
                        .or(() -> byPosition(machine, card, w -> w.subnet().isEmpty()))
                        .orElseGet(this::anew);
                put(wire, machine, card);
            }
        }
    }

    private Optional<PdfWire> byTag(PdfMachine machine, Card card) {
        return card.vlan().isPresent() ? find(machine, w -> w.vlan().equals(card.vlan())) : Optional.empty();
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
