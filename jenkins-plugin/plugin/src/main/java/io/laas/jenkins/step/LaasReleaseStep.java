package io.laas.jenkins.step;

import hudson.Extension;
import hudson.Util;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Gives a booking back before its time is over. */
public final class LaasReleaseStep extends ScopedStep {
    private String reason = "";
    private boolean wait;

    @DataBoundConstructor
    public LaasReleaseStep() {}

    public String getReason() {
        return reason;
    }

    @DataBoundSetter
    public void setReason(String reason) {
        this.reason = Util.fixNull(reason).strip();
    }

    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    private static final class Execution extends ScopedExecution implements BookingWatcher {
        private static final long serialVersionUID = 1L;

        private final String reason;
        private final boolean wait;
        private volatile long released;

        Execution(StepContext context, LaasReleaseStep step) {
            super(context, step.getBooking());
            reason = step.getReason();
            wait = step.isWait();
        }

        @Override
        void work() throws IOException, InterruptedException {
            if (released == 0) {
                Caller caller = caller();
                view(caller);
                Booking booking = value(engine().bookings().release(booking(), reason, caller));
                released = booking.id().number();
                log("Booking %s is given back.".formatted(booking.id()));
            }
            if (wait) {
                BookingWatch.get().watch(new BookingId(released), this);
            } else {
                done(null);
            }
        }

        @Override
        public void see(BookingView view) {
            if (view.booking().state().isFinal()) {
                BookingWatch.get().forget(view.booking().id(), this);
                log("Booking %s is %s."
                        .formatted(view.booking().id(), view.booking().state()));
                done(null);
            }
        }

        @Override
        public void lost(String why) {
            BookingWatch.get().forget(new BookingId(released), this);
            done(null);
        }

        @Override
        public void stop(Throwable cause) {
            if (released > 0) {
                BookingWatch.get().forget(new BookingId(released), this);
            }
            super.stop(cause);
        }

        @Override
        public String getStatus() {
            return released > 0 ? "waiting until booking b-" + released + " is cleaned" : "giving the booking back";
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ScopedDescriptor {
        @Override
        public String getFunctionName() {
            return "laasRelease";
        }

        @Override
        public String getDisplayName() {
            return Messages.LaasReleaseStep_name();
        }
    }
}
