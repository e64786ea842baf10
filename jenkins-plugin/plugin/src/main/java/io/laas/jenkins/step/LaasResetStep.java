package io.laas.jenkins.step;

import hudson.Extension;
import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.engine.operation.Operation;
import io.laas.jenkins.step.ssh.HostKeys;
import io.laas.model.BookingId;
import io.laas.model.OperationId;
import io.laas.model.operation.OperationKind;
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

    /** Begins the reset, or joins one that is under way. */
    private static final class Execution extends FollowingExecution {
        private static final long serialVersionUID = 1L;

        Execution(StepContext context, String named) {
            super(context, named);
        }

        @Override
        Answer<OperationId> ask(BookingView view, Caller caller) throws IOException, InterruptedException {
            return engine().bookings()
                    .reset(view.booking().id(), caller.once(StepKey.of(getContext())))
                    .map(Operation::id);
        }

        @Override
        Optional<OperationId> running(BookingView view) {
            return view.operation()
                    .filter(o -> !o.state().isFinal() && o.kind() == OperationKind.RESET)
                    .map(Operation::id);
        }

        @Override
        String what() {
            return "the reset";
        }

        @Override
        String begun(BookingId id) {
            return "Resetting the machines of booking %s.".formatted(id);
        }

        @Override
        void succeeded(BookingView view, Operation ended) {
            BookingId id = view.booking().id();
            HostKeys.forget(id);
            log("The machines of booking %s are as they were at first.".formatted(id));
            done(null);
        }

        @Override
        String failed(BookingView view, Operation ended) {
            return "Resetting booking %s %s Try laasReset again, or release the booking."
                    .formatted(view.booking().id(), reason(ended));
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
