package io.laas.chat.hub;

import io.laas.chat.core.Reply;
import io.laas.chat.core.Subject;
import io.laas.chat.platform.Card;
import io.laas.chat.platform.MessageRef;
import io.laas.chat.platform.NotDelivered;
import io.laas.chat.platform.Platform;
import io.laas.chat.platform.Target;
import io.laas.chat.store.BotStore;
import io.laas.chat.store.Post;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one platform's messages in their order, each once as far as the platform allows, and edits them until what they show is
 * over. On one thread of its own, so that a platform in trouble holds up nobody else.
 */
final class Outgoing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int BATCH = 20;
    private static final int MAX_TRIES = 50;

    private final Platform platform;
    private final BotStore store;
    private final Showing showing;
    private final CardMaker cards;
    private final Pace pace;
    private final InstantSource clock;
    private final Counts counts;
    private final Semaphore wake = new Semaphore(0);
    private final Map<Long, Instant> due = new ConcurrentHashMap<>();
    private final Map<Long, Instant> edited = new HashMap<>();
    private final Thread thread;
    private Instant blockedUntil = Instant.MIN;
    private volatile boolean closed;

    /** What it works with. */
    record Tools(BotStore store, Showing showing, CardMaker cards, Pace pace, InstantSource clock, Counts counts) {}

    Outgoing(Platform platform, Tools tools) {
        this.platform = platform;
        this.store = tools.store();
        this.showing = tools.showing();
        this.cards = tools.cards();
        this.pace = tools.pace();
        this.clock = tools.clock();
        this.counts = tools.counts();
        this.thread = new Thread(this::run, "laas-out-" + platform.name());
        thread.setDaemon(true);
    }

    /** Begins; messages that were being edited are brought to their true state. */
    void start() {
        store.inTransaction(tx -> tx.posts().open(platform.name())).forEach(p -> due.put(p.id(), Instant.MIN));
        thread.start();
    }

    /** There may be something to send. */
    void wake() {
        wake.release();
    }

    /** A booking changed: what shows it is looked up. */
    void touch(String booking) {
        List<Post> posts = store.inTransaction(tx -> tx.posts().ofBooking(booking));
        posts.stream().filter(this::isOpen).forEach(p -> due.put(p.id(), Instant.MIN));
        wake();
    }

    private boolean isOpen(Post post) {
        return post.state() == Post.State.OPEN && post.target().platform().equals(platform.name());
    }

    private void run() {
        while (!closed) {
            try {
                work();
                wake.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("Sending to {} failed; it goes on in {} s", platform.name(), IDLE.toSeconds(), e);
                pause(IDLE);
            }
        }
    }

    private void work() {
        Instant now = clock.instant();
        if (now.isBefore(blockedUntil)) {
            return;
        }
        for (Post post : store.inTransaction(tx -> tx.posts().owed(platform.name(), now, BATCH))) {
            if (closed || blocked()) {
                return;
            }
            send(post);
        }
        edit();
    }

    private boolean blocked() {
        return clock.instant().isBefore(blockedUntil);
    }

    private void send(Post post) {
        Topic topic = Topic.read(post.topic());
        Shown shown = showing.of(topic);
        if (shown instanceof Shown.Unknown unknown) {
            LOG.debug("Message {} waits for the server: {}", post.key(), unknown.why());
            again(post, post.state() == Post.State.SENDING, Duration.ofSeconds(5));
        } else if (shown instanceof Shown.Pointless pointless) {
            LOG.debug("Message {} is not sent: {}", post.key(), pointless.why());
            end(post, Post.State.DROPPED);
        } else {
            send(post, topic, (Shown.As) shown);
        }
    }

    private void send(Post post, Topic topic, Shown.As shown) {
        try {
            Optional<MessageRef> there = post.state() == Post.State.SENDING ? find(post) : Optional.empty();
            if (there.isPresent()) {
                sent(post, there.get(), "", true);
                due.put(post.id(), Instant.MIN);
                return;
            }
            Card card = card(topic, post.target(), shown.reply());
            store.inTransaction(tx -> {
                tx.posts().sending(post.id());
                return null;
            });
            MessageRef message = platform.messenger().post(post.target(), card, key(post));
            sent(post, message, digest(shown.reply()), shown.open());
            counts.sent(platform.name());
        } catch (NotDelivered e) {
            notSent(post, topic, e);
        }
    }

    private Optional<MessageRef> find(Post post) throws NotDelivered {
        try {
            return platform.messenger().find(post.target(), key(post), post.createdAt());
        } catch (NotDelivered e) {
            if (e.kind() != NotDelivered.Kind.NEVER) {
                throw e;
            }
            LOG.info(
                    "{} does not tell whether message {} arrived ({}); it is sent, perhaps for the second time",
                    platform.name(),
                    post.key(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** Short, so that it fits what platforms keep of it. */
    private static String key(Post post) {
        return digest(post.key()).substring(0, 24);
    }

    private void notSent(Post post, Topic topic, NotDelivered e) {
        counts.failed(platform.name());
        boolean hopeless = e.kind() == NotDelivered.Kind.NEVER || post.tries() >= MAX_TRIES;
        if (hopeless) {
            LOG.warn("Message {} cannot be sent to {}: {}", post.key(), post.target(), e.getMessage());
            end(post, Post.State.DROPPED);
            otherwise(post, topic);
            return;
        }
        LOG.info("Message {} is sent again in {} ms: {}", post.key(), e.after().toMillis(), e.getMessage());
        again(post, e.kind() == NotDelivered.Kind.UNSURE, e.after());
        blockedUntil = clock.instant().plus(e.after());
    }

    /** What cannot be put into a channel goes to the one who asked. */
    private void otherwise(Post post, Topic topic) {
        if (topic.asker() == null || post.target().alone()) {
            return;
        }
        boolean booking = topic.subject().kind() == Subject.Kind.BOOKING;
        Topic direct = Topic.following(topic.subject(), topic.asker(), topic.asker());
        owe(
                booking
                        ? News.card(topic.subject().booking(), topic.asker())
                        : new Owed(post.key() + ":direct", Target.person(topic.asker()), direct));
    }

    /** Owes a message, unless it is owed already. */
    private void owe(Owed owed) {
        store.inTransaction(tx -> tx.posts()
                .owe(
                        owed.key(),
                        owed.target(),
                        owed.topic().about(),
                        owed.topic().written(),
                        clock.instant()));
        wake();
    }

    private Card card(Topic topic, Target target, Reply reply) {
        return target.alone() ? cards.personal(reply, target.id()) : cards.shared(reply);
    }

    private void again(Post post, boolean unsure, Duration after) {
        Instant at = clock.instant().plus(after);
        store.inTransaction(tx -> {
            tx.posts().again(post.id(), unsure, at);
            return null;
        });
    }

    private void end(Post post, Post.State state) {
        store.inTransaction(tx -> {
            tx.posts().end(post.id(), state);
            return null;
        });
    }

    private void sent(Post post, MessageRef message, String shown, boolean open) {
        Instant now = clock.instant();
        store.inTransaction(tx -> {
            tx.posts().sent(post.id(), message, shown, open);
            return null;
        });
        if (open) {
            edited.put(post.id(), now);
            due.put(post.id(), now.plus(pace.edits()));
        }
    }

    private void edit() {
        Instant now = clock.instant();
        for (Map.Entry<Long, Instant> entry : due.entrySet()) {
            Instant notBefore = edited.getOrDefault(entry.getKey(), Instant.MIN).equals(Instant.MIN)
                    ? Instant.MIN
                    : edited.get(entry.getKey()).plus(pace.edits());
            if (!now.isBefore(entry.getValue()) && !now.isBefore(notBefore)) {
                if (closed || blocked()) {
                    return;
                }
                due.remove(entry.getKey(), entry.getValue());
                store.inTransaction(tx -> tx.posts().find(entry.getKey()))
                        .filter(this::isOpen)
                        .ifPresent(this::edit);
            }
        }
    }

    private void edit(Post post) {
        Topic topic = Topic.read(post.topic());
        Shown shown = showing.of(topic);
        if (shown instanceof Shown.Unknown) {
            due.put(post.id(), clock.instant().plusSeconds(3));
        } else if (shown instanceof Shown.Pointless) {
            forget(post);
        } else {
            edit(post, topic, (Shown.As) shown);
        }
    }

    private void edit(Post post, Topic topic, Shown.As shown) {
        String digest = digest(shown.reply());
        try {
            if (!digest.equals(post.shown())) {
                Card card = card(topic, post.target(), shown.reply());
                platform.messenger().edit(post.message().orElseThrow(), card);
                counts.edited(platform.name());
            }
            store.inTransaction(tx -> {
                tx.posts().edited(post.id(), digest, shown.open());
                return null;
            });
            later(post, shown.open());
        } catch (NotDelivered e) {
            notEdited(post, e);
        }
    }

    private void later(Post post, boolean open) {
        Instant now = clock.instant();
        if (open) {
            edited.put(post.id(), now);
            due.putIfAbsent(post.id(), now.plus(pace.lookAgain()));
        } else {
            edited.remove(post.id());
            due.remove(post.id());
        }
    }

    private void notEdited(Post post, NotDelivered e) {
        counts.failed(platform.name());
        if (e.kind() == NotDelivered.Kind.NEVER) {
            LOG.info("Message {} is no longer edited: {}", post.key(), e.getMessage());
            forget(post);
            return;
        }
        LOG.info(
                "Message {} is edited again in {} ms: {}", post.key(), e.after().toMillis(), e.getMessage());
        blockedUntil = clock.instant().plus(e.after());
        due.put(post.id(), blockedUntil);
    }

    private void forget(Post post) {
        end(post, Post.State.CLOSED);
        later(post, false);
    }

    private static String digest(Object shown) {
        try {
            byte[] bytes = shown.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
