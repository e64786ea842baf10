package io.laas.chat.hub;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.platform.NotDelivered;
import io.laas.chat.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages people have with the bot: their bookings and what is free. Kept up to date for half a day after they were looked at. */
final class Homes {
    private static final Logger LOG = LoggerFactory.getLogger(Homes.class);
    private static final Duration KEPT = Duration.ofHours(12);
    private static final Duration GATHER = Duration.ofSeconds(3);

    private final Hub hub;
    private final CommandRouter router;
    private final People people;
    private final CardMaker cards;
    private final InstantSource clock;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final AtomicBoolean due = new AtomicBoolean();

    private record Page(Instant opened, String shown) {}

    /** What it works with. */
    record Tools(CommandRouter router, People people, CardMaker cards, InstantSource clock) {}

    Homes(Hub hub, Tools tools) {
        this.hub = hub;
        this.router = tools.router();
        this.people = tools.people();
        this.cards = tools.cards();
        this.clock = tools.clock();
    }

    void opened(String identity) {
        pages.put(identity, new Page(clock.instant(), ""));
        hub.background(() -> show(identity));
    }

    /** Something happened to a booking: all pages are looked up, a few seconds later and together. */
    void changed() {
        if (!pages.isEmpty() && due.compareAndSet(false, true)) {
            hub.after(GATHER, () -> hub.background(this::showAll));
        }
    }

    private void showAll() {
        due.set(false);
        Instant oldest = clock.instant().minus(KEPT);
        pages.values().removeIf(p -> p.opened().isBefore(oldest));
        pages.keySet().forEach(this::show);
    }

    private void show(String identity) {
        String name = identity.substring(0, identity.indexOf(':'));
        Optional<Platform> platform = hub.platform(name);
        Page page = pages.get(identity);
        if (platform.isEmpty() || page == null) {
            return;
        }
        Reply reply = home(identity, platform.get());
        if (reply.toString().equals(page.shown())) {
            return;
        }
        try {
            platform.get().messenger().home(identity, cards.personal(reply, identity));
            pages.replace(identity, page, new Page(page.opened(), reply.toString()));
        } catch (NotDelivered e) {
            LOG.info("The page of {} is not shown: {}", identity, e.getMessage());
        }
    }

    private Reply home(String identity, Platform platform) {
        ZoneId zone = people.zone(identity, () -> platform.messenger().zone(identity));
        Caller caller = new Caller(platform.channel(), Optional.of(identity), zone);
        Reply status = Errands.inChat(reply("status", caller));
        if (status.outcome() != Outcome.DONE) {
            return status;
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Fields(Texts.of("home.bookings"), List.of()));
        blocks.addAll(status.blocks());
        blocks.add(new Block.Fields(Texts.of("home.pods"), List.of()));
        blocks.addAll(reply("pods", caller).blocks());
        return Reply.done(blocks.toArray(Block[]::new));
    }

    private Reply reply(String line, Caller caller) {
        Answer answer = router.route(line, caller, "home");
        return (Reply) answer;
    }
}
