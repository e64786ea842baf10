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
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OutageId;
import io.laas.model.OutageSeriesId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Outages of labs and hosts. Changes need MANAGE_LABS. Thread-safe. */
public final class OutageService implements ShorteningService.Outages {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Kept<OutageEffect> EFFECT = Kept.as(OutageEffect.class);

    private final Store store;
    private final Once once;
    private final Catalogue catalogue;
    private final OutageImpact impact;
    private final WaitList waitList;

    public OutageService(Store store, Catalogue catalogue, OutageImpact impact, WaitList waitList) {
        this.store = store;
        this.once = new Once(store);
        this.catalogue = catalogue;
        this.impact = impact;
        this.waitList = waitList;
    }

    /** Lists outages that are not over, earliest first. */
    public List<Outage> list() {
        return store.read(tx -> new OutageTable(tx).notOver());
    }

    /**
     * Tells what an outage would do to each granted booking that it hits. It is set, looked at and taken back in one transaction, so what is
     * told is what would be done; nothing of it is kept.
     *
     * @param askUntil as it would be given to {@link #ask}; empty: nobody is asked
     */
    public Answer<List<OutageHit>> effects(NewOutage outage, Optional<Instant> askUntil, Caller caller) {
        Optional<Refusal> no = store.read(tx ->
                wrong(tx, outage, caller).or(() -> askUntil.flatMap(until -> unaskable(tx, outage, until))));
        return no.isPresent() ? Answer.refused(no.get()) : Answer.done(tried(outage, askUntil, caller.actor()));
    }

    private List<OutageHit> tried(NewOutage order, Optional<Instant> askUntil, Actor actor) {
        return store.write(tx -> {
            new HostTable(tx).lockLab(order.lab());
            TimeSlot slot = slot(order, tx.now());
            return tx.tentatively(() -> put(tx, order, slot, Optional.empty(), actor, askUntil), hits -> false)
                    .hits();
        });
    }

    /** Tells which granted bookings an outage would hit. */
    public Answer<List<Booking>> preview(NewOutage outage, Caller caller) {
        return store.read(tx -> {
            Optional<Refusal> no = wrong(tx, outage, caller);
            return no.isPresent()
                    ? Answer.<List<Booking>>refused(no.get())
                    : Answer.done(impact.hits(tx, hosts(outage), slot(outage, tx.now())));
        });
    }

    /**
     * Sets an outage. A planned one over granted bookings is refused with the list, unless {@code force} is given; an emergency
     * never is. Bookings yet to start move to another place in the same slot if there is one and are cancelled otherwise;
     * running ones end when the outage begins.
     */
    public Answer<OutageEffect> set(NewOutage outage, boolean force, Caller caller) {
        return once.write(caller, EFFECT, tx -> {
            Optional<Refusal> no = wrong(tx, outage, caller);
            if (no.isPresent()) {
                return Audit.refuse(tx, caller, "setting an outage", no.get());
            }
            new HostTable(tx).lockLab(outage.lab());
            TimeSlot slot = slot(outage, tx.now());
            List<Booking> hits = impact.hits(tx, hosts(outage), slot);
            if (!hits.isEmpty() && outage.kind() == OutageKind.PLANNED && !force) {
                return Audit.refuse(tx, caller, "setting an outage", inTheWay(tx, outage, slot, hits));
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
            Optional<Refusal> no = wrong(tx, outage, caller).or(() -> unaskable(tx, outage, until));
            if (no.isPresent()) {
                return Audit.refuse(tx, caller, "setting an outage", no.get());
            }
            new HostTable(tx).lockLab(outage.lab());
            TimeSlot slot = slot(outage, tx.now());
            List<Booking> others = unaskable(tx, outage, slot);
            if (!others.isEmpty() && !force) {
                return Audit.refuse(tx, caller, "setting an outage", inTheWay(tx, outage, slot, others));
            }
            Put done = put(tx, outage, slot, Optional.empty(), caller.actor(), Optional.of(until));
            return Answer.done(new OutageEffect(
                    done.outage(), done.hits().stream().map(OutageHit::after).toList()));
        });
    }

    private Optional<Refusal> unaskable(Tx tx, NewOutage outage, Instant until) {
        if (outage.kind() != OutageKind.PLANNED) {
            return no(RefusalCode.INVALID, "An emergency does not ask; only a planned outage waits for answers.");
        }
        Lab lab = catalogue.lab(outage.lab()).orElseThrow();
        return Asking.wrong(slot(outage, tx.now()), until, lab, tx.now());
    }

    /** Returns the bookings that an outage hits and that cannot just end earlier. */
    private List<Booking> unaskable(Tx tx, NewOutage outage, TimeSlot slot) {
        Lab lab = catalogue.lab(outage.lab()).orElseThrow();
        return impact.hits(tx, hosts(outage), slot).stream()
                .filter(b -> impact.earlierEnd(tx, b, slot, lab).isEmpty())
                .toList();
    }

    @Override
    public boolean hits(Tx tx, OutageId id, BookingId booking) {
        return new OutageTable(tx)
                .find(id)
                .filter(o -> impact.hits(tx, o.host().map(List::of).orElseGet(() -> hosts(o.lab())), o.slot()).stream()
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
        List<Booking> hits = impact.hits(tx, hosts(order), slot);
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

    /**
     * Returns the refusal of outages that would hit granted bookings; empty if they would hit none.
     *
     * @param asked whether the holders of bookings that can just end earlier are asked at that time; those are not in the way
     */
    Optional<Refusal> inTheWay(Tx tx, NewOutage outage, List<TimeSlot> times, Predicate<TimeSlot> asked) {
        return times.stream()
                .flatMap(slot -> {
                    List<Booking> hits =
                            asked.test(slot) ? unaskable(tx, outage, slot) : impact.hits(tx, hosts(outage), slot);
                    return hits.isEmpty() ? Stream.<Refusal>empty() : Stream.of(inTheWay(tx, outage, slot, hits));
                })
                .findFirst();
    }

    private Refusal inTheWay(Tx tx, NewOutage outage, TimeSlot slot, List<Booking> hits) {
        String list = hits.stream()
                .limit(10)
                .map(b -> "%s of %s (%s until %s)"
                        .formatted(b.id(), b.owner(), b.slot().start(), b.slot().end()))
                .collect(Collectors.joining(", "));
        String message =
                "The outage hits %d granted booking%s: %s%s. Choose another time, or force it: they are moved or ended then."
                        .formatted(hits.size(), hits.size() == 1 ? "" : "s", list, hits.size() > 10 ? " …" : "");
        return new Refusal(
                RefusalCode.POD_TAKEN,
                message,
                impact.conflicts(tx, hosts(outage), slot),
                Optional.empty(),
                Optional.empty());
    }

    Optional<Refusal> wrong(Tx tx, NewOutage outage, Caller caller) {
        if (!caller.managesLabs()) {
            return no(
                    RefusalCode.FORBIDDEN,
                    "Outages need the right MANAGE_LABS, which %s does not have here. Ask an admin of the lab."
                            .formatted(caller.user()));
        }
        Optional<Lab> lab = catalogue.lab(outage.lab());
        if (lab.isEmpty()) {
            return no(RefusalCode.UNKNOWN_LAB, "There is no lab " + outage.lab() + ".");
        }
        if (outage.host().isPresent() && lab.get().host(outage.host().get()).isEmpty()) {
            return no(
                    RefusalCode.UNKNOWN_HOST,
                    "Lab %s has no host %s. Hosts: %s."
                            .formatted(
                                    outage.lab(),
                                    outage.host().get(),
                                    lab.get().hosts().stream()
                                            .map(h -> h.id().value())
                                            .collect(Collectors.joining(", "))));
        }
        Instant start = outage.start().orElse(tx.now());
        if (start.isBefore(tx.now().minus(TOLERANCE)) || !outage.end().isAfter(later(start, tx.now()))) {
            return no(
                    RefusalCode.INVALID,
                    "An outage must end after it starts, and not start in the past: was %s to %s, it is %s."
                            .formatted(start, outage.end(), tx.now()));
        }
        return Optional.empty();
    }

    private List<HostId> hosts(NewOutage outage) {
        return outage.host().map(List::of).orElseGet(() -> hosts(outage.lab()));
    }

    private List<HostId> hosts(LabId lab) {
        return catalogue
                .lab(lab)
                .map(l -> l.hosts().stream().map(Host::id).toList())
                .orElse(List.of());
    }

    static TimeSlot slot(NewOutage outage, Instant now) {
        return new TimeSlot(
                later(outage.start().orElse(now), now).truncatedTo(ChronoUnit.MILLIS),
                outage.end().truncatedTo(ChronoUnit.MILLIS));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<Refusal> no(RefusalCode code, String message) {
        return Optional.of(Refusal.of(code, message));
    }
}
