package io.laas.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import io.laas.engine.Engine;
import io.laas.engine.EngineSettings;
import io.laas.engine.Ticker;
import io.laas.engine.store.StoreException;
import io.laas.jenkins.access.JenkinsAuthenticator;
import io.laas.jenkins.access.JenkinsCallers;
import io.laas.jenkins.api.ApiServlet;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.operation.JenkinsOperations;
import io.laas.web.ApiSettings;
import io.laas.web.LaasApi;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The engine of this controller. It is opened once Jenkins' configuration is there and before jobs are loaded, ticks once they
 * are, and is closed when Jenkins ends; nothing opens it again after that. If it cannot be opened, everything that needs it says
 * why, and Jenkins itself goes on. Thread-safe.
 */
@Extension
public final class LaasRuntime {
    private static final Logger LOG = Logger.getLogger(LaasRuntime.class.getName());
    private static final Duration TICK = Duration.ofSeconds(1);

    private final InstantSource clock = Clock.systemUTC();
    private State state = new Shut("Lab as a Service is not started yet. Try again in a moment.");
    private Ticker ticker;

    private sealed interface State {}

    private record Open(Engine engine, JenkinsOperations operations, LaasApi api, ApiServlet servlet) implements State {}

    private record Shut(String why) implements State {}

    /** Returns the runtime of this Jenkins. */
    public static LaasRuntime get() {
        return ExtensionList.lookupSingleton(LaasRuntime.class);
    }

    @Initializer(after = InitMilestone.SYSTEM_CONFIG_ADAPTED, before = InitMilestone.JOB_LOADED)
    public static void onConfigured() {
        get().open(LaasConfiguration.get());
    }

    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED, before = InitMilestone.COMPLETED)
    public static void onJobsLoaded() {
        get().begin();
    }

    @Terminator
    public static void onShutdown() {
        get().close();
    }

    private synchronized void open(LaasConfiguration configuration) {
        JenkinsOperations operations = JenkinsOperations.get();
        Engine engine = null;
        try {
            EngineSettings settings = configuration.engineSettings();
            engine = Engine.open(settings, operations, clock);
            operations.serve(engine);
            engine.configure(configuration.readLabs());
            state = serving(engine, operations);
            LOG.info("Lab as a Service is open");
        } catch (StoreException | IllegalArgumentException e) {
            LOG.log(Level.SEVERE, "Lab as a Service cannot be opened", e);
            state = new Shut("Lab as a Service is not open: " + e.getMessage());
            if (engine != null) {
                engine.close();
            }
        }
    }

    private Open serving(Engine engine, JenkinsOperations operations) {
        JenkinsAuthenticator authenticator = new JenkinsAuthenticator(engine.accounts(), new JenkinsCallers());
        LaasApi api = new LaasApi(engine, authenticator, ApiSettings.of(JenkinsFacade.pluginVersion()), clock);
        return new Open(engine, operations, api, new ApiServlet(api.application()));
    }

    private synchronized void begin() {
        if (state instanceof Open open) {
            open.operations().jobsAreLoaded();
            ticker = Ticker.start(open.engine()::tick, TICK);
        }
    }

    private synchronized void close() {
        State before = state;
        state = new Shut("Jenkins is shutting down.");
        if (ticker != null) {
            ticker.close();
        }
        if (before instanceof Open open) {
            open.servlet().destroy();
            open.api().close();
            open.operations().close();
            open.engine().close();
            LOG.info("Lab as a Service is closed");
        }
    }

    /** Makes the configured labs known to the engine; bookings stay as they are. */
    public void reconfigure(LaasConfiguration configuration) {
        State now = now();
        if (now instanceof Open open) {
            open.engine().configure(configuration.readLabs());
        }
    }

    private synchronized State now() {
        return state;
    }

    private Open opened() {
        State now = now();
        if (now instanceof Open open) {
            return open;
        }
        throw new LaasUnavailableException(((Shut) now).why());
    }

    /** Returns why nothing works, or nothing if all is well. */
    public Optional<String> trouble() {
        return now() instanceof Shut shut ? Optional.of(shut.why()) : Optional.empty();
    }

    /**
     * Returns the engine.
     *
     * @throws LaasUnavailableException if it is not open
     */
    public Engine engine() {
        return opened().engine();
    }

    /**
     * Returns the API.
     *
     * @throws LaasUnavailableException if the engine is not open
     */
    public ApiServlet api() {
        return opened().servlet();
    }

    public InstantSource clock() {
        return clock;
    }
}
