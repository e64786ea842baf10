package io.laas.jenkins.step;

import hudson.Extension;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Tells how a booking stands. */
public final class LaasStatusStep extends ScopedStep {
    @DataBoundConstructor
    public LaasStatusStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, getBooking());
    }

    private static final class Execution extends ScopedExecution {
        private static final long serialVersionUID = 1L;

        Execution(StepContext context, String booking) {
            super(context, booking);
        }

        @Override
        void work() throws IOException, InterruptedException {
            done(PodMap.of(value(engine().bookings().find(booking(), caller()))));
        }

        @Override
        public String getStatus() {
            return "asking how the booking stands";
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ScopedDescriptor {
        @Override
        public String getFunctionName() {
            return "laasStatus";
        }

        @Override
        public String getDisplayName() {
            return Messages.LaasStatusStep_name();
        }
    }
}
