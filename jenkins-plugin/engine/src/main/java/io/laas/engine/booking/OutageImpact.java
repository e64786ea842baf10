package io.laas.engine.booking;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Conflict;
import io.laas.model.booking.Outage;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import io.laas.model.plan.Choice;
import io.laas.model.plan.Occupation;
import io.laas.model.plan.Place;
import io.laas.model.plan.PlaceChooser;
import io.laas.model.plan.Situation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an outage does to granted bookings. Works under the locks of the lab's hosts. */
public final class OutageImpact {
    private final Catalogue catalogue;
    private final Ender ender;

    public OutageImpact(Catalogue catalogue, VpodWork work) {
        this.catalogue = catalogue;
        this.ender = new Ender(catalogue, work);
    }

    /** Returns the granted bookings on the hosts that an outage in the slot would touch, in the order of their start. */
    public List<Booking> hits(Tx tx, List<HostId> hosts, TimeSlot slot) {
        return occupations(tx, hosts, slot).stream()
                .map(o -> new BookingTable(tx).get(o.booking()).booking())
                .filter(b -> b.state() != BookingState.CLEANING)
                .toList();
    }

    /** Returns the same as what stands in the way of the outage. */
    public List<Conflict> conflicts(Tx tx, List<HostId> hosts, TimeSlot slot) {
        return occupations(tx, hosts, slot).stream()
                .<Conflict>map(o -> new Conflict.Booked(o.vpod(), o.booking(), o.owner(), o.slot()))
                .toList();
    }

    private static List<Occupation> occupations(Tx tx, List<HostId> hosts, TimeSlot slot) {
        return new OccupationTable(tx).overlapping(hosts, slot);
    }

    /** Returns when a booking that an outage hits would have to end, cleaned when that begins; empty if it cannot just end earlier. */
    public Optional<Instant> earlierEnd(Tx tx, Booking hit, TimeSlot outage, Lab lab) {
        Instant end = outage.start().minus(lab.policy().cleaning());
        boolean offered = new BookingTable(tx).get(hit.id()).offerUntil().isPresent();
        boolean possible = hit.state() != BookingState.REQUESTED
                && !offered
                && end.isAfter(tx.now())
                && end.isAfter(hit.slot().start())
                && end.isBefore(hit.slot().end());
        return possible ? Optional.of(end) : Optional.empty();
    }

    /** Asks the holder of a booking that an outage hits whether it may end earlier. */
    public Booking ask(Tx tx, Booking hit, Outage outage, Instant end, Instant until, Actor actor) {
        new ShorteningTable(tx).insert(outage.id(), hit.id(), end, until);
        tx.emit(Lifecycle.about(EventType.SHORTENING_ASKED, hit, actor)
                .with("outage", outage.id())
                .with("earlier", end)
                .with("until", until)
                .with("reason", outage.reason()));
        return hit;
    }

    /** Moves, shortens, ends or cancels a booking that an outage touches; the outage is in the store already. */
    public Booking apply(Tx tx, Booking hit, Outage outage, Lab lab, Actor actor) {
        BookingRow row = new BookingTable(tx).get(hit.id());
        String why = "Outage %s of %s: %s"
                .formatted(outage.id(), outage.host().map(h -> "host " + h).orElse("lab " + lab.id()), outage.reason());
        if (row.state() == BookingState.SCHEDULED || row.state() == BookingState.REQUESTED) {
            return moved(tx, row, lab, why)
                    .orElseGet(() -> ender.end(tx, row, why, actor).booking());
        }
        Instant end = outage.slot().start().minus(lab.policy().cleaning());
        boolean later =
                end.isAfter(tx.now()) && end.isAfter(row.booking().slot().start());
        if (!later) {
            return ender.end(tx, row, why, actor).booking();
        }
        BookingRow shorter = end.isBefore(row.booking().slot().end()) ? ender.shorten(tx, row.because(why), end) : row;
        tx.emit(Lifecycle.about(EventType.BOOKING_EXTENDED, shorter.booking(), actor)
                .with("before", row.booking().slot().end())
                .with("reason", why));
        return shorter.booking();
    }

    private Optional<Booking> moved(Tx tx, BookingRow row, Lab lab, String why) {
        TimeSlot slot = row.booking().slot();
        return new Targets(tx, catalogue).of(row.booking(), Optional.empty()).flatMap(target -> {
            Situation others = new Situations(tx, catalogue)
                    .locked(lab, slot.withCleaning(lab.policy().cleaning()))
                    .without(row.id());
            Optional<Place> place = PlaceChooser.choose(target.demand(), slot, others);
            return place.map(p -> {
                BookingRow placed = new Grants(tx).place(row, target, new Choice(p, slot));
                BookingRow written = new Lifecycle(tx).change(row, placed);
                tx.emit(Lifecycle.about(Lifecycle.eventOf(row.state()), written.booking(), Actor.SYSTEM)
                        .with("reason", why));
                return written.booking();
            });
        });
    }
}
