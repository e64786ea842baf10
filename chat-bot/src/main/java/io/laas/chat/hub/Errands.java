package io.laas.chat.hub;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Live;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Subject;
import io.laas.chat.core.Texts;
import io.laas.chat.platform.Card;
import io.laas.chat.platform.NotDelivered;
import io.laas.chat.platform.Target;
import io.laas.chat.store.Action;
import io.laas.chat.store.BotStore;
import io.laas.chat.store.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs requests: what was typed, and buttons that were pressed. Thread-safe. */
final class Errands {
    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);
    private static final Set<String> NO_ANSWER =
            Set.of("UNREACHABLE", "SERVER_BUSY", "HTTP_502", "HTTP_503", "HTTP_504");
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Hub hub;
    private final BotStore store;
    private final CommandRouter router;
    private final People people;
    private final CardMaker cards;
    private final InstantSource clock;
    private final Map<String, Integer> tries = new ConcurrentHashMap<>();
    private final Map<String, Patience> waiting = new ConcurrentHashMap<>();

    /** What it works with. */
    record Tools(BotStore store, CommandRouter router, People people, CardMaker cards, InstantSource clock) {}

    Errands(Hub hub, Tools tools) {
        this.hub = hub;
        this.store = tools.store();
        this.router = tools.router();
        this.people = tools.people();
        this.cards = tools.cards();
        this.clock = tools.clock();
    }

    /** What a request runs, or why it runs nothing. */
    private sealed interface Errand {
        record Line(String line, boolean once) implements Errand {}

        record Nothing(Reply reply) implements Errand {}
    }

    /** Somebody waits from now on, and is told so if the answer takes long. */
    void expect(Request request) {
        Patience patience = new Patience(() -> hub.tell(request, Reply.text(Texts.of("bot.working"))));
        waiting.put(request.id(), patience);
        patience.cancelledBy(hub.after(hub.settings().pace().slow(), patience::lost));
    }

    void run(Request request) {
        try {
            Errand errand = errand(request);
            if (errand instanceof Errand.Nothing nothing) {
                over(request);
                answered(request, nothing.reply());
            } else {
                Errand.Line line = (Errand.Line) errand;
                Answer answer = answer(request, line.line());
                over(request);
                deliver(request, line, answer);
            }
        } catch (RuntimeException e) {
            over(request);
            LOG.error("Request {} of {} failed", request.id(), request.identity(), e);
            answered(request, Reply.refused("INTERNAL", Texts.of("bot.broken")));
        }
    }

    /** From now on the one who asked hears only the answer. */
    private void over(Request request) {
        Patience patience = waiting.remove(request.id());
        if (patience != null) {
            patience.end();
        }
    }

    private Errand errand(Request request) {
        if (request.action().isEmpty()) {
            return new Errand.Line(request.line(), false);
        }
        Optional<Action> found =
                store.inTransaction(tx -> tx.actions().find(request.action().get()));
        if (found.isEmpty() || !clock.instant().isBefore(found.get().goodUntil())) {
            return nothing("EXPIRED", "bot.button.old");
        }
        Action action = found.get();
        if (!action.identity().map(request.identity()::equals).orElse(true)) {
            return nothing("FORBIDDEN", "bot.button.other");
        }
        if (action.command().equals(Card.CANCEL)) {
            return new Errand.Nothing(Reply.text(Texts.of("console.notdone")));
        }
        boolean good = !action.once() || store.inTransaction(tx -> tx.actions().use(action.id(), request.id()));
        return good ? new Errand.Line(action.command(), action.once()) : nothing("USED", "bot.button.used");
    }

    private static Errand nothing(String code, String text) {
        return new Errand.Nothing(Reply.refused(code, Texts.of(text)));
    }

    private Answer answer(Request request, String line) {
        Mentions.Read read = Mentions.read(line, people);
        if (!read.unknown().isEmpty()) {
            return Reply.refused("UNKNOWN_PERSON", Texts.of("bot.mention", String.join(", ", read.unknown())));
        }
        ZoneId zone = people.zone(
                request.identity(), () -> hub.platform(request).messenger().zone(request.identity()));
        Caller caller = new Caller(hub.platform(request).channel(), Optional.of(request.identity()), zone);
        return router.route(read.line(), caller, request.id(), request.at());
    }

    private void deliver(Request request, Errand.Line errand, Answer answer) {
        if (answer instanceof Live live) {
            follow(request, live);
            return;
        }
        Reply reply = (Reply) answer;
        if (noAnswer(reply) && again(request)) {
            return;
        }
        if (errand.once() && reply.outcome() != Outcome.DONE) {
            store.inTransaction(tx -> {
                tx.actions().renew(request.action().orElseThrow(), request.id());
                return null;
            });
        }
        answered(request, inChat(reply));
    }

    private static boolean noAnswer(Reply reply) {
        return reply.blocks().stream()
                .anyMatch(b -> b instanceof Block.Problem problem && NO_ANSWER.contains(problem.code()));
    }

    /** Tries again later what the server did not answer; the first time the person is told. */
    private boolean again(Request request) {
        Instant until = request.at().plus(hub.settings().pace().patience());
        if (!clock.instant().isBefore(until)) {
            return false;
        }
        int tried = tries.merge(request.id(), 1, Integer::sum);
        if (tried == 1) {
            hub.tell(
                    request,
                    Reply.text(
                            Texts.of("bot.away", minutes(hub.settings().pace().patience()))));
        }
        Duration pause = hub.settings().pace().retry().multipliedBy(1L << Math.min(tried - 1, 10));
        hub.later(request, pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        return true;
    }

    private static long minutes(Duration time) {
        return Math.max(1, time.toMinutes());
    }

    /** What the server says of itself is said for the chat. */
    static Reply inChat(Reply reply) {
        boolean unlinked = reply.blocks().stream()
                .anyMatch(b ->
                        b instanceof Block.Problem problem && problem.code().equals("NOT_LINKED"));
        return unlinked
                ? new Reply(
                        Outcome.REFUSED,
                        List.of(new Block.Problem(
                                "NOT_LINKED",
                                Texts.of("bot.unlinked"),
                                List.of(Texts.of("bot.unlinked.code"), Texts.of("bot.unlinked.use")))))
                : reply;
    }

    private void answered(Request request, Reply reply) {
        hub.tell(request, reply);
        done(request, reply.outcome());
    }

    private void done(Request request, Outcome outcome) {
        store.inTransaction(tx -> {
            tx.requests().done(request.id());
            return null;
        });
        finished(request, outcome);
    }

    private void finished(Request request, Outcome outcome) {
        tries.remove(request.id());
        Duration took = Duration.between(request.at(), clock.instant());
        hub.counts().answered(request.place().platform(), outcome.name(), took.isNegative() ? Duration.ZERO : took);
    }

    /** The message is owed in the same moment in which the request is answered. */
    private void follow(Request request, Live live) {
        Owed owed = message(request, live.subject());
        store.inTransaction(tx -> {
            tx.posts()
                    .owe(
                            owed.key(),
                            owed.target(),
                            owed.topic().about(),
                            owed.topic().written(),
                            clock.instant());
            tx.requests().done(request.id());
            return null;
        });
        hub.owed(owed.target().platform());
        finished(request, Outcome.DONE);
        try {
            hub.platform(request).messenger().settle(request.replyTo());
        } catch (NotDelivered e) {
            LOG.debug("{} still sees that an answer is awaited: {}", request.identity(), e.getMessage());
        }
    }

    private static Owed message(Request request, Subject subject) {
        Target place = request.place();
        String identity = request.identity();
        if (subject.kind() == Subject.Kind.BOOKING) {
            return place.alone()
                    ? News.card(subject.booking(), identity)
                    : asked(News.card(subject.booking(), place), identity);
        }
        String key = "operation:" + subject.operation() + ":" + place.platform() + ":" + place.id();
        return new Owed(key, place, Topic.following(subject, identity, identity));
    }

    private static Owed asked(Owed card, String asker) {
        return new Owed(card.key(), card.target(), Topic.following(card.topic().subject(), null, asker));
    }
}
