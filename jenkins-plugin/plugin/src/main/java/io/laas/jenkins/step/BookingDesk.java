package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.model.Run;
import io.laas.engine.Answer;
import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.Availability;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.step.ssh.PipelineKey;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What {@code laasBook} says to the engine. Blocks: for background threads. */
final class BookingDesk {
    private static final Logger LOG = Logger.getLogger(BookingDesk.class.getName());

    private BookingDesk() {}

    /**
     * Books, or finds the booking that the same step of the same run made before a crash.
     *
     * @throws AbortException with the engine's sentence if it is refused
     */
    static BookingId book(StepContext context, BookingWish wish) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        Caller caller = RunUser.of(run, context.get(FlowExecution.class));
        Engine engine = LaasRuntime.get().engine();
        PipelineKey.get().giveTo(engine.accounts());
        BookingRequest request = request(run, wish, caller);
        BookingDecision decision = engine.bookings().book(request, caller.once(StepKey.of(context)));
        if (decision instanceof BookingDecision.Refused no) {
            throw new AbortException(no.refusal().message());
        }
        BookingId booking = made(decision).id();
        RunBookings.remember(run, booking, wish.keeps());
        return booking;
    }

    private static Booking made(BookingDecision decision) {
        if (decision instanceof BookingDecision.Asked asked) {
            return asked.booking();
        }
        return decision instanceof BookingDecision.Granted granted
                ? granted.booking()
                : ((BookingDecision.Waiting) decision).booking();
    }

    private static BookingRequest request(Run<?, ?> run, BookingWish wish, Caller caller) throws AbortException {
        try {
            return wish.request(caller.user(), RunOrigin.of(run, wish.keeps()), run.getExternalizableId());
        } catch (IllegalArgumentException e) {
            AbortException abort = new AbortException("laasBook: " + e.getMessage() + ".");
            abort.initCause(e);
            throw abort;
        }
    }

    /** Gives a booking back on behalf of its owner; one that is over stays as it is. */
    static void release(BookingId id, String why) {
        Engine engine = LaasRuntime.get().engine();
        Answer<Booking> found = engine.bookings().find(id, Caller.SYSTEM).map(view -> view.booking());
        if (found instanceof Answer.Done<Booking> done && !done.value().state().isFinal()) {
            Caller owner = RunUser.givingBack(done.value().owner());
            if (engine.bookings().release(id, why, owner) instanceof Answer.Refused<Booking> no) {
                LOG.log(Level.WARNING, "Booking {0} could not be given back: {1}", new Object[] {
                    id, no.refusal().message()
                });
            }
        }
    }

    /** Returns the sentence with which a booking is given up that waited too long: who has the pod until when. */
    static String waitedTooLong(Booking booking, BookingWish wish, Duration patience) {
        Answer<Availability> answer = LaasRuntime.get().engine().bookings().availability(wish.when(), Caller.SYSTEM);
        String why = answer instanceof Answer.Done<Availability> done ? reasons(done.value()) : "";
        return "Pod %s did not become free within %s (booking %s, given up).%s"
                .formatted(booking.pod(), TimeText.length(patience), booking.id(), why);
    }

    private static String reasons(Availability availability) {
        List<String> reasons = availability.reasons();
        String next = availability
                .nextFree()
                .map(slot -> " Next free slot: %s.".formatted(TimeText.time(slot.start())))
                .orElse("");
        return (reasons.isEmpty() ? "" : " " + String.join("; ", reasons.subList(0, Math.min(3, reasons.size()))) + ".")
                + next;
    }

    /** Returns how a booking ended that nobody gave back here. */
    static String ended(Booking booking) {
        String why = booking.reason().orElse("its time was over");
        return "Booking %s of pod %s is over (%s): %s%s"
                .formatted(booking.id(), booking.pod(), booking.state(), why, why.endsWith(".") ? "" : ".");
    }
}
