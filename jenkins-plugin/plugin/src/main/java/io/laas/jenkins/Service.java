package io.laas.jenkins;

import io.laas.engine.Engine;
import io.laas.engine.Ticker;
import io.laas.jenkins.access.JenkinsAuthenticator;
import io.laas.jenkins.access.JenkinsCallers;
import io.laas.jenkins.access.JenkinsPeople;
import io.laas.jenkins.api.ApiServlet;
import io.laas.jenkins.api.TokensElsewhere;
import io.laas.jenkins.config.ConfiguredLabs;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.operation.JenkinsOperations;
import io.laas.jenkins.operation.LaasWorkflow;
import io.laas.model.lab.Lab;
import io.laas.web.ApiSettings;
import io.laas.web.LaasApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** An open engine with what belongs to it: the API, the audit log, what works on pods, and the ticks. */
final class Service implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Engine engine;
    private final JenkinsOperations operations;
    private final LaasApi api;
    private final ApiServlet servlet;
    private final EventFollower follower;
    private Ticker ticker;

    private Service(Engine engine, JenkinsOperations operations, InstantSource clock, EventCounts counts) {
        this.engine = engine;
        this.operations = operations;
        this.follower = EventFollower.of(engine.events(), new AuditLog(), counts);
        JenkinsCallers callers =
                new JenkinsCallers(name -> LaasConfiguration.get().isBot(name));
        engine.people(new JenkinsPeople(callers, clock));
        JenkinsAuthenticator authenticator = new JenkinsAuthenticator(engine.accounts(), callers);
        this.api = new LaasApi(engine, authenticator, ApiSettings.of(JenkinsFacade.pluginVersion()), clock);
        this.servlet = new ApiServlet(api.application().register(new TokensElsewhere()));
    }

    /**
     * Opens the engine of a configuration.
     *
     * @param counts of events, which go on being counted
     * @throws io.laas.engine.store.StoreException if the database cannot be opened
     * @throws IllegalArgumentException if the configuration is wrong
     */
    static Service open(
            LaasConfiguration configuration, JenkinsOperations operations, InstantSource clock, EventCounts counts) {
        List<Lab> labs = configuration.readLabs();
        Engine engine = Engine.open(configuration.engineSettings(), operations, clock);
        try {
            operations.serve(engine);
            Service service = new Service(engine, operations, clock, counts);
            engine.home(JenkinsFacade::home);
            engine.catalogue().workflows().providedBy(LaasWorkflow::all);
            engine.texts(new ConfiguredLabs());
            engine.configure(labs);
            return service;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    Engine engine() {
        return engine;
    }

    ApiServlet api() {
        return servlet;
    }

    /** Jobs are loaded: from now on runs may be scheduled. */
    void begin() {
        operations.jobsAreLoaded();
        ticker = Ticker.start(engine::tick, TICK);
    }

    @Override
    public void close() {
        if (ticker != null) {
            ticker.close();
        }
        servlet.destroy();
        api.close();
        operations.close();
        follower.close();
        engine.close();
    }
}
