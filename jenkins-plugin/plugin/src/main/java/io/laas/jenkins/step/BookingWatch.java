package io.laas.jenkins.step;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.laas.engine.Answer;
import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.LaasUnavailableException;
import io.laas.model.BookingId;
import io.laas.model.booking.BookingState;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Wakes steps when something happens to their booking. One thread reads the engine's events once for all steps; who waits in a queue
 * is looked up in one go, at most once a second; and every {@link #SLOW} all are looked at whether something happened or not. A step
 * that waits costs an entry in a map. Thread-safe.
 */
@Extension
public final class BookingWatch {
    private static final Logger LOG = Logger.getLogger(BookingWatch.class.getName());
    private static final Duration SLOW = Duration.ofSeconds(20);
    private static final Duration QUEUE = Duration.ofSeconds(1);
    private static final int EVENTS = 1000;
    private static final int WAITING = 500;
    /** After these, places in a queue may be others than before. */
    private static final Set<EventType> MOVE_QUEUES =
            EnumSet.range(EventType.BOOKING_REQUESTED, EventType.BOOKING_CANCELLED);

    private final Map<BookingId, List<Watched>> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            new NamingThreadFactory(new DaemonThreadFactory(), "laas-booking-watch"));
    private final AtomicBoolean stirred = new AtomicBoolean();
    private final AtomicBoolean queueMoved = new AtomicBoolean();
    private boolean begun;
    private Engine heard;
    private AutoCloseable listening;
    private long last;

    /** Returns the watch of this Jenkins. */
    static BookingWatch get() {
        return ExtensionList.lookupSingleton(BookingWatch.class);
    }

    /** Closes the watch before the engine goes. */
    @Terminator
    public static void onShutdown() {
        get().close();
    }

    /** Lets a watcher hear of a booking from now on, beginning with how it stands. */
    void watch(BookingId booking, BookingWatcher watcher) {
        begin();
        Watched one = new Watched(watcher);
        watched.compute(booking, (id, list) -> {
            List<Watched> all = list == null ? new CopyOnWriteArrayList<>() : list;
            all.removeIf(w -> w.is(watcher));
            all.add(one);
            return all;
        });
        wake(booking, one);
    }

    /** Tells a watcher nothing any more. */
    void forget(BookingId booking, BookingWatcher watcher) {
        watched.computeIfPresent(booking, (id, list) -> {
            list.removeIf(w -> w.is(watcher));
            return list.isEmpty() ? null : list;
        });
    }

    /** Looks at a booking at a certain time, because something is due then. */
    void lookAt(BookingId booking, Instant when) {
        long delay = Math.max(
                        0,
                        Duration.between(LaasRuntime.get().clock().instant(), when)
                                .toMillis())
                + 1;
        schedule(() -> watchersOf(booking).forEach(w -> wake(booking, w)), delay);
    }

    /** Returns whether a step of a living run waits for the booking or is inside it. */
    boolean isWatched(BookingId booking) {
        return watched.containsKey(booking);
    }

    private List<Watched> watchersOf(BookingId booking) {
        return watched.getOrDefault(booking, List.of());
    }

    private synchronized void begin() {
        if (!begun) {
            begun = true;
            thread.scheduleWithFixedDelay(
                    () -> quietly(this::lookAtAll), SLOW.toMillis(), SLOW.toMillis(), TimeUnit.MILLISECONDS);
        }
        quietly(this::listen);
    }

    private synchronized void listen() {
        Engine engine = LaasRuntime.get().engine();
        if (heard != engine) {
            last = engine.events().last();
            listening = engine.events().listen(this::stir);
            heard = engine;
        }
    }

    private void stir() {
        if (!watched.isEmpty() && stirred.compareAndSet(false, true)) {
            schedule(this::readEvents, 0);
        }
    }

    private void readEvents() {
        stirred.set(false);
        Engine engine = LaasRuntime.get().engine();
        Set<BookingId> moved = new HashSet<>();
        boolean queues = false;
        List<Event> events;
        do {
            events = engine.events().after(last, EVENTS);
            for (Event event : events) {
                event.booking().ifPresent(moved::add);
                queues |= MOVE_QUEUES.contains(event.type());
                last = event.sequence();
            }
        } while (events.size() == EVENTS);
        moved.forEach(id -> watchersOf(id).forEach(w -> wake(id, w)));
        if (queues && queueMoved.compareAndSet(false, true)) {
            schedule(this::lookAtQueues, QUEUE.toMillis());
        }
    }

    private void lookAtQueues() {
        queueMoved.set(false);
        waiting().forEach(view -> watchersOf(view.booking().id()).forEach(w -> wake(view, w)));
    }

    /** Everybody, those in a queue with one look. */
    private void lookAtAll() {
        if (watched.isEmpty()) {
            return;
        }
        listen();
        Set<BookingId> seen = new HashSet<>();
        for (BookingView view : waiting()) {
            seen.add(view.booking().id());
            watchersOf(view.booking().id()).forEach(w -> wake(view, w));
        }
        watched.forEach((id, list) -> {
            if (!seen.contains(id)) {
                list.forEach(w -> wake(id, w));
            }
        });
    }

    private static List<BookingView> waiting() {
        BookingFilter filter = BookingFilter.all(WAITING).in(EnumSet.of(BookingState.WAITING));
        return LaasRuntime.get().engine().bookings().list(filter, Caller.SYSTEM).items();
    }

    private static void wake(BookingView view, Watched one) {
        one.wake(() -> one.watcher.see(view));
    }

    private static void wake(BookingId booking, Watched one) {
        one.wake(() -> {
            Answer<BookingView> answer = LaasRuntime.get().engine().bookings().find(booking, Caller.SYSTEM);
            if (answer instanceof Answer.Refused<BookingView> no) {
                one.watcher.lost(no.refusal().message());
            } else {
                one.watcher.see(((Answer.Done<BookingView>) answer).value());
            }
        });
    }

    private void schedule(Runnable work, long millis) {
        try {
            thread.schedule(() -> quietly(work), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "Jenkins is shutting down", e);
        }
    }

    private static void quietly(Runnable work) {
        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            work.run();
        } catch (LaasUnavailableException e) {
            LOG.log(Level.FINE, "The engine is not open; bookings are looked at again when it is", e);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Bookings of pipelines could not be looked at; that is tried again", e);
        }
    }

    private void close() {
        thread.shutdownNow();
        synchronized (this) {
            if (listening != null) {
                try {
                    listening.close();
                } catch (Exception e) {
                    LOG.log(Level.FINE, "The engine's events are not listened to any more", e);
                }
            }
        }
    }

    /** A watcher and what it has yet to be told; the latest news only. */
    private static final class Watched {
        private final BookingWatcher watcher;
        private Runnable next;
        private boolean telling;

        Watched(BookingWatcher watcher) {
            this.watcher = watcher;
        }

        boolean is(BookingWatcher other) {
            return watcher == other;
        }

        synchronized void wake(Runnable news) {
            next = news;
            if (!telling) {
                telling = true;
                StepWork.soon(this::tell);
            }
        }

        private void tell() {
            for (Runnable news = take(); news != null; news = take()) {
                quietly(news);
            }
        }

        private synchronized Runnable take() {
            Runnable news = next;
            next = null;
            telling = news != null;
            return news;
        }
    }
}
