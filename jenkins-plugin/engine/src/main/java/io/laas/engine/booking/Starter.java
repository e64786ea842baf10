package io.laas.engine.booking;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodState;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.TimeSlot;
import io.laas.model.booking.BookingState;
import io.laas.model.operation.OperationKind;
import io.laas.model.plan.Choice;
import io.laas.model.plan.Demand;
import io.laas.model.plan.Place;
import io.laas.model.plan.PlaceChooser;
import io.laas.model.plan.Situation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Starts bookings whose time has come, elsewhere if their place cannot serve them. Works under the locks of the lab's hosts. */
public final class Starter {
    private final Catalogue catalogue;
    private final VpodWork work;

    public Starter(Catalogue catalogue, VpodWork work) {
        this.catalogue = catalogue;
        this.work = work;
    }

    /** Starts a scheduled booking if its vpod is ready; leaves it as it is while that is only a matter of waiting. */
    public BookingRow start(Tx tx, BookingRow row) {
        if (!row.booking().slot().end().isAfter(tx.now())) {
            return fail(tx, row, "The pod did not become ready in the booked time.");
        }
        VpodRow vpod = new VpodTable(tx).get(Lifecycle.vpodOf(row));
        if (!vpod.state().inService()) {
            String why = "Vpod %s is not in service: %s"
                    .formatted(
                            vpod.id(), vpod.now().reason().orElse(vpod.state().name()));
            return elsewhere(tx, row, why);
        }
        if (vpod.isStatic()) {
            return vpod.state() == VpodState.FREE && !vpod.busy() ? provision(tx, row, vpod) : row;
        }
        OptionalInt range =
                new VpodTable(tx).freeRange(vpod.host(), vpod.plan().host().vpodLimit());
        return range.isPresent()
                ? provision(tx, row, vpod.at(range))
                : elsewhere(tx, row, "Host " + vpod.host() + " has no address range left.");
    }

    private BookingRow provision(Tx tx, BookingRow row, VpodRow vpod) {
        work.queue(
                tx,
                vpod.in(VpodState.PREPARING)
                        .serving(Optional.of(row.id()))
                        .because(null)
                        .with(VpodRow.Hand.CLOSED)
                        .with(new VpodRow.Care(vpod.care().next(), 0, Optional.empty())),
                OperationKind.PROVISION,
                Optional.of(row.id()));
        return row.state() == BookingState.PROVISIONING
                ? row
                : new Lifecycle(tx).become(row, row.in(BookingState.PROVISIONING), Actor.SYSTEM);
    }

    /**
     * Puts a booking that its place cannot serve on another one for the rest of its time and starts it there; it fails with the
     * reason if there is none, or if that was tried before.
     */
    public BookingRow elsewhere(Tx tx, BookingRow row, String why) {
        Optional<Choice> choice = row.tries() > 0 ? Optional.empty() : another(tx, row);
        if (choice.isEmpty()) {
            return fail(
                    tx, row, why + (row.tries() > 0 ? " Another place was tried before." : " No other place is free."));
        }
        Target target = target(tx, row).orElseThrow();
        BookingRow moved = new Grants(tx).place(row.failedOnce(), target, choice.get());
        BookingRow written = new Lifecycle(tx).change(row, moved);
        return start(tx, written);
    }

    private BookingRow fail(Tx tx, BookingRow row, String why) {
        new Grants(tx).leave(row);
        return new Lifecycle(tx).become(row, row.because(why).in(BookingState.FAILED), Actor.SYSTEM);
    }

    private Optional<Target> target(Tx tx, BookingRow row) {
        return new Targets(tx, catalogue).of(row.booking(), Optional.empty());
    }

    private Optional<Choice> another(Tx tx, BookingRow row) {
        TimeSlot slot = row.booking().slot();
        TimeSlot rest = tx.now().isAfter(slot.start()) ? new TimeSlot(tx.now(), slot.end()) : slot;
        return target(tx, row).flatMap(target -> {
            Situation others = new Situations(tx, catalogue)
                    .locked(
                            target.lab(),
                            rest.withCleaning(target.lab().policy().cleaning()))
                    .without(row.id());
            Demand demand = servingAtOnce(elsewhere(target.demand(), row), others);
            return PlaceChooser.choose(demand, rest, others).map(place -> new Choice(place, rest));
        });
    }

    /** A booking that is being provided cannot wait for a static vpod to become ready. */
    private static Demand servingAtOnce(Demand demand, Situation situation) {
        List<Place> places = demand.places().stream()
                .filter(p -> p instanceof Place.OnHost
                        || situation.vpods().stream()
                                .anyMatch(v -> v.ready()
                                        && p instanceof Place.OnVpod on
                                        && on.vpod().equals(v.vpod())))
                .toList();
        return new Demand(demand.capacity(), places, demand.cleaning());
    }

    private static Demand elsewhere(Demand demand, BookingRow row) {
        boolean wasDynamic = demand.places().stream()
                .noneMatch(p -> p instanceof Place.OnVpod v
                        && Optional.of(v.vpod()).equals(row.booking().vpod()));
        return new Demand(
                demand.capacity(),
                demand.places().stream()
                        .filter(p -> p instanceof Place.OnVpod v
                                ? !Optional.of(v.vpod()).equals(row.booking().vpod())
                                : !wasDynamic
                                        || !Optional.of(p.host())
                                                .equals(row.booking().host()))
                        .toList(),
                demand.cleaning());
    }
}
