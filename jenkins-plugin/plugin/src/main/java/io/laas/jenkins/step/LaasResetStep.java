package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.engine.operation.Operation;
import io.laas.jenkins.step.ssh.HostKeys;
import io.laas.model.BookingId;
import io.laas.model.OperationId;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationState;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Brings the machines of a booking back to their known state and waits until they are. */
public final class LaasResetStep extends ScopedStep {
    @DataBoundConstructor
    public LaasResetStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, getBooking());
    }

    /** Begins the reset, or joins one that is under way; after a restart it looks for the one it began. */
    private static final class Execution extends ScopedExecution implements BookingWatcher {
        private static final long serialVersionUID = 1L;

        private volatile long booking;
        private volatile long operation;
        private transient boolean watching;
        private transient BookingProgress progress;

        Execution(StepContext context, String named) {
            super(context, named);
        }

        @Override
        void work() throws IOException, InterruptedException {
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
            Answer<Operation> answer = engine().bookings().reset(view.booking().id(), caller);
            Optional<OperationId> running = view.operation()
                    .filter(o -> !o.state().isFinal() && o.kind() == OperationKind.RESET)
                    .map(Operation::id);
            boolean busy = answer instanceof Answer.Refused<Operation> no
                    && no.refusal().code() == RefusalCode.BUSY;
            if (busy && running.isEmpty()) {
                progress()
                        .once("Booking %s: something else is being done to its machines; the reset comes after it."
                                .formatted(view.booking().id()));
                return;
            }
            operation = (busy ? running.get() : value(answer).id()).number();
            log("Resetting the machines of booking %s.".formatted(view.booking().id()));
            getContext().saveState();
        }

        @Override
        public void see(BookingView view) {
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

        private void ended(BookingView view, Operation reset) {
            forget();
            if (reset.state() == OperationState.SUCCEEDED) {
                HostKeys.forget(view.booking().id());
                log("The machines of booking %s are as they were at first."
                        .formatted(view.booking().id()));
                done(null);
            } else {
                fail(new AbortException("Resetting booking %s %s: %s Try laasReset again, or release the booking."
                        .formatted(
                                view.booking().id(),
                                reset.state() == OperationState.FAILED ? "failed" : "was cancelled",
                                reset.reason().orElse("no reason is known."))));
            }
        }

        @Override
        public void lost(String why) {
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
            return operation > 0 ? progress().status() : "asking for a reset";
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ScopedDescriptor {
        @Override
        public String getFunctionName() {
            return "laasReset";
        }

        @Override
        public String getDisplayName() {
            return Messages.LaasResetStep_name();
        }
    }
}
