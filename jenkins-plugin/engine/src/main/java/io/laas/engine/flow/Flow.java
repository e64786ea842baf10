package io.laas.engine.flow;

import io.laas.engine.EngineSettings;
import io.laas.engine.account.Once;
import io.laas.engine.booking.DueBookings;
import io.laas.engine.booking.IdleWatch;
import io.laas.engine.booking.Reminders;
import io.laas.engine.booking.ShorteningService;
import io.laas.engine.booking.WaitList;
import io.laas.engine.image.ImageKeeper;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.operation.Dispatcher;
import io.laas.engine.outage.OutageSeriesService;
import io.laas.engine.port.PodOperations;
import io.laas.engine.privacy.Forgetter;
import io.laas.engine.reconcile.Reconciler;
import io.laas.engine.store.Store;
import io.laas.engine.store.StoreException;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is due with time. Each step stands for itself: trouble in one does not keep the others from being done. */
public final class Flow {
    private static final Logger LOG = LoggerFactory.getLogger(Flow.class);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final Catalogue catalogue;
    private final Dispatcher dispatcher;
    private final DueBookings due;
    private final Once once;
    private final VpodCare care;
    private final Configuration configuration;
    private final WaitList waitList;
    private final OutageSeriesService outageSeries;
    private final ShorteningService shortenings;
    private final Reminders reminders;
    private final Reconciler reconciler;
    private final IdleWatch idle;
    private final ImageKeeper images;
    private final Forgetter forgetter;
    private final PodOperations operations;
    private final InstantSource clock;
    private final Executor background;
    private final EngineSettings settings;
    private final AtomicReference<Instant> probed = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<Instant> reconciled = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<Instant> watched = new AtomicReference<>(Instant.EPOCH);
    private final AtomicBoolean watching = new AtomicBoolean();
    private final AtomicReference<Instant> kept = new AtomicReference<>(Instant.EPOCH);

    /** What the flow drives. */
    public record Parts(
            Store store,
            Catalogue catalogue,
            VpodWork work,
            Dispatcher dispatcher,
            DueBookings due,
            WaitList waitList,
            OutageSeriesService outageSeries,
            ShorteningService shortenings,
            Reconciler reconciler,
            ImageKeeper images,
            PodOperations operations) {}

    public Flow(Parts parts, EngineSettings settings, InstantSource clock, Executor background) {
        this.catalogue = parts.catalogue();
        this.dispatcher = parts.dispatcher();
        this.due = parts.due();
        this.once = new Once(parts.store());
        this.waitList = parts.waitList();
        this.outageSeries = parts.outageSeries();
        this.shortenings = parts.shortenings();
        this.reconciler = parts.reconciler();
        this.images = parts.images();
        this.forgetter = new Forgetter(parts.store(), catalogue);
        this.operations = parts.operations();
        this.care = new VpodCare(parts.store(), catalogue, parts.work());
        this.configuration = new Configuration(parts.store(), catalogue, parts.work());
        this.idle = new IdleWatch(parts.store(), catalogue, parts.work(), operations);
        this.reminders = new Reminders(parts.store(), catalogue);
        this.settings = settings;
        this.clock = clock;
        this.background = background;
    }

    /** Makes these the labs. */
    public void configure(List<Lab> labs) {
        configuration.apply(labs);
        probed.set(Instant.EPOCH);
        reconciled.set(Instant.EPOCH);
    }

    /** Does everything that is due. */
    public void tick() {
        step("delivering outcomes", dispatcher::dispatchAll);
        step("ending bookings", due::end);
        step("withdrawing offers", due::withdrawOffers);
        step("withdrawing requests", due::withdrawRequests);
        step("giving up what holders did not agree to", shortenings::expire);
        somethingMayBeFree();
        tend();
        if (turn(kept, HOUSEKEEPING)) {
            step("reminding", reminders::send);
            step("repeating outages", outageSeries::extend);
            step("prolonging holds", due::prolongCleaning);
            step("purging keys", once::purge);
        }
        if (turn(probed, settings.probeEvery())) {
            inBackground(this::probe);
        }
        if (turn(watched, HOUSEKEEPING)) {
            inBackground(this::watch);
        }
        if (turn(reconciled, settings.reconcileEvery())) {
            inBackground(() -> step("reconciling", reconciler::routine));
            inBackground(() -> step("looking after images", images::routine));
            inBackground(() -> step("forgetting people", forgetter::routine));
        }
    }

    /** Starts and grants what may be possible now. */
    public void somethingMayBeFree() {
        step("starting bookings", due::start);
        step("serving the wait list", waitList::serve);
    }

    /** Cares for vpods now. */
    public void tend() {
        step("caring for vpods", care::tend);
    }

    /** One look at a time: hosts that answer slowly are not asked the more for that. */
    private void watch() {
        if (watching.compareAndSet(false, true)) {
            try {
                step("looking for idle pods", idle::look);
            } finally {
                watching.set(false);
            }
        }
    }

    private void probe() {
        for (Lab lab : catalogue.labs()) {
            for (Host host : lab.hosts()) {
                step("probing a host", () -> catalogue.put(host.id(), operations.probe(host)));
            }
        }
    }

    /** Returns whether the time has come, for one caller only; a clock that was set back counts as come. */
    private boolean turn(AtomicReference<Instant> last, Duration every) {
        Instant now = clock.instant();
        Instant before = last.get();
        boolean come = !now.isBefore(before.plus(every)) || now.isBefore(before);
        return come && last.compareAndSet(before, now);
    }

    private void inBackground(Runnable work) {
        try {
            background.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine is closing", e);
        }
    }

    private static void step(String what, Runnable work) {
        try {
            work.run();
        } catch (StoreException e) {
            LOG.warn("{} failed and is done at the next tick: {}", what, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} failed and is done at the next tick", what, e);
        }
    }
}
