package io.laas.chat.slack;

import static org.awaitility.Awaitility.await;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Texts;
import io.laas.chat.hub.Hub;
import io.laas.chat.platform.Platform;
import io.laas.chat.testing.BotRig;
import io.laas.chat.testing.Waits;
import io.laas.engine.account.Right;
import io.laas.model.wire.BookingJson;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The real server, the bot and a real Bolt app that takes requests by HTTP; only Slack itself is ours. */
abstract class SlackBotTest {
    static final String ALICE = "UALICE";
    static final String BOB = "UBOB";
    /** Slack's id of the conversation of the bot with Alice. */
    static final String WITH_ALICE = "DUALICE";

    final FakeSlack slack = new FakeSlack();
    BotRig rig;
    SlackClient client;
    LaasClient alice;
    LaasClient bob;

    @BeforeEach
    void startAll(@TempDir Path directory) {
        rig = new BotRig(directory);
        configure(rig);
        alice = rig.link("alice", "slack:T1:" + ALICE, Right.VIEW, Right.BOOK);
        bob = rig.link("bob", "slack:T1:" + BOB, Right.VIEW, Right.BOOK);
        startBot();
    }

    void configure(BotRig bot) {
        // as it is
    }

    void startBot() {
        rig.start(List.of(slackByHttp()));
    }

    Function<Hub, Platform> slackByHttp() {
        SlackSettings settings = new SlackSettings(
                "xoxb-test",
                new SlackSettings.Http(SlackClient.SECRET, new InetSocketAddress("127.0.0.1", 0)),
                Optional.empty(),
                "/laas",
                slack.api(),
                SlackSettings.STANDARD_LOOK);
        return hub -> {
            SlackPlatform platform = new SlackPlatform(settings, hub, rig.clock(), rig.counts());
            client = new SlackClient(slack, rig.clock(), platform.port());
            return platform;
        };
    }

    @AfterEach
    void stopAll() {
        rig.close();
        slack.close();
    }

    /** Types in the conversation with the bot and returns what is answered last. */
    FakeSlack.Answer ask(String user, String text) {
        return answer(client.type(user, "D" + user, text));
    }

    /** Returns what is answered last, other than that it takes longer. */
    FakeSlack.Answer answer(String trigger) {
        await().atMost(Waits.LONG).until(() -> last(trigger).isPresent());
        return last(trigger).orElseThrow();
    }

    private Optional<FakeSlack.Answer> last(String trigger) {
        return answered(trigger).stream().reduce((first, second) -> second);
    }

    /** Returns all that was answered, other than that it takes longer. */
    List<FakeSlack.Answer> answered(String trigger) {
        return slack.answers(trigger).stream()
                .filter(a -> !a.shown().contains(Texts.of("bot.working")))
                .toList();
    }

    FakeSlack.Answer answer(String trigger, String text) {
        await().atMost(Waits.LONG)
                .until(() ->
                        slack.answers(trigger).stream().anyMatch(a -> a.shown().contains(text)));
        return slack.answers(trigger).stream()
                .filter(a -> a.shown().contains(text))
                .findFirst()
                .orElseThrow();
    }

    FakeSlack.Message message(String channel, String text) {
        await().atMost(Waits.LONG).until(() -> find(channel, text).isPresent());
        return find(channel, text).orElseThrow();
    }

    Optional<FakeSlack.Message> find(String channel, String text) {
        return slack.messages(channel).stream()
                .filter(m -> m.shown().contains(text))
                .findFirst();
    }

    /** Books in the conversation with the bot and waits until it is handed over. */
    FakeSlack.Message booked(String text) {
        client.type(ALICE, WITH_ALICE, text);
        return message(WITH_ALICE, "is ready");
    }

    List<BookingJson> bookings(LaasClient of) {
        return of.bookings(true, List.of(), null, 50).value().orElseThrow();
    }

    BookingJson booking(String id) {
        return alice.booking(id).value().orElseThrow();
    }
}
