package io.laas.jenkins.step;

import hudson.Extension;
import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.operation.Operation;
import io.laas.jenkins.step.ssh.HostKeys;
import io.laas.model.BookingId;
import io.laas.model.operation.OperationKind;
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
    private static final class Execution extends MachineWork {
        private static final long serialVersionUID = 1L;

        Execution(StepContext context, String named) {
            super(context, named);
        }

        @Override
        Answer<Operation> ask(BookingId id, Caller caller) {
            return engine().bookings().reset(id, caller);
        }

        @Override
        boolean isWanted(Operation underWay) {
            return underWay.kind() == OperationKind.RESET;
        }

        @Override
        String words() {
            return "the reset";
        }

        @Override
        String begun(BookingId id) {
            return "Resetting the machines of booking %s.".formatted(id);
        }

        @Override
        String succeeded(BookingId id) {
            HostKeys.forget(id);
            return "The machines of booking %s are as they were at first.".formatted(id);
        }

        @Override
        String doing(BookingId id) {
            return "Resetting booking " + id;
        }

        @Override
        String next() {
            return "Try laasReset again, or release the booking.";
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
