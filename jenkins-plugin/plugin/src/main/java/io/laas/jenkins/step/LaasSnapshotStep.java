package io.laas.jenkins.step;

import hudson.Extension;
import hudson.Util;
import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.engine.operation.Operation;
import io.laas.engine.snapshot.NewSnapshot;
import io.laas.engine.snapshot.Snapshot;
import io.laas.model.BookingId;
import io.laas.model.OperationId;
import io.laas.model.design.Sharing;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Saves the disks of machines of a booking as images, and waits until they are there. */
public final class LaasSnapshotStep extends ScopedStep {
    private final String name;
    private String machine = "";
    private boolean powerOff;

    @DataBoundConstructor
    public LaasSnapshotStep(String name) {
        this.name = Util.fixNull(name).strip();
    }

    public String getName() {
        return name;
    }

    public String getMachine() {
        return machine;
    }

    @DataBoundSetter
    public void setMachine(String machine) {
        this.machine = Util.fixNull(machine).strip();
    }

    public boolean isPowerOff() {
        return powerOff;
    }

    @DataBoundSetter
    public void setPowerOff(boolean powerOff) {
        this.powerOff = powerOff;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    /** Takes the snapshot once, and returns what configs can name. */
    private static final class Execution extends FollowingExecution {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final String machine;
        private final boolean powerOff;

        Execution(StepContext context, LaasSnapshotStep step) {
            super(context, step.getBooking());
            this.name = step.name;
            this.machine = step.machine;
            this.powerOff = step.powerOff;
        }

        @Override
        Answer<OperationId> ask(BookingView view, Caller caller) throws IOException, InterruptedException {
            NewSnapshot wanted =
                    new NewSnapshot(name, Optional.of(machine).filter(m -> !m.isEmpty()), powerOff, Sharing.PRIVATE);
            return engine().bookings()
                    .snapshot(view.booking().id(), wanted, caller.once(StepKey.of(getContext())))
                    .map(s -> s.operation().orElseThrow());
        }

        @Override
        String what() {
            return "the snapshot";
        }

        @Override
        String begun(BookingId id) {
            return "Saving the disks of booking %s as snapshot %s.".formatted(id, name);
        }

        @Override
        void succeeded(BookingView view, Operation ended) {
            StepWork.soon(() -> tell(view));
        }

        private void tell(BookingView view) {
            try {
                Snapshot made = value(
                        engine().snapshots().find(Optional.of(view.booking().lab()), name, caller()));
                log("Snapshot %s has %d MiB.".formatted(name, made.bytes() >> 20));
                done(map(made));
            } catch (IOException | RuntimeException e) {
                fail(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail(e);
            }
        }

        private static Map<String, Object> map(Snapshot made) {
            Map<String, Object> images = new LinkedHashMap<>();
            made.disks().forEach(d -> images.put(d.machine(), d.name().value()));
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", made.name());
            map.put("lab", made.lab().value());
            map.put("images", images);
            return map;
        }

        @Override
        String failed(BookingView view, Operation ended) {
            return "Snapshot %s of booking %s %s".formatted(name, view.booking().id(), reason(ended));
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ScopedDescriptor {
        @Override
        public String getFunctionName() {
            return "laasSnapshot";
        }

        @Override
        public String getDisplayName() {
            return Messages.LaasSnapshotStep_name();
        }
    }
}
