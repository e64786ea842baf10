package io.laas.chat.hub;

import io.laas.chat.client.LaasClient;
import io.laas.chat.command.Commands;
import io.laas.chat.command.FormCheck;
import io.laas.chat.command.FormFill;
import io.laas.chat.command.NameSource;
import io.laas.chat.command.Server;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Form;
import io.laas.chat.core.LineWriter;
import io.laas.chat.core.Reply;
import io.laas.chat.platform.Card;
import io.laas.chat.platform.NotDelivered;
import io.laas.chat.platform.Platform;
import io.laas.chat.store.BotStore;
import io.laas.chat.store.Request;
import io.laas.model.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where all platforms meet. What a platform's adapter takes in is remembered before it is acknowledged, run on threads of the hub,
 * and answered; after a restart what was not answered is run again, as the same request. Thread-safe.
 */
public final class Hub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final Duration MESSAGES_KEPT = Duration.ofDays(60);

    private final HubSettings settings;
    private final BotStore store;
    private final InstantSource clock;
    private final Counts counts;
    private final Map<String, Platform> platforms = new LinkedHashMap<>();
    private final Map<String, Outgoing> outgoing = new LinkedHashMap<>();
    private final Threads threads = new Threads();
    private final LaasClient server;
    private final People people;
    private final CommandRouter router;
    private final CardMaker cards;
    private final Errands errands;
    private final Limiter limiter;
    private final Offers offers;
    private final Homes homes;
    private Pump pump;
    private volatile boolean draining;

    /** What became of a request that a platform delivered. */
    public enum Taken {
        /** It is remembered and will be answered. */
        YES,
        /** It was delivered before. */
        AGAIN,
        /** Nothing is taken in now, or not so much from this person; nothing follows. */
        NO
    }

    public Hub(HubSettings settings, LaasClient server, BotStore store, InstantSource clock, Counts counts) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        this.counts = counts;
        this.server = server;
        this.people = new People(server, settings.zone(), clock);
        Server commands = new Server(
                c -> c.identity().map(server::actingFor).orElse(server).through(c.channel()), clock);
        this.router = new CommandRouter(Commands.all(commands, this::zoneChanged, Optional.empty()), clock);
        this.cards = new CardMaker(store, router, clock);
        this.errands = new Errands(this, new Errands.Tools(store, router, people, cards, clock));
        this.limiter = new Limiter(clock);
        this.homes = new Homes(this, new Homes.Tools(router, people, cards, clock));
        this.offers = new Offers(new NameSource(commands), router);
    }

    private void zoneChanged(Caller caller, ZoneId zone) {
        caller.identity().ifPresent(identity -> people.zoneChanged(identity, zone));
    }

    /** Starts the platforms and takes up what was left. */
    public void start(List<Platform> all) {
        Showing showing = new Showing(server, people, settings.zone(), clock);
        Outgoing.Tools tools = new Outgoing.Tools(store, showing, cards, settings.pace(), clock, counts);
        all.forEach(p -> {
            platforms.put(p.name(), p);
            outgoing.put(p.name(), new Outgoing(p, tools));
        });
        News news = new News(server, people, settings.channels(), platforms);
        pump = new Pump(server, store, news, clock, this::changed);
        outgoing.values().forEach(Outgoing::start);
        platforms.values().forEach(Platform::start);
        pump.start();
        store.inTransaction(tx ->
                        tx.requests().open(clock.instant().minus(settings.pace().patience())))
                .forEach(this::begin);
        threads.hourly(this::forget);
    }

    private void changed(Optional<String> booking) {
        outgoing.values().forEach(o -> booking.ifPresentOrElse(o::touch, o::wake));
        booking.ifPresent(b -> homes.changed());
    }

    /**
     * Takes a request in. When it returns the request is remembered; the adapter acknowledges it then, and all else follows
     * without it.
     */
    public Taken take(Request request) {
        if (!open(platform(request).name(), request.identity())) {
            return Taken.NO;
        }
        boolean fresh = store.inTransaction(tx -> tx.requests().add(request));
        if (!fresh) {
            counts.refused(platform(request).name(), "again");
            LOG.info("Request {} of {} was delivered again", request.id(), request.identity());
            return Taken.AGAIN;
        }
        begin(request);
        return Taken.YES;
    }

    /** Returns whether anything of somebody is taken in now; what asks for work and makes no request has to ask this before. */
    public boolean open(String platform, String identity) {
        boolean open = !draining && limiter.allows(identity);
        if (!open) {
            counts.refused(platform, draining ? "stopping" : "too many");
        }
        return open;
    }

    private void begin(Request request) {
        errands.expect(request);
        run(request);
    }

    private void run(Request request) {
        threads.work(() -> {
            if (!draining) {
                errands.run(request);
            }
        });
    }

    /** Runs a request once more after a time. */
    void later(Request request, Duration after) {
        after(after, () -> run(request));
    }

    /** Does something that asks no server after a time, unless what it returns is run before. */
    Runnable after(Duration time, Runnable work) {
        return threads.after(time, work);
    }

    Platform platform(Request request) {
        String name = request.place().platform();
        Platform platform = platforms.get(name);
        if (platform == null) {
            throw new IllegalStateException("the bot is not on " + name);
        }
        return platform;
    }

    Optional<Platform> platform(String name) {
        return Optional.ofNullable(platforms.get(name));
    }

    HubSettings settings() {
        return settings;
    }

    Counts counts() {
        return counts;
    }

    void owed(String platform) {
        outgoing.get(platform).wake();
    }

    /** Returns the models of all commands. */
    public List<CommandModel> models() {
        return router.models();
    }

    /** Returns the form to open for a line, with nothing to choose from yet; quick. */
    public Optional<Form> form(String line) {
        return router.form(line);
    }

    /**
     * Returns the form with what there is to choose from for somebody, and that can be chosen together; asks the server. To be filled
     * again when another pod is chosen.
     *
     * @param chosen what was filled in so far, by parameter
     */
    public Form filled(Form form, Map<String, String> chosen, String identity) {
        return new FormFill(server.actingFor(identity)).fitting(form, chosen);
    }

    /**
     * Returns the form with all there is to choose from for somebody, where it stays as it is once it is open; with nothing to choose
     * from if the server does not tell in time.
     */
    public CompletableFuture<Form> filledOnce(Form form, String identity) {
        return threads.get(() -> new FormFill(server.actingFor(identity)).whole(form))
                .completeOnTimeout(form, settings.pace().form().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns what is wrong in a form, by parameter; quick. */
    public Map<String, String> wrong(Form form, Map<String, String> values) {
        return FormCheck.wrong(form, values, clock.instant(), settings.zone());
    }

    /** Returns a right line of a command. */
    public String example(String command) {
        return router.model(command).orElseThrow().example();
    }

    /** Does something that may ask the server. */
    public CompletableFuture<Void> background(Runnable work) {
        return threads.get(() -> {
            work.run();
            return null;
        });
    }

    /** Does something that asks no server, soon however slow the server is. */
    public void soon(Runnable work) {
        threads.soon(work);
    }

    /** Somebody looks at the page they have with the bot: it is shown, and kept up to date for a while. */
    public void homeOpened(String identity) {
        homes.opened(identity);
    }

    /** Answers with a sentence what no request was made of. */
    public void say(String platform, String replyTo, String sentence) {
        try {
            platforms
                    .get(platform)
                    .messenger()
                    .reply(replyTo, new Card(Reply.text(sentence).blocks(), Map.of()));
        } catch (NotDelivered e) {
            LOG.info("An answer on {} did not arrive: {}", platform, e.getMessage());
        }
    }

    /** Returns the line that values of a command make. */
    public String line(String command, Map<String, String> values) {
        return LineWriter.line(router.model(command).orElseThrow(), values);
    }

    /** Returns what may stand for a value, for somebody who is typing; nothing if the server does not tell in time. */
    public CompletableFuture<List<String>> offers(String identity, Channel channel, Typing typing) {
        Caller caller = new Caller(channel, Optional.of(identity), settings.zone());
        return threads.get(() -> offers.of(caller, typing))
                .completeOnTimeout(List.of(), settings.pace().offers().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns how far the events were read; -1 before the server answered. */
    public long position() {
        return pump == null ? -1 : pump.position();
    }

    /** Returns how many messages wait to be sent on a platform. */
    public long waiting(String platform) {
        return store.inTransaction(tx -> tx.posts().countOwed(platform));
    }

    private void forget() {
        Instant now = clock.instant();
        store.inTransaction(tx -> {
            tx.requests().forget(now.minus(REMEMBERED));
            tx.actions().forget(now);
            tx.posts().forget(now.minus(MESSAGES_KEPT));
            return null;
        });
    }

    /** Takes nothing in any more, gives what runs ten seconds, and ends. What was not answered is taken up at the next start. */
    @Override
    public void close() {
        draining = true;
        platforms.values().forEach(Platform::drain);
        if (pump != null) {
            pump.close();
        }
        threads.close();
        outgoing.values().forEach(Outgoing::close);
        platforms.values().forEach(Platform::close);
    }

    /** Answers quietly: whoever asked may be gone. */
    void tell(Request request, Reply reply) {
        try {
            platform(request).messenger().reply(request.replyTo(), cards.personal(reply, request.identity()));
        } catch (NotDelivered e) {
            LOG.warn("{} could not be answered: {}", request.identity(), e.getMessage());
        }
    }
}
