package io.laas.jenkins.step;

import hudson.Extension;
import hudson.Util;
import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.engine.operation.Operation;
import io.laas.model.BookingId;
import io.laas.model.Names;
import io.laas.model.OperationId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Puts an installer's software on the machines of a booking and waits until it is there. */
public final class LaasInstallStep extends ScopedStep {
    private static final int SHOWN = 40;

    private final String installer;
    private List<String> values = List.of();

    @DataBoundConstructor
    public LaasInstallStep(String installer) {
        this.installer = Util.fixNull(installer).strip();
    }

    public String getInstaller() {
        return installer;
    }

    /** Returns values of parameters, each as {@code NAME=VALUE}; null for none, which the snippet generator leaves out. */
    public List<String> getValues() {
        return values.isEmpty() ? null : values;
    }

    @DataBoundSetter
    public void setValues(List<String> values) {
        this.values = values == null ? List.of() : List.copyOf(values);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, getBooking(), installer, values);
    }

    /** Begins the installation when nothing else is done to the machines. */
    private static final class Execution extends FollowingExecution {
        private static final long serialVersionUID = 1L;

        private final String installer;
        private final ArrayList<String> values;

        Execution(StepContext context, String named, String installer, List<String> values) {
            super(context, named);
            this.installer = installer;
            this.values = new ArrayList<>(values);
        }

        private Map<String, String> byName() {
            Map<String, String> result = new LinkedHashMap<>();
            for (String value : values) {
                int equals = value.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException(
                            "values: each must be written as NAME=VALUE, such as port=8081; number %d is not"
                                    .formatted(values.indexOf(value) + 1));
                }
                result.put(value.substring(0, equals), value.substring(equals + 1));
            }
            return result;
        }

        private String shown() {
            return Names.clean(installer, SHOWN);
        }

        @Override
        Answer<OperationId> ask(BookingView view, Caller caller) throws IOException, InterruptedException {
            return engine().bookings()
                    .installs()
                    .install(view.booking().id(), installer, byName(), caller.once(StepKey.of(getContext())))
                    .map(Operation::id);
        }

        /** Another installation under way may be of something else. */
        @Override
        Optional<OperationId> running(BookingView view) {
            return Optional.empty();
        }

        @Override
        String what() {
            return "the installation";
        }

        @Override
        String begun(BookingId id) {
            return "Installing %s on booking %s.".formatted(shown(), id);
        }

        @Override
        void succeeded(BookingView view, Operation ended) {
            log("%s is installed on booking %s."
                    .formatted(shown(), view.booking().id()));
            done(null);
        }

        @Override
        String failed(BookingView view, Operation ended) {
            return "Installing %s on booking %s %s Mend what it names and try laasInstall again; laasReset brings the machines back."
                    .formatted(shown(), view.booking().id(), reason(ended));
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ScopedDescriptor {
        @Override
        public String getFunctionName() {
            return "laasInstall";
        }

        @Override
        public String getDisplayName() {
            return Messages.LaasInstallStep_name();
        }
    }
}
