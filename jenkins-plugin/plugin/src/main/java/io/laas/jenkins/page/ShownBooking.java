package io.laas.jenkins.page;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingView;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A booking as one reader sees it on a page, in the reader's time zone. */
public final class ShownBooking {
    private static final Set<BookingState> RUNNING = EnumSet.of(BookingState.PROVISIONING, BookingState.ACTIVE);
    private static final Set<BookingState> OVER =
            EnumSet.of(BookingState.CLEANING, BookingState.DONE, BookingState.FAILED, BookingState.CANCELLED);

    private final Booking booking;
    private final Caller reader;
    private final DateTimeFormatter times;

    private ShownBooking(Booking booking, Caller reader, ZoneId zone) {
        this.booking = booking;
        this.reader = reader;
        this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH)
                .withZone(zone);
    }

    static ShownBooking of(BookingView view, Caller reader, ZoneId zone) {
        return new ShownBooking(view.booking(), reader, zone);
    }

    public String getPod() {
        return booking.pod() + " (" + booking.config() + ")";
    }

    public String getOwner() {
        return booking.owner().value();
    }

    public String getPurpose() {
        return booking.purpose();
    }

    public String getState() {
        return booking.state().name();
    }

    /** Returns why it failed or ended early; may be empty. */
    public String getReason() {
        return booking.reason().orElse("");
    }

    public String getStart() {
        return text(booking.slot().start());
    }

    public String getEnd() {
        return text(booking.slot().end());
    }

    private String text(Instant time) {
        return times.format(time);
    }

    public boolean isOver() {
        return OVER.contains(booking.state());
    }

    /** Returns whether the reader may prolong it now; the engine decides in the end. */
    public boolean isExtendable() {
        return RUNNING.contains(booking.state()) && mayAct(Right.EXTEND, booking.isMember(user()));
    }

    /** Returns whether the reader may give it back now; the engine decides in the end. */
    public boolean isReleasable() {
        return !isOver() && mayAct(Right.BOOK, booking.owner().equals(user()));
    }

    private UserId user() {
        return reader.user();
    }

    private boolean mayAct(Right right, boolean close) {
        return reader.has(Right.MANAGE_BOOKINGS) || close && reader.has(right);
    }
}
