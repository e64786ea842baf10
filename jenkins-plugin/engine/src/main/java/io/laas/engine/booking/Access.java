package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.RefusalCode;
import java.util.Optional;
import java.util.function.Function;

/** Finds a booking for somebody who wants to change it: authorised, locked and read after the lock. */
final class Access {
    /** How close to a booking one must be. */
    enum Level {
        /** Its owner or a collaborator. */
        MEMBER,
        /** Its owner. */
        OWNER
    }

    private final Tx tx;
    private final Caller caller;

    Access(Tx tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    /**
     * Does the work on the booking if the caller may; refuses and records otherwise.
     *
     * @param right what those need who are close to the booking
     */
    <T> Answer<T> to(BookingId id, String what, Level level, Right right, Function<BookingRow, Answer<T>> work) {
        BookingTable bookings = new BookingTable(tx);
        Optional<BookingRow> found = bookings.find(id);
        if (found.isEmpty()) {
            return Audit.refuse(tx, caller, what + " " + id, RefusalCode.UNKNOWN_BOOKING, unknown(id));
        }
        Booking booking = found.get().booking();
        if (!caller.managesBookings() && !close(booking, level)) {
            return forbidden(what, level, booking);
        }
        if (!caller.has(right)) {
            return Audit.forbid(tx, caller, what + " " + id, right);
        }
        new HostTable(tx).lockLab(booking.lab(), booking.host());
        Answer<T> answer = work.apply(bookings.get(id));
        return answer instanceof Answer.Refused<T> no
                ? Audit.refuse(tx, caller, what + " " + id, no.refusal())
                : answer;
    }

    static String unknown(BookingId id) {
        return "There is no booking " + id + ". List the bookings to see which there are.";
    }

    private boolean close(Booking booking, Level level) {
        return level == Level.OWNER ? booking.owner().equals(caller.user()) : booking.isMember(caller.user());
    }

    private <T> Answer<T> forbidden(String what, Level level, Booking booking) {
        String who = level == Level.OWNER ? "its owner" : "its owner or a collaborator";
        return Audit.refuse(
                tx,
                caller,
                what + " " + booking.id(),
                RefusalCode.FORBIDDEN,
                "Booking %s belongs to %s; %s is needed to change it this way (%s), or the right MANAGE_BOOKINGS."
                        .formatted(booking.id(), booking.owner(), who, what));
    }
}
