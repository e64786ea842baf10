package io.laas.jenkins.page;

import hudson.model.Action;
import hudson.model.Failure;
import io.laas.engine.Answer;
import io.laas.engine.Engine;
import io.laas.engine.booking.BookingService;
import io.laas.engine.booking.BookingView;
import io.laas.engine.booking.Extension;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.LaasUnavailableException;
import io.laas.jenkins.access.JenkinsCallers;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.verb.POST;

/**
 * A booking on the page of the run that made it. It keeps the booking's number only and shows what the engine says now; a booking
 * that is over, an engine that is not open and a number that is not known any more are told as such.
 */
public final class BookingRunAction implements Action {
    private static final Duration MORE = Duration.ofHours(1);

    /** Kept with the booking for whoever reads it, so it is in one language. */
    private static final String REASON = "given back on the page of its run";

    private final String bookingId;

    public BookingRunAction(String bookingId) {
        this.bookingId = BookingId.parse(bookingId).toString();
    }

    public String getBookingId() {
        return bookingId;
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.BookingRunAction_displayName(bookingId);
    }

    @Override
    public String getUrlName() {
        return "laas-" + bookingId;
    }

    /** Returns whether the reader may see more of it than its number. */
    public boolean isVisible() {
        return JenkinsFacade.jenkins().hasPermission(LaasPermissions.VIEW);
    }

    /** Returns it as it stands, for the page; null if that cannot be told, see {@link #getTrouble()}. */
    public ShownBooking getBooking() {
        return find().orElse(null);
    }

    /** Returns why there is nothing to show of it. */
    public String getTrouble() {
        return LaasRuntime.get().trouble().orElseGet(() -> Messages.BookingRunAction_unknown(bookingId));
    }

    private Optional<ShownBooking> find() {
        try {
            Engine engine = LaasRuntime.get().engine();
            JenkinsCallers callers = new JenkinsCallers();
            return engine.bookings().find(id(), callers.current()) instanceof Answer.Done<BookingView> done
                    ? Optional.of(ShownBooking.of(done.value(), callers.current(), ReaderZone.of(engine)))
                    : Optional.empty();
        } catch (LaasUnavailableException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private BookingId id() {
        return BookingId.parse(bookingId);
    }

    /** Prolongs it by an hour. */
    @POST
    public HttpResponse doExtend() {
        JenkinsFacade.jenkins().checkPermission(LaasPermissions.EXTEND);
        return done(bookings -> bookings.extend(id(), new Extension.By(MORE), new JenkinsCallers().current()));
    }

    /** Gives it back. */
    @POST
    public HttpResponse doRelease() {
        JenkinsFacade.jenkins().checkPermission(LaasPermissions.BOOK);
        return done(bookings -> bookings.release(id(), REASON, new JenkinsCallers().current()));
    }

    private static HttpResponse done(Function<BookingService, Answer<Booking>> change) {
        try {
            if (change.apply(LaasRuntime.get().engine().bookings()) instanceof Answer.Refused<Booking> no) {
                throw new Failure(no.refusal().message());
            }
            return new HttpRedirect("..");
        } catch (LaasUnavailableException | IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}
