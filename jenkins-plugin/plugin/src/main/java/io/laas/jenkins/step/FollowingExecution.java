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
 * A step that has something done to the machines of a booking and follows it to its end. If something else is being done, it
 * waits for that. After a restart it looks for what it began.
 */
abstract class FollowingExecution extends ScopedExecution implements BookingWatcher {
    private static final long serialVersionUID = 1L;

    private volatile long booking;
    private volatile long operation;
    private transient boolean watching;
    private transient BookingProgress progress;

    FollowingExecution(StepContext context, String named) {
        super(context, named);
    }

    /** Asks the engine to begin; the answer is the number of the operation. */
    abstract Answer<OperationId> ask(BookingView view, Caller caller) throws IOException, InterruptedException;

    /** Returns one under way that would do as well; none unless overridden. */
    Optional<OperationId> running(BookingView view) {
        return Optional.empty();
    }

    /** Returns what it is called in messages: {@code the reset}. */
    abstract String what();

    /** Returns what the log says when it has begun. */
    abstract String begun(BookingId id);

    /** It has ended well: calls {@link #done}. */
    abstract void succeeded(BookingView view, Operation ended);

    /** Returns why the step fails. */
    abstract String failed(BookingView view, Operation ended);

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
        booking = view.booking().id().number();
        Answer<OperationId> answer = ask(view, caller);
        boolean busy =
                answer instanceof Answer.Refused<OperationId> no && no.refusal().code() == RefusalCode.BUSY;
        Optional<OperationId> running = busy ? running(view) : Optional.empty();
        if (busy && running.isEmpty()) {
            progress()
                    .once("Booking %s: something else is being done to its machines; %s comes after it."
                            .formatted(view.booking().id(), what()));
            return;
        }
        operation = (busy ? running.get() : value(answer)).number();
        log(begun(view.booking().id()));
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
            ended(view, found.get());
        } else if (view.booking().state() != BookingState.ACTIVE) {
            forget();
            fail(new AbortException(BookingDesk.ended(view.booking())));
        }
    }

    private void ended(BookingView view, Operation ended) {
        forget();
        if (ended.state() == OperationState.SUCCEEDED) {
            succeeded(view, ended);
        } else {
            fail(new AbortException(failed(view, ended)));
        }
    }

    /** Returns how it ended and why, for the middle of a sentence. */
    static String reason(Operation ended) {
        return "%s: %s"
                .formatted(
                        ended.state() == OperationState.FAILED ? "failed" : "was cancelled",
                        ended.reason().orElse("no reason is known."));
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
    public void stop(Throwable cause) {
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
    public String getStatus() {
        return operation > 0 ? progress().status() : "asking for " + what();
    }
}
