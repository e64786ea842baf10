package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.Extension.By;
import io.laas.model.booking.Booking;
import java.io.IOException;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Lets a booking end later. */
public final class LaasExtendStep extends ScopedStep {
    private int hours;
    private String length = "";

    @DataBoundConstructor
    public LaasExtendStep() {}

    public int getHours() {
        return hours;
    }

    @DataBoundSetter
    public void setHours(int hours) {
        this.hours = hours;
    }

    public String getLength() {
        return length;
    }

    @DataBoundSetter
    public void setLength(String length) {
        this.length = Util.fixNull(length).strip();
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        if (hours > 0 == !length.isEmpty()) {
            throw new AbortException(
                    "laasExtend: say by how much, with hours or with length, for example laasExtend(hours: 2) or laasExtend(length: '30m').");
        }
        return new Execution(context, getBooking(), hours > 0 ? hours + "h" : length);
    }

    private static final class Execution extends ScopedExecution {
        private static final long serialVersionUID = 1L;

        private final String length;

        Execution(StepContext context, String booking, String length) {
            super(context, booking);
            this.length = length;
        }

        @Override
        void work() throws IOException, InterruptedException {
            Duration by = TimeText.length("length", length);
            Caller caller = caller();
            view(caller);
            Booking extended =
                    value(engine().bookings().extend(booking(), new By(by), caller.once(StepKey.of(getContext()))));
            String until = extended.slot().end().toString();
            log("Booking %s is extended until %s."
                    .formatted(extended.id(), TimeText.time(extended.slot().end())));
            done(until);
        }

        @Override
        public String getStatus() {
            return "extending the booking by " + length;
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ScopedDescriptor {
        @Override
        public String getFunctionName() {
            return "laasExtend";
        }

        @Override
        public String getDisplayName() {
            return Messages.LaasExtendStep_name();
        }

        /** Says whether it is a length. */
        @POST
        public FormValidation doCheckLength(@QueryParameter String value) {
            return StepForm.checkLength("length", value);
        }
    }
}
