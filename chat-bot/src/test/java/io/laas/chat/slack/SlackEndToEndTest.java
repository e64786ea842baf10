package io.laas.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.client.LaasClient;
import io.laas.chat.testing.BotRig;
import io.laas.engine.account.Right;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server, the bot and a real Bolt app; only Slack itself is ours. */
class SlackEndToEndTest {
    private final FakeSlack slack = new FakeSlack();
    private BotRig rig;
    private SlackClient client;
    private LaasClient alice;

    @BeforeEach
    void start(@TempDir Path directory) {
        rig = new BotRig(directory);
        alice = rig.link("alice", "slack:T1:UALICE", Right.VIEW, Right.BOOK);
        startBot();
    }

    private void startBot() {
        SlackSettings settings = new SlackSettings(
                "xoxb-test",
                new SlackSettings.Http(SlackClient.SECRET, new InetSocketAddress("127.0.0.1", 0)),
                Optional.empty(),
                "/laas",
                slack.api(),
                SlackSettings.STANDARD_LOOK);
        rig.start(List.of(hub -> {
            SlackPlatform platform = new SlackPlatform(settings, hub, rig.clock(), rig.counts());
            client = new SlackClient(slack, rig.clock(), platform.port());
            return platform;
        }));
    }

    @AfterEach
    void stop() {
        rig.close();
        slack.close();
    }

    private FakeSlack.Answer answer(String trigger) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !slack.answers(trigger).isEmpty());
        return slack.answers(trigger).get(slack.answers(trigger).size() - 1);
    }

    private FakeSlack.Message message(String channel, String text) {
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        slack.messages(channel).stream().anyMatch(m -> m.shown().contains(text)));
        return slack.messages(channel).stream()
                .filter(m -> m.shown().contains(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsHowThingsStand() {
        FakeSlack.Answer answer = answer(client.type("UALICE", "C1", "status"));

        assertThat(answer.shown()).contains("You have no booking.", "Free now: pharos-virtual");
        assertThat(SlackClient.action(answer.blocks(), "Book")).startsWith("laas:");
    }

    @Test
    void oneMessageOfABookingFollowsItUntilItIsOver() {
        rig.pods().hold();
        client.type("UALICE", "DALICE", "book pharos-virtual for 2h \"nfv tests\"");

        FakeSlack.Message building = message("DUALICE", "half of them");
        assertThat(building.shown()).contains("Building the pod", "<date ");
        assertThat(building.text()).contains("<!date^");
        rig.pods().letGo();
        FakeSlack.Message ready = message("DUALICE", "is ready");

        assertThat(ready.ts()).isEqualTo(building.ts());
        assertThat(ready.shown()).contains("ssh ", "nfv tests", "Extend", "Reset", "Release");
        assertThat(slack.messages("DUALICE")).hasSize(1);
    }
}
