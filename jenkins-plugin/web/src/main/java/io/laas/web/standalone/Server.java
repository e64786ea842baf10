package io.laas.web.standalone;

import io.laas.engine.Engine;
import io.laas.engine.Ticker;
import io.laas.engine.port.PodOperations;
import io.laas.engine.store.StoreException;
import io.laas.model.LabId;
import io.laas.model.lab.Lab;
import io.laas.web.ApiSettings;
import io.laas.web.LaasApi;
import io.laas.web.auth.TokenAuthenticator;
import io.laas.web.sse.FeedSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One engine, its API over HTTP, and the thread that ticks it. */
final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Engine engine;
    private final LaasApi api;
    private final HttpServer http;
    private final Ticker ticker;
    private final Optional<String> firstToken;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Server(Engine engine, LaasApi api, HttpServer http, Ticker ticker, Optional<String> firstToken) {
        this.engine = engine;
        this.api = api;
        this.http = http;
        this.ticker = ticker;
        this.firstToken = firstToken;
    }

    /**
     * Takes the address, opens the engine, makes the labs known, and serves.
     *
     * @throws StartException if the address, the data directory or the database cannot be used
     */
    static Server start(ServerSettings settings, List<Lab> labs, PodOperations work, InstantSource clock) {
        return start(settings, labs, Map.of(), work, clock);
    }

    /**
     * Does the same.
     *
     * @param files in which files labs are, so that they can be changed there
     */
    static Server start(
            ServerSettings settings, List<Lab> labs, Map<LabId, Path> files, PodOperations work, InstantSource clock) {
        HttpServer http = HttpServer.bind(settings.address());
        Engine engine = null;
        try {
            engine = open(settings, work, clock);
            engine.texts(new LabFiles(labs, files, engine::configure));
            return start(settings, labs, engine, http, clock);
        } catch (RuntimeException e) {
            http.close();
            if (engine != null) {
                engine.close();
            }
            throw e;
        }
    }

    private static Server start(
            ServerSettings settings, List<Lab> labs, Engine engine, HttpServer http, InstantSource clock) {
        String home = http.uri().toString();
        engine.home(() -> home);
        engine.filesIn(settings.additions().besides());
        engine.catalogue().workflows().providedBy(settings.additions()::providers);
        engine.configure(labs);
        labs.stream()
                .flatMap(lab -> lab.hosts().stream())
                .flatMap(host -> host.simulationNotice().stream())
                .forEach(LOG::warn);
        Optional<String> token = new AdminToken(settings.data()).ensure(engine.accounts(), settings.newAdminToken());
        ApiSettings apiSettings = new ApiSettings(ServerCommand.VERSION, settings.limit(), FeedSettings.DEFAULT);
        LaasApi api =
                new LaasApi(engine, new TokenAuthenticator(engine.accounts(), settings.guests()), apiSettings, clock);
        try {
            http.serve(api.application());
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
        return new Server(engine, api, http, Ticker.start(engine::tick, settings.tick()), token);
    }

    private static Engine open(ServerSettings settings, PodOperations work, InstantSource clock) {
        try {
            return Engine.open(settings.engine(), work, clock);
        } catch (StoreException e) {
            LOG.debug("Store cannot be opened", e);
            throw new StartException(e.getMessage());
        }
    }

    Engine engine() {
        return engine;
    }

    URI uri() {
        return http.uri();
    }

    /** Prints where the server is and, the first time, its admin token. */
    void announce(PrintWriter out) {
        firstToken.ifPresent(token -> out.println("laas admin token (shown once, kept in admin-token): " + token));
        out.println("laas server: " + uri());
        out.flush();
    }

    /** Ends requests, streams and ticks and lets go of the store. Operations under way are taken up at the next start. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ticker.close();
            api.close();
            http.close();
            engine.close();
            LOG.info("Server stopped");
        }
    }
}
