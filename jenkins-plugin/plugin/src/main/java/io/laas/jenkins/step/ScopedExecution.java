package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.laas.engine.Answer;
import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.LaasUnavailableException;
import io.laas.model.BookingId;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A step about a booking that is there: the one it names, or the one of the block around it. The run's user must be a member of it.
 * The work is done in the background, and done again after a restart: it must bear that.
 */
abstract class ScopedExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ScopedExecution.class.getName());

    private final String named;
    private volatile boolean over;

    ScopedExecution(StepContext context, String named) {
        super(context);
        this.named = named;
    }

    /** Does the work, or begins it; calls {@link #done} or {@link #fail} at its end. */
    abstract void work() throws IOException, InterruptedException;

    @Override
    public boolean start() {
        begin();
        return false;
    }

    @Override
    public void onResume() {
        if (!over) {
            begin();
        }
    }

    /** Lets the work begin; in a thread for short work unless overridden. */
    void begin() {
        StepWork.soon(this::guarded);
    }

    final void guarded() {
        try {
            work();
        } catch (LaasUnavailableException | IllegalArgumentException e) {
            failUnlessGoingDown(abort(e.getMessage(), e));
        } catch (IOException | InterruptedException | RuntimeException e) {
            failUnlessGoingDown(e);
        }
    }

    /** What fails because Jenkins is shutting down is done again at its next start. */
    private void failUnlessGoingDown(Throwable why) {
        if (JenkinsFacade.isGoingDown()) {
            LOG.log(Level.FINE, "Left for the next start of Jenkins", why);
        } else {
            fail(why);
        }
    }

    @Override
    public void stop(Throwable cause) {
        fail(cause);
    }

    final void done(Object value) {
        if (close()) {
            getContext().onSuccess(value);
        }
    }

    final void fail(Throwable why) {
        if (close()) {
            getContext().onFailure(why);
        }
    }

    private synchronized boolean close() {
        boolean first = !over;
        over = true;
        return first;
    }

    final boolean isOver() {
        return over;
    }

    /** Returns which booking it is about. */
    final BookingId booking() throws IOException, InterruptedException {
        if (!named.isEmpty()) {
            return BookingId.parse(named);
        }
        BookingScope scope = getContext().get(BookingScope.class);
        if (scope != null) {
            return scope.booking();
        }
        EnvVars variables = getContext().get(EnvVars.class);
        String variable = variables == null ? null : variables.get(BookedPod.VARIABLE);
        if (variable == null || variable.isEmpty()) {
            throw new AbortException(
                    "There is no booking here. Put the step inside laasBook(…) { … }, or say which booking, for example booking: pod.id.");
        }
        return BookingId.parse(variable);
    }

    /** Returns the run's user as the engine wants it. */
    final Caller caller() throws IOException, InterruptedException {
        return RunUser.of(getContext().get(Run.class), getContext().get(FlowExecution.class));
    }

    /** Returns how the booking stands, for one of its members. */
    final BookingView view(Caller caller) throws IOException, InterruptedException {
        BookingView view = value(engine().bookings().find(booking(), caller));
        if (!view.booking().isMember(caller.user())) {
            throw new AbortException(
                    "Booking %s belongs to %s; %s, for whom this run acts, is not a member of it. Ask %s to add %s."
                            .formatted(
                                    view.booking().id(),
                                    view.booking().owner(),
                                    caller.user(),
                                    view.booking().owner(),
                                    caller.user()));
        }
        return view;
    }

    static Engine engine() {
        return LaasRuntime.get().engine();
    }

    /** Returns what was asked for, or throws the engine's sentence. */
    static <T> T value(Answer<T> answer) throws AbortException {
        if (answer instanceof Answer.Refused<T> no) {
            throw new AbortException(no.refusal().message());
        }
        return ((Answer.Done<T>) answer).value();
    }

    static AbortException abort(String message, Throwable cause) {
        AbortException abort = new AbortException(message);
        abort.initCause(cause);
        return abort;
    }

    final void log(String line) {
        try {
            getContext().get(TaskListener.class).getLogger().println(line);
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOG.log(Level.FINE, "The log of the run cannot be written: " + line, e);
        }
    }
}
