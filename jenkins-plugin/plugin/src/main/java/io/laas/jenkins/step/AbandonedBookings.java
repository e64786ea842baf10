package io.laas.jenkins.step;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.laas.engine.Page;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.LaasUnavailableException;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives back what belongs to runs that are over or gone and was not given back by them: after a hard kill, or when Pipeline could not
 * resume them. Runs have some minutes after a start of Jenkins to come back; a booking for which a step of a living run waits is left
 * alone whatever its run is called now.
 */
@Extension
public final class AbandonedBookings extends AsyncPeriodicWork {
    private static final Logger LOG = Logger.getLogger(AbandonedBookings.class.getName());
    private static final int PAGE = 200;

    public AbandonedBookings() {
        super("LaaS: bookings of runs that are over");
    }

    @Override
    public long getRecurrencePeriod() {
        return 5 * MIN;
    }

    @Override
    public long getInitialDelay() {
        return 3 * MIN;
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    @Override
    protected void execute(TaskListener listener) {
        try {
            sweep();
            PodAgents.get().sweep();
        } catch (LaasUnavailableException e) {
            LOG.log(Level.FINE, "The engine is not open", e);
        }
    }

    /** Looks at every booking of a pipeline that is not over. */
    static void sweep() {
        BookingFilter filter =
                BookingFilter.all(PAGE).unfinished().by(Booker.PIPELINE).madeAt(RunOrigin.PREFIX);
        Optional<String> next = Optional.empty();
        do {
            Page<BookingView> page = LaasRuntime.get()
                    .engine()
                    .bookings()
                    .list(
                            next.map(io.laas.model.BookingId::parse)
                                    .map(filter::after)
                                    .orElse(filter),
                            Caller.SYSTEM);
            page.items().stream().map(BookingView::booking).forEach(AbandonedBookings::look);
            next = page.next();
        } while (next.isPresent());
    }

    private static void look(Booking booking) {
        if (booking.state() == BookingState.CLEANING || BookingWatch.get().isWatched(booking.id())) {
            return;
        }
        RunOrigin.endsWith(booking).filter(AbandonedBookings::isOver).ifPresent(run -> {
            LOG.log(Level.INFO, "Giving back booking {0}: its run {1} is over", new Object[] {booking.id(), run});
            BookingDesk.release(booking.id(), "Its run " + run + " is over");
        });
    }

    private static boolean isOver(String id) {
        try {
            Run<?, ?> run = Run.fromExternalizableId(id);
            return run == null || !run.isBuilding();
        } catch (IllegalArgumentException e) {
            LOG.log(Level.FINE, "Not the id of a run: " + id, e);
            return false;
        }
    }
}
