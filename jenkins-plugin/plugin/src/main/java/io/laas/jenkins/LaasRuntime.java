package io.laas.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import io.laas.engine.Engine;
import io.laas.engine.store.StoreException;
import io.laas.jenkins.api.ApiServlet;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.operation.JenkinsOperations;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The engine of this controller. It is opened once Jenkins' configuration is there and before jobs are loaded, ticks once they
 * are, and is closed when Jenkins ends; nothing opens it again after that. If it cannot be opened, everything that needs it says
 * why, Jenkins itself goes on, and it is tried again when somebody asks for that or saves the configuration. Thread-safe.
 */
@Extension
public final class LaasRuntime {
    private static final Logger LOG = Logger.getLogger(LaasRuntime.class.getName());

    private final InstantSource clock = Clock.systemUTC();
    private final EventCounts counts = new EventCounts();
    private State state = new NotYet();
    private boolean jobsLoaded;

    private sealed interface State {}

    /** Jenkins has not come so far. */
    private record NotYet() implements State {}

    private record Open(Service service) implements State {}

    /** It was tried and could not be opened. */
    private record Failed(String why) implements State {}

    /** Jenkins ends; this is final. */
    private record Ended() implements State {}

    /** Returns the runtime of this Jenkins. */
    public static LaasRuntime get() {
        return ExtensionList.lookupSingleton(LaasRuntime.class);
    }

    @Initializer(after = InitMilestone.SYSTEM_CONFIG_ADAPTED, before = InitMilestone.JOB_LOADED)
    public static void onConfigured() {
        get().openFirst(LaasConfiguration.get());
    }

    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED, before = InitMilestone.COMPLETED)
    public static void onJobsLoaded() {
        get().begin();
    }

    @Terminator
    public static void onShutdown() {
        get().close();
    }

    /** Jenkins comes by again when its configuration is loaded anew; what is open stays open. */
    private synchronized void openFirst(LaasConfiguration configuration) {
        if (state instanceof NotYet) {
            open(configuration);
        }
    }

    private void open(LaasConfiguration configuration) {
        try {
            state = new Open(Service.open(configuration, JenkinsOperations.get(), clock, counts));
            LOG.info("Lab as a Service is open");
        } catch (StoreException | IllegalArgumentException e) {
            LOG.log(Level.SEVERE, "Lab as a Service cannot be opened", e);
            state = new Failed(e.getMessage());
        }
    }

    private synchronized void begin() {
        jobsLoaded = true;
        if (state instanceof Open open) {
            open.service().begin();
        }
    }

    private synchronized void close() {
        State before = state;
        state = new Ended();
        if (before instanceof Open open) {
            open.service().close();
            LOG.info("Lab as a Service is closed");
        }
    }

    /** Tries once more to open it, if that failed before. */
    public synchronized void retry() {
        if (state instanceof Failed) {
            open(LaasConfiguration.get());
            if (jobsLoaded && state instanceof Open open) {
                open.service().begin();
            }
        }
    }

    /** Makes the configured labs known to the engine; bookings stay as they are. If it could not be opened before, it is tried now. */
    public void reconfigure(LaasConfiguration configuration) {
        if (now() instanceof Open open) {
            open.service().engine().configure(configuration.readLabs());
        } else {
            retry();
        }
    }

    private synchronized State now() {
        return state;
    }

    private Service service() {
        if (now() instanceof Open open) {
            return open.service();
        }
        throw new LaasUnavailableException(trouble().orElseGet(Messages::LaasRuntime_changed));
    }

    /** Returns in a sentence or two why nothing works, or nothing if all is well. */
    public Optional<String> trouble() {
        State now = now();
        if (now instanceof Failed failed) {
            return Optional.of(Messages.LaasRuntime_notOpen(failed.why()));
        }
        if (now instanceof NotYet) {
            return Optional.of(Messages.LaasRuntime_notStarted());
        }
        return now instanceof Ended ? Optional.of(Messages.LaasRuntime_closed()) : Optional.empty();
    }

    /** Returns whether it was tried to open it, in vain. */
    public boolean failed() {
        return now() instanceof Failed;
    }

    /**
     * Returns the engine.
     *
     * @throws LaasUnavailableException if it is not open
     */
    public Engine engine() {
        return service().engine();
    }

    /**
     * Returns the API.
     *
     * @throws LaasUnavailableException if the engine is not open
     */
    public ApiServlet api() {
        return service().api();
    }

    /** Returns how often what has happened, whether the engine is open or not. */
    public EventCounts counts() {
        return counts;
    }

    public InstantSource clock() {
        return clock;
    }
}
