package io.laas.engine;

import io.laas.engine.account.AccountService;
import io.laas.engine.booking.BookingService;
import io.laas.engine.event.EventLog;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.operation.OperationService;
import io.laas.engine.outage.OutageService;
import io.laas.engine.port.PodOperations;
import io.laas.engine.reconcile.Reconciler;
import io.laas.engine.vpod.VpodService;
import io.laas.model.lab.Lab;
import java.time.InstantSource;
import java.util.List;

/** The engine of one controller. Thread-safe. Nothing happens by itself: somebody calls {@link #tick()} every second or so. */
public final class Engine implements AutoCloseable {
    private Engine() {}

    /**
     * Opens the store, migrates it if need be and takes hold of it for this process.
     *
     * @throws io.laas.engine.store.StoreException if the store cannot be opened or another process holds it
     */
    public static Engine open(EngineSettings settings, PodOperations operations, InstantSource clock) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Makes these the labs. Bookings stay as they are; hosts and static vpods that are gone and in use drain. */
    public void configure(List<Lab> labs) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Does everything that is due: starts, ends, reminders, wait list, retries. Idempotent. */
    public void tick() {
        throw new IllegalStateException("the engine is not open");
    }

    /** Returns the stable identity of this controller, which its tags carry. */
    public String controller() {
        throw new IllegalStateException("the engine is not open");
    }

    public Catalogue catalogue() {
        throw new IllegalStateException("the engine is not open");
    }

    public BookingService bookings() {
        throw new IllegalStateException("the engine is not open");
    }

    public VpodService vpods() {
        throw new IllegalStateException("the engine is not open");
    }

    public OperationService operations() {
        throw new IllegalStateException("the engine is not open");
    }

    public OutageService outages() {
        throw new IllegalStateException("the engine is not open");
    }

    public EventLog events() {
        throw new IllegalStateException("the engine is not open");
    }

    public AccountService accounts() {
        throw new IllegalStateException("the engine is not open");
    }

    public Reconciler reconciler() {
        throw new IllegalStateException("the engine is not open");
    }

    /** Lets go of the store. Operations under way go on and are taken up again at the next start. */
    @Override
    public void close() {}
}
