package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.OutageId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the answers of holders who were asked whether their booking may end before a planned outage. One who agrees has a booking that ends
 * earlier, decided in one transaction under the locks of the lab's hosts. One who refuses, or nobody who answers in time, keeps the booking, and the
 * outage is taken back. Owners answer, and those with MANAGE_BOOKINGS. Thread-safe.
 */
public final class ShorteningService {
    private static final Set<BookingState> GOING_ON =
            EnumSet.of(BookingState.SCHEDULED, BookingState.PROVISIONING, BookingState.ACTIVE);
    private static final Kept<Booking> BOOKING = Kept.by(
            Booking::id,
            (tx, id) -> new BookingTable(tx).get(BookingId.parse(id)).booking());

    private final Store store;
    private final Once once;
    private final WaitList waitList;
    private final Ender ender;
    private final Outages outages;

    /** What is done about outages. */
    public interface Outages {
        /** Returns whether the outage would still hit the booking. */
        boolean hits(Tx tx, OutageId outage, BookingId booking);

        /** Takes back an outage that was not agreed, with all questions that are open. */
        void takeBack(Tx tx, OutageId outage, String why, Actor actor);
    }

    public ShorteningService(Store store, Catalogue catalogue, VpodWork work, WaitList waitList, Outages outages) {
        this.store = store;
        this.once = new Once(store);
        this.waitList = waitList;
        this.ender = new Ender(catalogue, work);
        this.outages = outages;
    }

    /** Lists the questions about outages that are not over, answered or not, for those who manage labs. */
    public Answer<List<Shortening>> list(Caller caller) {
        return caller.managesLabs()
                ? Answer.done(store.read(tx -> new ShorteningTable(tx).notOver()))
                : Answer.refused(RefusalCode.FORBIDDEN, "The answers of holders need the right MANAGE_LABS.");
    }

    /** Lists what nobody has answered about a booking, the most urgent first. */
    public Answer<List<Shortening>> open(BookingId id, Caller caller) {
        return store.read(tx -> {
            Optional<BookingRow> row = new BookingTable(tx).find(id);
            if (row.isEmpty()) {
                return Answer.refused(RefusalCode.UNKNOWN_BOOKING, Access.unknown(id));
            }
            return caller.has(Right.VIEW)
                    ? Answer.done(new ShorteningTable(tx).openOf(id))
                    : Answer.refused(RefusalCode.FORBIDDEN, "Seeing bookings needs the right VIEW.");
        });
    }

    /** Agrees: the booking ends as the question said. */
    public Answer<Booking> agree(BookingId id, OutageId outage, Caller caller) {
        return answer(id, outage, "agreeing to end earlier", caller, this::agreed);
    }

    /** Refuses: the booking stays as it is, and the outage is taken back. */
    public Answer<Booking> refuse(BookingId id, OutageId outage, Caller caller) {
        return answer(id, outage, "refusing to end earlier", caller, this::refused);
    }

    @FunctionalInterface
    private interface Decision {
        Answer<Booking> apply(Tx tx, BookingRow row, Shortening question, Caller caller);
    }

    private Answer<Booking> answer(BookingId id, OutageId outage, String what, Caller caller, Decision decision) {
        return once.write(
                caller,
                BOOKING,
                tx -> new Access(tx, caller)
                        .to(
                                id,
                                what,
                                Access.Level.OWNER,
                                Right.BOOK,
                                row -> question(tx, row, outage)
                                        .then(question -> decision.apply(tx, row, question, caller))));
    }

    private static Answer<Shortening> question(Tx tx, BookingRow row, OutageId outage) {
        Optional<Shortening> found = new ShorteningTable(tx).find(outage, row.id());
        if (found.isEmpty()) {
            return Answer.refused(
                    RefusalCode.UNKNOWN_OUTAGE,
                    "Outage %s asks nothing of booking %s. Look at the booking for what is asked."
                            .formatted(outage, row.id()));
        }
        Shortening question = found.get();
        if (question.state() != Shortening.State.OPEN || !tx.now().isBefore(question.until())) {
            return Answer.refused(RefusalCode.WRONG_STATE, settled(question));
        }
        return Answer.done(question);
    }

    private static String settled(Shortening question) {
        String how = switch (question.state()) {
            case OPEN -> "It could be answered until %s.".formatted(Sentences.time(question.until()));
            case AGREED -> "%s has agreed already.".formatted(question.by().orElseThrow());
            case REFUSED -> "%s has refused already.".formatted(question.by().orElseThrow());
            case OVER -> "The outage was taken back, or the booking is over.";
        };
        return "Whether booking %s may end before outage %s is not asked any more. %s"
                .formatted(question.booking(), question.outage(), how);
    }

    private Answer<Booking> agreed(Tx tx, BookingRow row, Shortening question, Caller caller) {
        Instant end = question.end();
        boolean possible = GOING_ON.contains(row.state())
                && end.isAfter(tx.now())
                && end.isAfter(row.booking().slot().start());
        if (!possible) {
            return Answer.refused(
                    RefusalCode.WRONG_STATE,
                    "Booking %s is %s from %s and cannot end on %s. Release or move it instead."
                            .formatted(
                                    row.id(),
                                    row.state(),
                                    Sentences.time(row.booking().slot().start()),
                                    Sentences.time(end)));
        }
        new ShorteningTable(tx).decide(question, Shortening.State.AGREED, caller.user());
        Instant before = row.booking().slot().end();
        Booking now = end.isBefore(before) ? ender.shorten(tx, row, end).booking() : row.booking();
        new ShorteningTable(tx).settle(row.id(), now.slot().end());
        tx.emit(Lifecycle.about(EventType.SHORTENING_AGREED, now, caller.actor())
                .with("outage", question.outage())
                .with("before", before));
        tx.afterCommit(waitList::serve);
        return Answer.done(now);
    }

    private Answer<Booking> refused(Tx tx, BookingRow row, Shortening question, Caller caller) {
        new ShorteningTable(tx).decide(question, Shortening.State.REFUSED, caller.user());
        notAgreed(
                tx,
                row,
                question,
                caller.actor(),
                "%s did not agree to end booking %s earlier".formatted(caller.user(), row.id()));
        return Answer.done(row.booking());
    }

    private void notAgreed(Tx tx, BookingRow row, Shortening question, Actor actor, String why) {
        tx.emit(Lifecycle.about(EventType.SHORTENING_REFUSED, row.booking(), actor)
                .with("outage", question.outage())
                .with("reason", why));
        outages.takeBack(tx, question.outage(), why, actor);
    }

    /** Takes as refused what nobody answered in time; what is not in the way any more is settled. */
    public void expire() {
        for (Shortening seen : store.read(tx -> new ShorteningTable(tx).due())) {
            store.write(tx -> expired(tx, seen));
        }
    }

    private boolean expired(Tx tx, Shortening seen) {
        BookingTable bookings = new BookingTable(tx);
        new HostTable(tx)
                .lockLab(seen.lab(), bookings.get(seen.booking()).booking().host());
        ShorteningTable table = new ShorteningTable(tx);
        Optional<Shortening> question =
                table.find(seen.outage(), seen.booking()).filter(q -> q.state() == Shortening.State.OPEN);
        if (question.isEmpty()) {
            return false;
        }
        if (!outages.hits(tx, seen.outage(), seen.booking())) {
            table.decide(question.get(), Shortening.State.OVER, Actor.SYSTEM.user());
            return true;
        }
        table.decide(question.get(), Shortening.State.REFUSED, Actor.SYSTEM.user());
        BookingRow row = bookings.get(seen.booking());
        notAgreed(
                tx,
                row,
                seen,
                Actor.SYSTEM,
                "%s did not say by %s whether booking %s may end earlier"
                        .formatted(row.booking().owner(), Sentences.time(seen.until()), row.id()));
        return true;
    }
}
