package io.laas.jenkins.step;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.laas.jenkins.page.BookingRunAction;
import io.laas.model.BookingId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The numbers of the bookings a run made; the rest is asked of the engine. Thread-safe. */
public final class RunBookings extends InvisibleAction {
    private List<String> ids = new ArrayList<>();
    private List<String> kept = new ArrayList<>();

    private RunBookings() {}

    /** Remembers a booking with its run, and shows it on the run's page. */
    static void remember(Run<?, ?> run, BookingId booking, boolean keep) throws IOException {
        RunBookings bookings;
        synchronized (run) {
            bookings = run.getAction(RunBookings.class);
            if (bookings == null) {
                bookings = new RunBookings();
                run.addAction(bookings);
            }
        }
        if (bookings.add(booking.toString(), keep)) {
            run.addAction(new BookingRunAction(booking.toString()));
            run.save();
        }
    }

    private synchronized boolean add(String id, boolean keep) {
        if (ids.contains(id)) {
            return false;
        }
        // what is being written to disk meanwhile stays as it is
        ids = plus(ids, id);
        kept = keep ? plus(kept, id) : kept;
        return true;
    }

    private static List<String> plus(List<String> list, String one) {
        List<String> longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }

    /** Returns all bookings the run made, oldest first. */
    public synchronized List<BookingId> all() {
        return ids.stream().map(BookingId::parse).toList();
    }

    /** Returns those that end with the run. */
    synchronized List<BookingId> endingWithRun() {
        return ids.stream()
                .filter(id -> !kept.contains(id))
                .map(BookingId::parse)
                .toList();
    }
}
