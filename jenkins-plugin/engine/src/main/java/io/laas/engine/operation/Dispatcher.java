package io.laas.engine.operation;

import io.laas.engine.operation.OperationTable.OperationRow;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.engine.port.PodOperations;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Store;
import io.laas.engine.store.StoreException;
import io.laas.engine.store.Tx;
import io.laas.model.Actor;
import io.laas.model.OperationId;
import io.laas.model.event.EventType;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskReport;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands operations over and writes down what is heard of them. What is queued or running in the store and was not handed over by
 * this process is handed over (again): after a crash an operation is run once more with the same number. Thread-safe.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Store store;
    private final PodOperations operations;
    private final Orders orders;
    private final Set<OperationId> inFlight = ConcurrentHashMap.newKeySet();
    private final Map<OperationId, OperationOutcome> undelivered = new ConcurrentHashMap<>();
    private volatile Outcomes outcomes = (id, outcome) -> {};
    private volatile boolean closed;

    /** Makes the order for an operation from what the store knows. */
    @FunctionalInterface
    public interface Orders {
        Prepared prepare(Tx tx, OperationRow operation);
    }

    /** Draws the consequences of an outcome, in one transaction. */
    @FunctionalInterface
    public interface Outcomes {
        void finished(OperationId operation, OperationOutcome outcome);
    }

    /** An order and which keys it puts on the machines. */
    public record Prepared(OperationOrder order, String keysHash) {}

    public Dispatcher(Store store, PodOperations operations, Orders orders) {
        this.store = store;
        this.operations = operations;
        this.orders = orders;
    }

    /** Sets who draws the consequences; before anything is handed over. */
    public void consequences(Outcomes newOutcomes) {
        outcomes = newOutcomes;
    }

    /** Hands over everything that is open and was not handed over by this process, and delivers what could not be stored. */
    public void dispatchAll() {
        undelivered.forEach(this::deliver);
        store.read(tx -> new OperationTable(tx).open()).forEach(this::dispatch);
    }

    /** Hands the operation over unless that was done. */
    public void dispatch(OperationId id) {
        if (closed || !inFlight.add(id)) {
            return;
        }
        Optional<Handover> handover = Optional.empty();
        try {
            handover = store.write(tx -> prepare(tx, id));
        } finally {
            if (handover.isEmpty()) {
                inFlight.remove(id);
            }
        }
        handover.ifPresent(h -> start(id, h));
    }

    private record Handover(Prepared prepared, boolean cancelled) {}

    private Optional<Handover> prepare(Tx tx, OperationId id) {
        OperationTable table = new OperationTable(tx);
        return table.lock(id).filter(row -> !row.operation().state().isFinal()).map(row -> {
            Prepared prepared = orders.prepare(tx, row);
            table.keys(id, prepared.keysHash());
            return new Handover(prepared, row.cancelled());
        });
    }

    private void start(OperationId id, Handover handover) {
        if (closed) {
            return;
        }
        try {
            operations.start(handover.prepared().order(), new Listener(id));
            if (handover.cancelled()) {
                operations.cancel(id);
            }
        } catch (RuntimeException e) {
            LOG.error("Operation {} could not be started", id, e);
            deliver(id, new OperationOutcome.Failed("start", "It could not be started: " + e.getMessage(), ""));
        }
    }

    /** Passes a request to stop on. */
    public void cancel(OperationId id) {
        operations.cancel(id);
    }

    /** Hears of nothing from now on; what goes on is taken up by the next process. */
    public void close() {
        closed = true;
    }

    private void deliver(OperationId id, OperationOutcome outcome) {
        if (closed) {
            return;
        }
        try {
            outcomes.finished(id, outcome);
            undelivered.remove(id);
            inFlight.remove(id);
        } catch (StoreException e) {
            undelivered.put(id, outcome);
            LOG.warn("The end of operation {} is stored later: {}", id, e.getMessage());
        }
    }

    /** Returns an event about an operation. */
    public static EventDraft about(EventType type, Operation operation) {
        return EventDraft.of(type, Actor.SYSTEM)
                .operation(operation.id())
                .vpod(operation.vpod())
                .booking(operation.booking())
                .with("kind", operation.kind());
    }

    /** Writes down what is heard of one operation; trouble with the store does not disturb the work itself. */
    private final class Listener implements OperationListener {
        private final OperationId id;

        Listener(OperationId id) {
            this.id = id;
        }

        @Override
        public void started() {
            quietly(() -> store.write(tx -> Progress.began(tx, id)));
        }

        @Override
        public void taskChanged(TaskReport report) {
            quietly(() -> store.write(tx -> Progress.heard(tx, id, report)));
        }

        @Override
        public void finished(OperationOutcome outcome) {
            deliver(id, outcome);
        }

        private void quietly(Runnable work) {
            if (closed) {
                return;
            }
            try {
                work.run();
            } catch (StoreException e) {
                LOG.warn("Progress of operation {} is not stored: {}", id, e.getMessage());
            }
        }
    }
}
