package io.laas.engine.outage;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.booking.OutageImpact;
import io.laas.engine.booking.ShorteningService;
import io.laas.engine.booking.ShorteningTable;
import io.laas.engine.booking.WaitList;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.OutageId;
import io.laas.model.OutageSeriesId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Outages of labs and hosts. Changes need MANAGE_LABS. Thread-safe. */
public final class OutageService implements ShorteningService.Outages {
    private static final Kept<OutageEffect> EFFECT = Kept.as(OutageEffect.class);

    private final Store store;
    private final Once once;
    private final Catalogue catalogue;
    private final OutageImpact impact;
    private final OutageRules rules;
    private final WaitList waitList;

    public OutageService(Store store, Catalogue catalogue, OutageImpact impact, WaitList waitList) {
        this.store = store;
        this.once = new Once(store);
        this.catalogue = catalogue;
        this.impact = impact;
        this.rules = new OutageRules(catalogue, impact);
        this.waitList = waitList;
    }

    /** Returns which outages may be set. */
    OutageRules rules() {
        return rules;
    }

    /** Lists outages that are not over, earliest first. */
    public List<Outage> list() {
        return store.read(tx -> new OutageTable(tx).notOver());
    }

    /** Lists outages that touch a time, those that are over too, earliest first; one that was ended lasted until then. */
    public List<Outage> during(TimeSlot window) {
        return store.read(tx -> new OutageTable(tx).overlapping(window));
    }

    /**
     * Tells what an outage would do to each granted booking that it hits. It is set, looked at and taken back in one transaction, so what is
     * told is what would be done; nothing of it is kept.
     *
     * @param askUntil as it would be given to {@link #ask}; empty: nobody is asked
     */
    public Answer<List<OutageHit>> effects(NewOutage outage, Optional<Instant> askUntil, Caller caller) {
        Optional<Refusal> no = store.read(tx -> rules.wrong(tx, outage, caller)
                .or(() -> askUntil.flatMap(until -> rules.unaskable(tx, outage, until))));
        return no.isPresent() ? Answer.refused(no.get()) : Answer.done(tried(outage, askUntil, caller.actor()));
    }

    private List<OutageHit> tried(NewOutage order, Optional<Instant> askUntil, Actor actor) {
        return store.write(tx -> {
            new HostTable(tx).lockLab(order.lab());
            TimeSlot slot = OutageRules.slot(order, tx.now());
            return tx.tentatively(() -> put(tx, order, slot, Optional.empty(), actor, askUntil), hits -> false)
                    .hits();
        });
    }

    /**
     * Sets an outage. A planned one over granted bookings is refused with the list, unless {@code force} is given; an emergency
     * never is. Bookings yet to start move to another place in the same slot if there is one and are cancelled otherwise;
     * running ones end when the outage begins.
     */
    public Answer<OutageEffect> set(NewOutage outage, boolean force, Caller caller) {
        return once.write(caller, EFFECT, tx -> {
            Optional<Refusal> no = rules.wrong(tx, outage, caller);
            if (no.isPresent()) {
                return Audit.refuse(tx, caller, "setting an outage", no.get());
            }
            new HostTable(tx).lockLab(outage.lab());
            TimeSlot slot = OutageRules.slot(outage, tx.now());
            List<Booking> hits = impact.hits(tx, rules.hosts(outage), slot);
            if (!hits.isEmpty() && outage.kind() == OutageKind.PLANNED && !force) {
                return Audit.refuse(tx, caller, "setting an outage", rules.inTheWay(tx, outage, slot, hits));
            }
            Put done = put(tx, outage, slot, Optional.empty(), caller.actor(), Optional.empty());
            return Answer.done(new OutageEffect(
                    done.outage(), done.hits().stream().map(OutageHit::after).toList()));
        });
    }

    /**
     * Sets a planned outage and asks the holders of granted bookings that it hits, and that could just end earlier, whether they do; until they
     * have answered, these stay as they are. If one refuses, or does not answer in time, the outage is taken back. Nobody books over it meanwhile.
     * Hits that cannot just end earlier are refused with the list, unless {@code force} is given, which moves or ends them.
     *
     * @param until by when holders have to answer; before the first of them would have to end
     */
    public Answer<OutageEffect> ask(NewOutage outage, Instant until, boolean force, Caller caller) {
        return once.write(caller, EFFECT, tx -> {
            Optional<Refusal> no = rules.wrong(tx, outage, caller).or(() -> rules.unaskable(tx, outage, until));
            if (no.isPresent()) {
                return Audit.refuse(tx, caller, "setting an outage", no.get());
            }
            new HostTable(tx).lockLab(outage.lab());
            TimeSlot slot = OutageRules.slot(outage, tx.now());
            List<Booking> others = rules.unaskable(tx, outage, slot);
            if (!others.isEmpty() && !force) {
                return Audit.refuse(tx, caller, "setting an outage", rules.inTheWay(tx, outage, slot, others));
            }
            Put done = put(tx, outage, slot, Optional.empty(), caller.actor(), Optional.of(until));
            return Answer.done(new OutageEffect(
                    done.outage(), done.hits().stream().map(OutageHit::after).toList()));
        });
    }

    @Override
    public boolean hits(Tx tx, OutageId id, BookingId booking) {
        return new OutageTable(tx)
                .find(id)
                .filter(o ->
                        impact.hits(tx, o.host().map(List::of).orElseGet(() -> rules.hosts(o.lab())), o.slot()).stream()
                                .anyMatch(b -> b.id().equals(booking)))
                .isPresent();
    }

    @Override
    public void takeBack(Tx tx, OutageId id, String why, Actor actor) {
        new ShorteningTable(tx).close(id);
        new OutageTable(tx)
                .find(id)
                .ifPresent(outage -> tx.emit(ended(tx, outage, actor).draft().with("because", why)));
        tx.afterCommit(waitList::serve);
    }

    record Put(Outage outage, List<OutageHit> hits) {}

    /**
     * Sets an outage, under the locks of the lab's hosts, and does to bookings what it does to them.
     *
     * @param askUntil bookings that can just end earlier stay, and their holders have to answer by then; empty: nobody is asked
     */
    Put put(
            Tx tx,
            NewOutage order,
            TimeSlot slot,
            Optional<OutageSeriesId> series,
            Actor actor,
            Optional<Instant> askUntil) {
        List<Booking> hits = impact.hits(tx, rules.hosts(order), slot);
        Outage outage = new OutageTable(tx).insert(order, slot, series, actor.user());
        Lab lab = catalogue.lab(order.lab()).orElseThrow();
        tx.emit(about(EventType.OUTAGE_SET, outage, actor).with("hits", hits.size()));
        List<OutageHit> now = new ArrayList<>();
        for (Booking hit : hits) {
            Optional<Instant> end = askUntil.flatMap(until -> impact.earlierEnd(tx, hit, slot, lab));
            Booking after = end.isPresent()
                    ? impact.ask(tx, hit, outage, end.get(), askUntil.get(), actor)
                    : impact.apply(tx, hit, outage, lab, actor);
            now.add(new OutageHit(hit, after, end));
        }
        return new Put(outage, now);
    }

    /** Ends an outage now, or takes it back if it has not begun. */
    public Answer<Outage> end(OutageId id, Caller caller) {
        return once.write(caller, Kept.as(Outage.class), tx -> {
            if (!caller.managesLabs()) {
                return Audit.forbid(tx, caller, "ending outage " + id, Right.MANAGE_LABS);
            }
            Optional<Outage> found = new OutageTable(tx).find(id);
            if (found.isEmpty()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "ending outage " + id,
                        RefusalCode.UNKNOWN_OUTAGE,
                        "There is no outage " + id + " now or later. List the outages.");
            }
            new HostTable(tx).lockLab(found.get().lab());
            new ShorteningTable(tx).close(id);
            Ended ended = ended(tx, found.get(), caller.actor());
            tx.emit(ended.draft().with("alone", true));
            tx.afterCommit(waitList::serve);
            return Answer.done(ended.outage());
        });
    }

    /** Takes back an outage that has not begun because its series ends, with what holders were asked. */
    void takeBack(Tx tx, Outage outage, Actor actor) {
        new ShorteningTable(tx).close(outage.id());
        tx.emit(ended(tx, outage, actor).draft());
    }

    private record Ended(Outage outage, EventDraft draft) {}

    private static Ended ended(Tx tx, Outage o, Actor actor) {
        if (!o.slot().start().isBefore(tx.now())) {
            new OutageTable(tx).withdraw(o.id());
            return new Ended(o, about(EventType.OUTAGE_ENDED, o, actor).with("withdrawn", true));
        }
        new OutageTable(tx).end(o.id(), tx.now());
        TimeSlot slot = o.slot().endingAt(tx.now());
        Outage over = new Outage(o.id(), o.lab(), o.host(), slot, o.kind(), o.reason(), o.by(), o.series());
        return new Ended(over, about(EventType.OUTAGE_ENDED, over, actor));
    }

    private static EventDraft about(EventType type, Outage o, Actor actor) {
        EventDraft draft = EventDraft.of(type, actor)
                .in(o.lab())
                .with("outage", o.id())
                .with("start", o.slot().start())
                .with("end", o.slot().end())
                .with("kind", o.kind())
                .with("reason", o.reason());
        EventDraft of = o.host().isPresent() ? draft.with("host", o.host().get()) : draft;
        return o.series().isPresent() ? of.with("series", o.series().get()) : of;
    }
}
