package io.laas.engine.booking;

import io.laas.engine.account.Account;
import io.laas.engine.account.AccountTable;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.port.People;
import io.laas.engine.port.Person;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.booking.Refusal;
import io.laas.model.lab.Lab;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds out whom labs let book, before the transactions that decide with it. It is the holder of a booking who must be let in, whoever books
 * for them. Thread-safe.
 */
public final class Admissions {
    private final Store store;
    private final Catalogue catalogue;
    private volatile Optional<People> people = Optional.empty();

    /** Knows people by their accounts. */
    public Admissions(Store store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    /** Sets who knows people better. */
    public void people(People others) {
        this.people = Optional.of(others);
    }

    private Optional<Person> person(UserId user) {
        return people.map(p -> p.find(user)).orElseGet(() -> Optional.of(byAccount(user)));
    }

    private Person byAccount(UserId user) {
        Set<Right> rights = store.read(
                tx -> new AccountTable(tx).find(user).map(Account::rights).orElse(Set.of()));
        return new Person(Set.of(), manages(Right.withImplied(rights)));
    }

    /** The caller manages what this call lets them, and has groups only where somebody knows of groups. */
    private Optional<Person> person(UserId user, Caller caller) {
        boolean manages = manages(caller.rights());
        if (!user.equals(caller.user())) {
            return person(user);
        }
        return manages || people.isEmpty()
                ? Optional.of(new Person(Set.of(), manages))
                : person(user).map(p -> new Person(p.groups(), false));
    }

    private static boolean manages(Set<Right> rights) {
        return rights.contains(Right.MANAGE_BOOKINGS) || rights.contains(Right.MANAGE_LABS);
    }

    /** Looks up who asks, where it matters to them. */
    Admission toLook(Caller caller) {
        return restricted() ? of(caller, List.of(caller.user())) : new Admission(catalogue, Map.of());
    }

    /**
     * Looks up holders of bookings, also where no lab asks who they are yet: that may change before the
     * decision.
     */
    Admission of(Caller caller, Collection<UserId> holders) {
        return new Admission(catalogue, known(holders, user -> person(user, caller)));
    }

    /** Looks up whose a booking is, and whose those are that were booked together with it. */
    Admission about(BookingId booking, Caller caller) {
        return of(caller, store.read(tx -> owners(tx, booking)));
    }

    /** Looks up whose a booking is, where that matters to who asks. */
    Admission toLookAt(BookingId booking, Caller caller) {
        return restricted() ? about(booking, caller) : new Admission(catalogue, Map.of());
    }

    /** Looks up all who wait in a lab. */
    Admission ofQueue(LabId lab) {
        boolean restricted =
                catalogue.lab(lab).flatMap(l -> l.policy().access()).isPresent();
        return new Admission(
                catalogue, restricted ? known(store.read(tx -> waiting(tx, lab)), this::person) : Map.of());
    }

    private boolean restricted() {
        return catalogue.labs().stream().anyMatch(l -> l.policy().access().isPresent());
    }

    private static Map<UserId, Person> known(Collection<UserId> users, Function<UserId, Optional<Person>> directory) {
        Map<UserId, Person> known = new HashMap<>();
        users.stream().distinct().forEach(u -> directory.apply(u).ifPresent(p -> known.put(u, p)));
        return known;
    }

    private static List<UserId> owners(Tx tx, BookingId id) {
        BookingTable bookings = new BookingTable(tx);
        return bookings.find(id).map(bookings::group).orElse(List.of()).stream()
                .map(row -> row.booking().owner())
                .toList();
    }

    private static List<UserId> waiting(Tx tx, LabId lab) {
        return new WaitingTable(tx)
                .of(lab).stream().map(WaitingTable.WaitingRow::owner).toList();
    }

    /** Returns whether the caller could not hold bookings in a lab, whatever rights they have. */
    public boolean closed(Caller caller, LabId lab) {
        return closedTo(caller).containsKey(lab);
    }

    /** Returns the labs in which the caller could not hold bookings, with the reason for each. */
    public Map<LabId, Refusal> closedTo(Caller caller) {
        Admission admission = toLook(caller);
        return store.read(tx -> {
            Map<LabId, Refusal> closed = new LinkedHashMap<>();
            for (Lab lab : catalogue.labs()) {
                admission.refusal(tx, caller.user(), lab.id()).ifPresent(refusal -> closed.put(lab.id(), refusal));
            }
            return closed;
        });
    }
}
