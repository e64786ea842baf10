package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.LaasUnavailableException;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A booking of a pipeline on its way: asked for, waited for, used by the block, given back. What is remembered over a restart are the
 * wish, the number of the booking and how far it got; the rest is asked of the engine again. If the controller dies before the number
 * is remembered, the same question gets the same booking. Thread-safe; everything that may block is done in the background.
 */
final class LaasBookExecution extends StepExecution implements BookingWatcher {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(LaasBookExecution.class.getName());

    /** How long a block that was told to end is left to clean up before it is told once more; only tests change it. */
    static volatile Duration patience = Duration.ofSeconds(60);

    /** How far it got. */
    private enum Phase {
        /** The engine is asked. */
        ASKING,
        /** There is a booking: in the queue or being set up. */
        WAITING,
        /** The block runs, or is about to. */
        INSIDE,
        /** The block is over and the booking is being given back. */
        LEAVING,
        /** Nothing is left to do. */
        OVER
    }

    private final BookingWish wish;
    private final boolean block;
    private volatile Phase phase = Phase.ASKING;
    private volatile long booking;
    /** When the block was last told to end, in milliseconds since 1970; 0 if it was not. */
    private long interruptedAt;

    private boolean entered;
    private BodyExecution body;
    private PodFiles files;
    private Serializable result;
    private Throwable failure;
    private transient Throwable stopped;
    private transient BookingProgress progress;
    private transient boolean timed;

    LaasBookExecution(StepContext context, BookingWish wish) {
        super(context);
        this.wish = wish;
        this.block = context.hasBody();
    }

    @Override
    public boolean start() {
        StepWork.soon(this::ask);
        return false;
    }

    @Override
    public void onResume() {
        switch (phase) {
            case ASKING -> StepWork.soon(this::ask);
            case WAITING -> watch();
            case INSIDE -> {
                phase = entered ? Phase.INSIDE : Phase.WAITING;
                watch();
            }
            case LEAVING -> StepWork.soon(this::leave);
            case OVER -> LOG.log(Level.FINE, "Booking {0} was given back before the restart", booking);
        }
    }

    private void watch() {
        BookingWatch.get().watch(id(), this);
    }

    private BookingId id() {
        return new BookingId(booking);
    }

    private void ask() {
        try {
            BookingId id = BookingDesk.book(getContext(), wish);
            booking = id.number();
            if (move(Phase.ASKING, Phase.WAITING)) {
                getContext().saveState();
                watch();
            } else {
                giveBack("Run aborted");
            }
        } catch (LaasUnavailableException e) {
            notAsked(new AbortException(e.getMessage()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            notAsked(e);
        }
    }

    private void notAsked(Throwable why) {
        if (JenkinsFacade.isGoingDown()) {
            LOG.log(Level.FINE, "Booking is left for the next start of Jenkins", why);
        } else {
            fail(Phase.ASKING, why);
        }
    }

    @Override
    public void see(BookingView view) {
        BookingState state = view.booking().state();
        boolean over = state == BookingState.CLEANING || state.isFinal();
        if (phase == Phase.WAITING) {
            progress().tell(view);
            if (over) {
                fail(Phase.WAITING, new AbortException(BookingDesk.ended(view.booking())));
            } else if (state == BookingState.ACTIVE) {
                handOver(view);
            } else if (state == BookingState.WAITING) {
                checkPatience(view.booking());
            }
        } else if (phase == Phase.INSIDE && over) {
            interrupt(BookingDesk.ended(view.booking()));
        }
    }

    @Override
    public void lost(String why) {
        if (phase == Phase.INSIDE) {
            interrupt(why);
        } else {
            fail(Phase.WAITING, new AbortException(why));
        }
    }

    private void checkPatience(Booking waiting) {
        Duration patience = wish.patience().orElse(Duration.ZERO);
        Instant until = waiting.createdAt().plus(patience);
        if (LaasRuntime.get().clock().instant().isBefore(until)) {
            if (!timed) {
                timed = true;
                BookingWatch.get().lookAt(id(), until);
            }
            return;
        }
        String sentence = BookingDesk.waitedTooLong(waiting, wish, patience);
        if (fail(Phase.WAITING, new AbortException(sentence))) {
            giveBack("Waited longer than " + TimeText.length(patience));
        }
    }

    private void handOver(BookingView view) {
        if (!move(Phase.WAITING, block ? Phase.INSIDE : Phase.OVER)) {
            return;
        }
        log("Booking %s is ready: %s"
                .formatted(
                        view.booking().id(),
                        view.access().map(a -> a.sshCommand()).orElse("no access")));
        if (!block) {
            BookingWatch.get().forget(id(), this);
            getContext().onSuccess(PodMap.of(view));
            return;
        }
        try {
            enter(view);
        } catch (IOException | InterruptedException | RuntimeException e) {
            left(null, e);
        }
    }

    private void enter(BookingView view) throws IOException, InterruptedException {
        BlockContext inside = BlockContext.prepare(getContext(), view);
        Map<String, Object> pod = PodMap.of(view);
        pod.put("sshConfig", inside.files().sshConfig());
        pod.put("pdf", inside.files().pdf());
        pod.put("idf", inside.files().idf());
        BookedPod.putDown(id(), pod);
        Throwable before;
        synchronized (this) {
            files = inside.files();
            before = stopped;
            if (before == null) {
                body = getContext()
                        .newBodyInvoker()
                        .withContexts(inside.context(getContext()))
                        .withCallback(new Block())
                        .start();
                return;
            }
        }
        left(null, before);
    }

    /**
     * Tells the block to end, and again as long as it runs: Jenkins hands an interrupt to the step that runs just then, and one that
     * comes between two steps, or to a step that is being resumed, is lost.
     */
    private void interrupt(String sentence) {
        BodyExecution running;
        boolean again;
        synchronized (this) {
            long now = LaasRuntime.get().clock().millis();
            running = body;
            again = interruptedAt > 0;
            if (running == null || again && Math.abs(now - interruptedAt) < patience.toMillis()) {
                return;
            }
            interruptedAt = now;
        }
        log(
                again
                        ? "The block of booking %s still runs; it is told once more to end.".formatted(id())
                        : sentence + " Its block ends here.");
        running.cancel(new FlowInterruptedException(Result.FAILURE, false, new BookingEnded(sentence)));
        getContext().saveState();
    }

    /** Ends the step with a failure, if it is where it is thought to be. */
    private boolean fail(Phase from, Throwable why) {
        if (!move(from, Phase.OVER)) {
            return false;
        }
        if (booking > 0) {
            BookingWatch.get().forget(id(), this);
        }
        getContext().onFailure(why);
        return true;
    }

    @Override
    public void stop(Throwable cause) {
        BodyExecution running = null;
        synchronized (this) {
            if (phase == Phase.INSIDE) {
                stopped = cause;
                running = body;
            }
        }
        if (running != null) {
            running.cancel(cause);
        } else if (fail(Phase.ASKING, cause) || fail(Phase.WAITING, cause)) {
            StepWork.soon(() -> giveBack("Run aborted"));
        }
    }

    private void left(Object value, Throwable thrown) {
        synchronized (this) {
            if (phase != Phase.INSIDE) {
                return;
            }
            phase = Phase.LEAVING;
            result = value instanceof Serializable kept ? kept : null;
            failure = thrown;
        }
        StepWork.soon(this::leave);
    }

    private void leave() {
        if (JenkinsFacade.isGoingDown()) {
            return;
        }
        BookingWatch.get().forget(id(), this);
        BookedPod.takeAway(id());
        PodAgents.get().remove(id());
        giveBack("Given back by the pipeline");
        if (files != null) {
            files.delete();
        }
        if (!move(Phase.LEAVING, Phase.OVER)) {
            return;
        }
        Serializable value;
        Throwable thrown;
        synchronized (this) {
            value = result;
            thrown = failure;
        }
        if (thrown == null) {
            getContext().onSuccess(value);
        } else {
            getContext().onFailure(thrown);
        }
    }

    private void giveBack(String why) {
        if (booking == 0) {
            return;
        }
        try {
            BookingDesk.release(id(), why);
            log("Booking %s is given back.".formatted(id()));
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "Booking b-" + booking + " could not be given back now; that is tried again later",
                    e);
        }
    }

    private synchronized boolean move(Phase from, Phase to) {
        boolean there = phase == from;
        if (there) {
            phase = to;
        }
        return there;
    }

    @Override
    public String getStatus() {
        return switch (phase) {
            case ASKING -> "asking for pod " + wish.pod();
            case WAITING -> progress().status();
            case INSIDE -> "booking b-" + booking + " is in use by the block";
            case LEAVING -> "giving booking b-" + booking + " back";
            case OVER -> "booking b-" + booking + " is handed over or given back";
        };
    }

    private synchronized BookingProgress progress() {
        if (progress == null) {
            progress = new BookingProgress(this::log);
        }
        return progress;
    }

    private void log(String line) {
        try {
            getContext().get(TaskListener.class).getLogger().println(line);
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOG.log(Level.FINE, "The log of the run cannot be written: " + line, e);
        }
    }

    /** Hears of the block; on the CPS thread, so the work is left to others. */
    private final class Block extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        @Override
        public void onStart(StepContext context) {
            entered = true;
        }

        @Override
        public void onSuccess(StepContext context, Object value) {
            left(value, null);
        }

        @Override
        public void onFailure(StepContext context, Throwable thrown) {
            left(null, thrown);
        }
    }
}
