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
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Planned outages that repeat. Each time is an outage of its own; those are set that anybody could book over, and later ones as time goes on.
 * Changes need MANAGE_LABS. Thread-safe.
 */
public final class OutageSeriesService {
    /** How much further than the lab's horizon outages are set. */
    private static final Duration AHEAD = Duration.ofDays(30);

    /** How much must be missing before more are set. */
    private static final Duration STEP = Duration.ofDays(1);

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
        return store.read(tx ->
                new OutageSeriesTable(tx).all().stream().map(row -> series(tx, row)).toList());
    }

    /**
     * Sets an outage that repeats, in the lab's local time. Over granted bookings it is refused with the list, unless {@code force} is given.
     *
     * @param first the first time; always planned
     * @param rule by RFC 5545, such as {@code FREQ=WEEKLY;BYDAY=SA}
     */
    public Answer<OutageSeries> set(NewOutage first, String rule, boolean force, Caller caller) {
        return once.write(caller, Kept.as(OutageSeries.class), tx -> {
            Optional<Refusal> no = outages.wrong(tx, first, caller).or(() -> emergency(first));
            if (no.isPresent()) {
                return Audit.refuse(tx, caller, "setting outages", no.get());
            }
            Lab lab = catalogue.lab(first.lab()).orElseThrow();
            TimeSlot asked = OutageService.slot(first, tx.now());
            TimeSlot slot = new TimeSlot(
                    asked.start().truncatedTo(ChronoUnit.SECONDS), asked.end().truncatedTo(ChronoUnit.SECONDS));
            List<TimeSlot> times;
            try {
                times = new Recurrence(rule, slot, lab.zone()).between(slot.start(), reach(lab, tx.now()));
            } catch (IllegalArgumentException e) {
                return Audit.refuse(tx, caller, "setting outages", RefusalCode.INVALID, sentence(e.getMessage()));
            }
            new HostTable(tx).lockLab(lab.id());
            Optional<Refusal> hit = force ? Optional.empty() : outages.inTheWay(tx, first, times);
            if (hit.isPresent()) {
                return Audit.refuse(tx, caller, "setting outages", hit.get());
            }
            OutageSeriesId id = new OutageSeriesTable(tx)
                    .insert(first, slot, lab.zone(), rule, caller.user(), reach(lab, tx.now()));
            times.forEach(t -> outages.put(tx, first, t, Optional.of(id), caller.actor()));
            return Answer.done(series(tx, new OutageSeriesTable(tx).lock(id).orElseThrow()));
        });
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
            Optional<Row> row = new OutageSeriesTable(tx).all().stream()
                    .filter(r -> r.id().equals(id))
                    .findFirst();
            if (row.isEmpty()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "ending series " + id,
                        RefusalCode.UNKNOWN_SERIES,
                        "There is no series " + id + " of outages that goes on. List the series.");
            }
            new HostTable(tx).lockLab(row.get().lab());
            for (Outage outage : new OutageTable(tx).ofSeries(id)) {
                if (outage.slot().start().isAfter(tx.now())) {
                    outages.takeBack(tx, outage, caller.actor());
                }
            }
            new OutageSeriesTable(tx).end(id);
            tx.afterCommit(waitList::serve);
            return Answer.done(series(tx, row.get()));
        });
    }

    /** Sets what has come within reach. */
    public void extend() {
        for (Row row : store.read(tx -> new OutageSeriesTable(tx).all())) {
            if (store.read(tx -> missing(row, tx.now()))) {
                store.write(tx -> extend(tx, row));
            }
        }
    }

    private boolean missing(Row row, Instant now) {
        return catalogue
                .lab(row.lab())
                .filter(lab -> row.madeUntil().plus(STEP).isBefore(reach(lab, now)))
                .isPresent();
    }

    private boolean extend(Tx tx, Row seen) {
        Lab lab = catalogue.lab(seen.lab()).orElseThrow();
        new HostTable(tx).lockLab(lab.id());
        Optional<Row> row = new OutageSeriesTable(tx).lock(seen.id());
        row.ifPresent(r -> {
            NewOutage order = new NewOutage(
                    r.lab(), r.host(), Optional.empty(), r.first().end(), OutageKind.PLANNED, r.reason());
            Instant until = reach(lab, tx.now());
            r.recurrence().between(r.madeUntil(), until).stream()
                    .filter(t -> t.end().isAfter(tx.now()))
                    .forEach(t -> outages.put(tx, order, t, Optional.of(r.id()), Actor.SYSTEM));
            new OutageSeriesTable(tx).made(r.id(), until);
        });
        return true;
    }

    private static Instant reach(Lab lab, Instant now) {
        return now.plus(lab.policy().horizon()).plus(lab.policy().maxLength()).plus(AHEAD);
    }

    private static OutageSeries series(Tx tx, Row r) {
        List<Outage> coming = new ArrayList<>(new OutageTable(tx).ofSeries(r.id()));
        return new OutageSeries(r.id(), r.lab(), r.host(), r.first(), r.zone(), r.rule(), r.reason(), r.by(), coming);
    }
}
