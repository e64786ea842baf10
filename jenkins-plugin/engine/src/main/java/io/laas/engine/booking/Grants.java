package io.laas.engine.booking;

import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodKind;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodState;
import io.laas.engine.vpod.VpodTable;
import io.laas.model.Actor;
import io.laas.model.VpodId;
import io.laas.model.event.EventType;
import io.laas.model.plan.Choice;
import io.laas.model.plan.Occupation;
import io.laas.model.plan.Place;
import io.laas.model.pod.Capacity;
import java.util.Optional;
import java.util.OptionalInt;

/** Gives bookings their place, under the locks of the hosts' rows and after everything was checked. */
final class Grants {
    private final Tx tx;

    Grants(Tx tx) {
        this.tx = tx;
    }

    /** Puts the booking where the choice says; returns it with vpod, host and slot, not yet written. */
    BookingRow place(BookingRow row, Target target, Choice choice) {
        leave(row);
        boolean onStatic = choice.place() instanceof Place.OnVpod;
        VpodId vpod = choice.place() instanceof Place.OnVpod v ? v.vpod() : newVpod(row, target, choice.place());
        BookingRow placed = row.over(choice.slot()).on(vpod, choice.place().host());
        Capacity dynamic = onStatic ? Capacity.ZERO : target.pod().demand();
        Occupation hold = new Occupation(
                choice.place().host(),
                vpod,
                row.id(),
                row.booking().owner(),
                choice.slot().withCleaning(target.lab().policy().cleaning()),
                dynamic,
                onStatic);
        new OccupationTable(tx).insert(placed.booking(), hold);
        return placed;
    }

    /** Takes the booking from where it was to be served, if nothing was made there yet. */
    void leave(BookingRow row) {
        new OccupationTable(tx).delete(row.id());
        row.booking().vpod().flatMap(new VpodTable(tx)::find).ifPresent(vpod -> {
            if (!vpod.isStatic() && vpod.state() == VpodState.NEW) {
                gone(vpod);
            }
        });
    }

    private void gone(VpodRow vpod) {
        new VpodTable(tx).save(vpod.in(VpodState.GONE).serving(Optional.empty()).at(OptionalInt.empty()));
        tx.emit(EventDraft.of(EventType.VPOD_GONE, Actor.SYSTEM).in(vpod.lab()).vpod(vpod.id()));
    }

    private VpodId newVpod(BookingRow row, Target target, Place place) {
        VpodTable vpods = new VpodTable(tx);
        VpodId id = vpods.newName(row.id());
        vpods.insert(VpodTable.planned(id, target.lab().id(), VpodKind.DYNAMIC, target.blueprint(place))
                .serving(Optional.of(row.id())));
        tx.emit(EventDraft.of(EventType.VPOD_CREATED, Actor.SYSTEM)
                .in(target.lab().id())
                .vpod(id)
                .booking(row.id())
                .with("host", place.host()));
        return id;
    }
}
