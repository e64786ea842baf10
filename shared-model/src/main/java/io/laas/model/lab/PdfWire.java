package io.laas.model.lab;

import io.laas.model.lab.PdfMachine.Card;
import io.laas.model.pod.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Cards of several machines that are on one network. Not thread-safe. */
final class PdfWire {
    private final List<PdfMachine> machines = new ArrayList<>();
    private final List<Card> cards = new ArrayList<>();
    private Optional<Cidr> subnet = Optional.empty();

    void add(PdfMachine machine, Card card) {
        machines.add(machine);
        cards.add(card);
    }

    void is(Cidr newSubnet) {
        subnet = Optional.of(newSubnet);
    }

    boolean has(PdfMachine machine) {
        return machines.contains(machine);
    }

    boolean isOnly(PdfMachine machine) {
        return machines.stream().allMatch(machine::equals);
    }

    boolean addressed() {
        return cards.stream().anyMatch(c -> c.address().isPresent());
    }

    Optional<Cidr> subnet() {
        return subnet;
    }

    /** Returns the tag, if a card has one. */
    OptionalInt vlan() {
        return cards.stream().flatMapToInt(c -> c.vlan().stream()).findFirst();
    }

    /** Returns the position of its cards in the nodes, otherwise in the jump host. */
    int position() {
        return cards.get(cards.size() - 1).position();
    }

    boolean isAt(int position) {
        return cards.stream().anyMatch(c -> c.position() == position);
    }

    boolean isAtOnePosition() {
        return cards.stream().mapToInt(Card::position).distinct().count() == 1;
    }

    /** Notes those of its cards that say something else of the tag than others. */
    void noteTags() {
        vlan().ifPresent(tag -> cards.stream()
                .filter(c -> !c.vlan().equals(OptionalInt.of(tag)))
                .forEach(c -> c.place().note("is taken for vlan %d, as other cards of its subnet are".formatted(tag))));
    }
}
