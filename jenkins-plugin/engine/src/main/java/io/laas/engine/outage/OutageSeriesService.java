package io.laas.engine.outage;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.booking.WaitList;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.outage.OutageSeriesTable.Row;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.Actor;
import io.laas.model.OutageSeriesId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Outage;
import io.laas.model.booking.OutageKind;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Planned outages that repeat. Each time is an outage of its own; those are set that anybody could book over, and later ones as time goes on,
 * each under the locks of the hosts.
 * Changes need MANAGE_LABS. Thread-safe.
 */
public final class OutageSeriesService {
    /** How much further than anybody can book outages are set, so that a longer horizon in the lab file finds them set. */
    private static final Duration AHEAD = Duration.ofDays(30);

    /** No outage is set further ahead than this, however far people can book. */
    private static final Duration FURTHEST = Duration.ofDays(500);

    /** How much must be missing before more are set. */
    private static final Duration STEP = Duration.ofDays(1);

    private static final String SETTING = "setting an outage that repeats";

    private final Store store;
    private final Once once;
    private final Catalogue catalogue;
    private final OutageService outages;
    private final WaitList waitList;

    public OutageSeriesService(Store store, Catalogue catalogue, OutageService outages, WaitList waitList) {
        this.store = store;
        this.once = new Once(store);
        this.catalogue = catalogue;
        this.outages = outages;
        this.waitList = waitList;
    }

    /** Lists the series that go on, with their outages that are not over. */
    public List<OutageSeries> list() {
        return store.read(tx -> new OutageSeriesTable(tx)
                .all().stream().map(row -> series(tx, row)).toList());
    }

    /**
     * Tells what an outage that repeats would do each time that would be set now. The times are set, looked at and taken back in one
     * transaction; nothing of it is kept.
     *
     * @param order what is to repeat; with a time to answer, hits tell whose holders would be asked
     */
    public Answer<OutageSeriesPreview> preview(NewOutageSeries order, Caller caller) {
        Answer<Plan> planned = store.read(tx -> plan(tx, order, caller));
        return planned.then(plan ->
                Answer.done(new OutageSeriesPreview(order, plan.slot(), plan.zone(), tried(plan, caller.actor()))));
    }

    private List<OutageSeriesPreview.Time> tried(Plan plan, Actor actor) {
        return store.write(tx -> {
            new HostTable(tx).lockLab(plan.lab().id());
            return tx.tentatively(() -> put(tx, plan, Optional.empty(), actor), times -> false);
        });
    }

    /**
     * Sets an outage that repeats, in the lab's local time. If any of the times that are set now is over granted bookings, all is refused
     * with the bookings of the first such time, unless {@code force} is given.
     *
     * <p>With a time to answer, the holders of bookings that can just end earlier are asked when a time is set, and these bookings stay as they
     * are. If one refuses, or does not answer, that one time is taken back and the series goes on.
     *
     * @param order what is to repeat; the first time is always planned
     */
    public Answer<OutageSeries> set(NewOutageSeries order, boolean force, Caller caller) {
        return once.write(caller, Kept.as(OutageSeries.class), tx -> {
            Answer<Plan> plan = plan(tx, order, caller);
            if (plan instanceof Answer.Refused<Plan> no) {
                return Audit.refuse(tx, caller, SETTING, no.refusal());
            }
            Plan planned = ((Answer.Done<Plan>) plan).value();
            new HostTable(tx).lockLab(planned.lab().id());
            Optional<Refusal> hit = force
                    ? Optional.empty()
                    : outages.rules()
                            .inTheWay(
                                    tx,
                                    order.first(),
                                    planned.times(),
                                    t -> planned.askUntil(t, tx.now()).isPresent());
            if (hit.isPresent()) {
                return Audit.refuse(tx, caller, SETTING, hit.get());
            }
            OutageSeriesId id = new OutageSeriesTable(tx)
                    .insert(order, planned.slot(), planned.zone(), caller.user(), planned.until());
            put(tx, planned, Optional.of(id), caller.actor());
            Row row = new OutageSeriesTable(tx).lock(id).orElseThrow();
            tx.emit(about(EventType.OUTAGE_SERIES_SET, row, caller.actor()));
            return Answer.done(series(tx, row));
        });
    }

    /**
     * What is to be set now.
     *
     * @param until times that start before this are in {@code times}
     */
    private record Plan(
            NewOutageSeries order, Lab lab, TimeSlot slot, ZoneId zone, List<TimeSlot> times, Instant until) {
        private Optional<Instant> askUntil(TimeSlot time, Instant now) {
            return order.answerBefore().flatMap(before -> Asking.until(time, before, lab, now));
        }
    }

    private Answer<Plan> plan(Tx tx, NewOutageSeries order, Caller caller) {
        NewOutage first = order.first();
        Optional<Refusal> no = outages.rules().wrong(tx, first, caller).or(() -> emergency(first));
        if (no.isPresent()) {
            return Answer.refused(no.get());
        }
        Lab lab = catalogue.lab(first.lab()).orElseThrow();
        TimeSlot asked = OutageRules.slot(first, tx.now());
        Instant until = reach(lab, tx.now());
        try {
            TimeSlot slot = new TimeSlot(
                    asked.start().truncatedTo(ChronoUnit.SECONDS), asked.end().truncatedTo(ChronoUnit.SECONDS));
            Optional<Refusal> unaskable =
                    order.answerBefore().flatMap(before -> Asking.wrong(slot, before, ahead(lab), lab, tx.now()));
            if (unaskable.isPresent()) {
                return Answer.refused(unaskable.get());
            }
            List<TimeSlot> times = new Recurrence(order.rule(), slot, lab.zone()).between(slot.start(), until);
            return Answer.done(new Plan(order, lab, slot, lab.zone(), times, until));
        } catch (IllegalArgumentException e) {
            return Answer.refused(Refusal.of(RefusalCode.INVALID, sentence(e.getMessage())));
        }
    }

    private List<OutageSeriesPreview.Time> put(Tx tx, Plan plan, Optional<OutageSeriesId> series, Actor actor) {
        return plan.times().stream()
                .map(t -> new OutageSeriesPreview.Time(
                        t,
                        outages.put(tx, plan.order().first(), t, series, actor, plan.askUntil(t, tx.now()))
                                .hits()))
                .toList();
    }

    private static Optional<Refusal> emergency(NewOutage first) {
        return first.kind() == OutageKind.PLANNED
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.INVALID, "An emergency does not repeat. Set a planned outage, or one emergency."));
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }

    /** Ends a series: its outages that have not begun are taken back; one that has begun lasts until its end. */
    public Answer<OutageSeries> end(OutageSeriesId id, Caller caller) {
        return once.write(caller, Kept.as(OutageSeries.class), tx -> {
            if (!caller.managesLabs()) {
                return Audit.forbid(tx, caller, "ending series " + id, Right.MANAGE_LABS);
            }
            Optional<Row> seen = new OutageSeriesTable(tx).find(id);
            seen.ifPresent(r -> new HostTable(tx).lockLab(r.lab(), r.host()));
            Optional<Row> row = new OutageSeriesTable(tx).lock(id);
            if (row.isEmpty()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "ending series " + id,
                        RefusalCode.UNKNOWN_SERIES,
                        "There is no series " + id + " of outages that goes on. List the series.");
            }
            for (Outage outage : new OutageTable(tx).ofSeries(id)) {
                if (outage.slot().start().isAfter(tx.now())) {
                    outages.takeBack(tx, outage, caller.actor());
                }
            }
            new OutageSeriesTable(tx).end(id);
            tx.emit(about(EventType.OUTAGE_SERIES_ENDED, row.get(), caller.actor()));
            tx.afterCommit(waitList::serve);
            return Answer.done(series(tx, row.get()));
        });
    }

    /** Sets what has come within reach, and ends what comes no more. */
    public void extend() {
        for (Row row : store.read(tx -> new OutageSeriesTable(tx).all())) {
            if (store.read(tx -> missing(row, tx.now()) || over(tx, row))) {
                store.write(tx -> extend(tx, row));
            }
        }
    }

    /** A series of a lab that is not configured any more waits for it. */
    private boolean missing(Row row, Instant now) {
        return catalogue
                .lab(row.lab())
                .filter(lab -> row.madeUntil().plus(STEP).isBefore(reach(lab, now)))
                .isPresent();
    }

    private static boolean over(Tx tx, Row row) {
        return new OutageTable(tx).ofSeries(row.id()).isEmpty()
                && !row.recurrence().comesFrom(row.madeUntil());
    }

    /** No admin is there to decide: what stands in the way by now is moved or ended, as when it is forced, unless its holder is asked. */
    private boolean extend(Tx tx, Row seen) {
        new HostTable(tx).lockLab(seen.lab(), seen.host());
        Optional<Row> row = new OutageSeriesTable(tx).lock(seen.id());
        Optional<Lab> lab = catalogue.lab(seen.lab());
        if (row.isEmpty()) {
            return false;
        }
        Row series = row.get();
        if (lab.isPresent()) {
            series = extended(tx, series, lab.get());
        }
        if (over(tx, series)) {
            new OutageSeriesTable(tx).end(series.id());
            tx.emit(about(EventType.OUTAGE_SERIES_ENDED, series, Actor.SYSTEM));
        }
        return true;
    }

    private Row extended(Tx tx, Row row, Lab lab) {
        Instant until = reach(lab, tx.now());
        if (!row.madeUntil().isBefore(until)) {
            return row;
        }
        NewOutage order = new NewOutage(
                row.lab(), row.host(), Optional.empty(), row.first().end(), OutageKind.PLANNED, row.reason());
        List<TimeSlot> times = row.recurrence().between(row.madeUntil(), until).stream()
                .filter(t -> t.end().isAfter(tx.now()))
                .toList();
        NewOutageSeries series = new NewOutageSeries(order, row.rule(), row.answerBefore());
        put(tx, new Plan(series, lab, row.first(), row.zone(), times, until), Optional.of(row.id()), Actor.SYSTEM);
        return new OutageSeriesTable(tx).made(row, until);
    }

    private static Instant reach(Lab lab, Instant now) {
        return now.plus(ahead(lab));
    }

    /** How far ahead times are set. */
    private static Duration ahead(Lab lab) {
        Duration bookable =
                lab.policy().horizon().plus(lab.policy().maxLength()).plus(AHEAD);
        return bookable.compareTo(FURTHEST) < 0 ? bookable : FURTHEST;
    }

    private static EventDraft about(EventType type, Row row, Actor actor) {
        EventDraft draft = EventDraft.of(type, actor)
                .in(row.lab())
                .with("series", row.id())
                .with("start", row.first().start())
                .with("end", row.first().end())
                .with("zone", row.zone())
                .with("repeat", row.rule())
                .with("reason", row.reason());
        EventDraft of = row.host().isPresent() ? draft.with("host", row.host().get()) : draft;
        return row.answerBefore().isPresent()
                ? of.with("answerBefore", row.answerBefore().get())
                : of;
    }

    private static OutageSeries series(Tx tx, Row r) {
        List<Outage> coming = new OutageTable(tx).ofSeries(r.id());
        return new OutageSeries(
                r.id(), r.lab(), r.host(), r.first(), r.zone(), r.rule(), r.reason(), r.by(), r.answerBefore(), coming);
    }
}
