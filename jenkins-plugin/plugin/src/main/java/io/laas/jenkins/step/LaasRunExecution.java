package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.step.ssh.Link;
import io.laas.jenkins.step.ssh.MachineException;
import io.laas.jenkins.step.ssh.RemoteScript;
import io.laas.model.booking.Booking;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A script on a machine on its way: put there, followed, its result fetched. It runs on when the connection is lost or Jenkins is
 * restarted; the step remembers how much of its output was read and goes on from there.
 */
final class LaasRunExecution extends ScopedExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(LaasRunExecution.class.getName());
    private static final int TRIES = 10;
    private static final long PAUSE_SECONDS = 3;
    private static final long GRACE_SECONDS = 20;

    private final String id = UUID.randomUUID().toString();
    private final String machine;
    private final String script;
    private final boolean returnStdout;
    private final boolean returnStatus;
    private final long timeoutMillis;
    private volatile long deadline;
    private volatile long outRead;
    private volatile long errRead;
    private transient volatile boolean ending;
    private transient volatile MachineRoute route;
    private transient volatile Link link;

    LaasRunExecution(StepContext context, LaasRunStep step) {
        super(context, step.getBooking());
        machine = step.getMachine();
        script = step.getScript();
        returnStdout = step.isReturnStdout();
        returnStatus = step.isReturnStatus();
        timeoutMillis = step.getTimeout().isEmpty()
                ? 0
                : TimeText.length("timeout", step.getTimeout()).toMillis();
    }

    @Override
    void begin() {
        StepWork.apart(this::guarded);
    }

    @Override
    void work() throws IOException, InterruptedException {
        arm();
        for (int tried = 1; !isOver() && !ending; tried++) {
            long before = outRead + errRead;
            try {
                once();
                return;
            } catch (IOException e) {
                tried = outRead + errRead > before ? 1 : tried;
                if (!ending) {
                    again(e, tried);
                }
            }
        }
    }

    /** Waits before the next try; gives up if trying helps nothing, or after some that brought nothing. */
    private void again(IOException why, int tried) throws IOException, InterruptedException {
        if (why instanceof AbortException) {
            throw why;
        }
        if (why instanceof MachineException) {
            throw abort("laasRun on machine %s: %s".formatted(machine, why.getMessage()), why);
        }
        if (tried >= TRIES) {
            throw abort(why.getMessage() + ". Tried " + TRIES + " times.", why);
        }
        LOG.log(Level.FINE, "Trying again to reach machine " + machine, why);
        TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
    }

    private void once() throws IOException, InterruptedException {
        Caller caller = caller();
        BookingView view = view(caller);
        checkKey(view.booking());
        route = MachineRoute.to(machine, view, getContext());
        try (Link opened = route.open()) {
            link = opened;
            RemoteScript remote = remote();
            remote.start(opened, script);
            if (ending) {
                remote.remove(opened);
                return;
            }
            OutputStream log = getContext().get(TaskListener.class).getLogger();
            remote.follow(
                    opened,
                    outRead,
                    errRead,
                    new Counting(log, n -> outRead += n),
                    new Counting(log, n -> errRead += n));
            ended(opened, remote);
        } finally {
            link = null;
        }
    }

    private RemoteScript remote() {
        return new RemoteScript(id, returnStdout);
    }

    private static void checkKey(Booking booking) throws AbortException {
        if (!booking.isMember(PipelineAccount.ID)) {
            throw new AbortException(
                    "Booking %s does not let pipelines onto its machines. Add %s to its collaborators and try again."
                            .formatted(booking.id(), PipelineAccount.ID));
        }
    }

    private void ended(Link opened, RemoteScript remote) throws IOException {
        int code = remote.result(opened);
        String output = returnStdout ? remote.output(opened) : null;
        if (!ending) {
            finish(code, output);
        }
        remote.remove(opened);
    }

    private void finish(int code, String output) {
        if (returnStatus) {
            done(code);
        } else if (code != 0) {
            fail(new AbortException("script on machine %s returned exit code %d".formatted(machine, code)));
        } else {
            done(output);
        }
    }

    private void arm() {
        if (timeoutMillis == 0) {
            return;
        }
        Instant now = LaasRuntime.get().clock().instant();
        if (deadline == 0) {
            deadline = now.toEpochMilli() + timeoutMillis;
        }
        long left = Math.max(0, deadline - now.toEpochMilli());
        Timer.get().schedule(() -> StepWork.soon(this::timeIsUp), left, TimeUnit.MILLISECONDS);
    }

    private void timeIsUp() {
        if (!isOver()) {
            end(new AbortException("script on machine %s took longer than %s and was ended"
                    .formatted(machine, TimeText.length(Duration.ofMillis(timeoutMillis)))));
        }
    }

    @Override
    public void stop(Throwable cause) {
        end(cause);
    }

    /** Ends the script, then the step; the step alone if that takes too long or is asked for again. */
    private void end(Throwable cause) {
        MachineRoute way = route;
        if (ending || way == null) {
            ending = true;
            fail(cause);
            return;
        }
        ending = true;
        StepWork.apart(() -> {
            kill(way);
            fail(cause);
        });
        Timer.get().schedule(() -> fail(cause), GRACE_SECONDS, TimeUnit.SECONDS);
    }

    private void kill(MachineRoute way) {
        try (Link opened = way.open()) {
            remote().remove(opened);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, "The script on machine " + machine + " could not be ended", e);
        } finally {
            Link open = link;
            if (open != null) {
                open.close();
            }
        }
    }

    @Override
    public String getStatus() {
        return "running a script on machine " + (machine.isEmpty() ? "(jump host)" : machine);
    }

    /** Counts what passes. */
    private static final class Counting extends OutputStream {
        private final OutputStream to;
        private final java.util.function.IntConsumer counter;

        Counting(OutputStream to, java.util.function.IntConsumer counter) {
            this.to = to;
            this.counter = counter;
        }

        @Override
        public void write(int b) throws IOException {
            to.write(b);
            counter.accept(1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            to.write(bytes, from, length);
            to.flush();
            counter.accept(length);
        }
    }
}
