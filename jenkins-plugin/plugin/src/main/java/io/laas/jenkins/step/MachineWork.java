package io.laas.jenkins.step;

import hudson.AbortException;
import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.engine.operation.Operation;
import io.laas.model.BookingId;
import io.laas.model.OperationId;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.operation.OperationState;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Begins an operation on the machines of a booking and waits for its end. What is under way already is waited for first; after a
 * restart it looks for the operation it began.
 */
abstract class MachineWork extends ScopedExecution implements BookingWatcher {
    private static final long serialVersionUID = 1L;

    private volatile long booking;
    private volatile long operation;
    private transient boolean watching;
    private transient BookingProgress progress;

    MachineWork(StepContext context, String named) {
        super(context, named);
    }

    /** Asks the engine for the operation. */
    abstract Answer<Operation> ask(BookingId id, Caller caller);

    /** Returns whether an operation that is under way already does what the step wants. */
    abstract boolean isWanted(Operation underWay);

    /** Returns what is done in words: {@code the reset}. */
    abstract String words();

    /** Says that it has begun. */
    abstract String begun(BookingId id);

    /** Hears of a good end before the step ends; returns what the log says. */
    abstract String succeeded(BookingId id);

    /** Returns the beginning of a sentence of a bad end: {@code Resetting booking b-41}. */
    abstract String doing(BookingId id);

    /** Returns the end of that sentence: what to do next. */
    abstract String next();

    @Override
    final void work() throws IOException, InterruptedException {
        if (operation == 0) {
            ask();
        }
        if (!watching) {
            watching = true;
            BookingWatch.get().watch(new BookingId(booking), this);
        }
    }

    private void ask() throws IOException, InterruptedException {
        Caller caller = caller();
        BookingView view = view(caller);
        BookingId id = view.booking().id();
        booking = id.number();
        Answer<Operation> answer = ask(id, caller);
        Optional<OperationId> running = view.operation()
                .filter(o -> !o.state().isFinal() && isWanted(o))
                .map(Operation::id);
        boolean busy =
                answer instanceof Answer.Refused<Operation> no && no.refusal().code() == RefusalCode.BUSY;
        if (busy && running.isEmpty()) {
            progress()
                    .once("Booking %s: something else is being done to its machines; %s comes after it."
                            .formatted(id, words()));
            return;
        }
        operation = (busy ? running.get() : value(answer).id()).number();
        log(begun(id));
        getContext().saveState();
    }

    @Override
    public final void see(BookingView view) {
        if (isOver()) {
            forget();
            return;
        }
        if (operation == 0) {
            guarded();
            return;
        }
        Optional<Operation> found = engine().operations().find(new OperationId(operation), Caller.SYSTEM);
        found.ifPresent(o -> progress().tell(view.booking(), o));
        if (found.isPresent() && found.get().state().isFinal()) {
            ended(view.booking().id(), found.get());
        } else if (view.booking().state() != BookingState.ACTIVE) {
            forget();
            fail(new AbortException(BookingDesk.ended(view.booking())));
        }
    }

    private void ended(BookingId id, Operation over) {
        forget();
        if (over.state() == OperationState.SUCCEEDED) {
            log(succeeded(id));
            done(null);
        } else {
            fail(new AbortException("%s %s: %s %s"
                    .formatted(
                            doing(id),
                            over.state() == OperationState.FAILED ? "failed" : "was cancelled",
                            over.reason().orElse("no reason is known."),
                            next())));
        }
    }

    @Override
    public final void lost(String why) {
        forget();
        fail(new AbortException(why));
    }

    private void forget() {
        if (booking > 0) {
            BookingWatch.get().forget(new BookingId(booking), this);
        }
    }

    @Override
    public final void stop(Throwable cause) {
        forget();
        super.stop(cause);
    }

    private synchronized BookingProgress progress() {
        if (progress == null) {
            progress = new BookingProgress(this::log);
        }
        return progress;
    }

    @Override
    public final String getStatus() {
        return operation > 0 ? progress().status() : "asking for " + words();
    }
}
