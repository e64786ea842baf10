package io.laas.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.platform.Health;
import io.laas.chat.slack.FakeSlack.Mishap;
import io.laas.chat.testing.Waits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slack by Socket Mode, as a lab behind a firewall has it. */
class SlackSocketTest extends SlackBotTest {
    private final FakeSocket socket = new FakeSocket();
    private SlackPlatform platform;

    @Override
    void startBot() {
        slack.socketAt(socket.url());
        SlackSettings settings = new SlackSettings(
                "xoxb-test",
                new SlackSettings.Socket("xapp-test"),
                Optional.empty(),
                "/laas",
                slack.api(),
                Duration.ofMillis(100));
        rig.start(List.of(hub -> {
            platform = new SlackPlatform(settings, hub, rig.clock(), rig.counts());
            return platform;
        }));
        client = new SlackClient(slack, rig.clock(), 1);
        up();
    }

    @AfterEach
    void stopSocket() throws InterruptedException {
        socket.stop(500);
    }

    private void up() {
        await().atMost(Waits.LONG)
                .until(() -> socket.connected() && platform.health().state() == Health.State.UP);
    }

    private String type(String text) {
        String trigger = client.trigger();
        socket.command("envelope-" + trigger, client.command(ALICE, WITH_ALICE, text, trigger));
        return trigger;
    }

    @Test
    void commandsComeByTheSocketAndAreAcknowledged() {
        String trigger = type("status");

        assertThat(answer(trigger).shown()).contains("You have no booking.");
        await().atMost(Waits.LONG).until(() -> socket.ack("envelope-" + trigger) != null);
    }

    @Test
    void sameEnvelopeTwiceIsDoneOnce() {
        String command = client.command(ALICE, WITH_ALICE, "book pharos-virtual for 2h", "t-1");
        socket.command("e-1", command);
        socket.command("e-1", command);
        socket.command("e-2", command);

        message(WITH_ALICE, "is ready");
        await().atMost(Waits.LONG).until(() -> socket.ack("e-2") != null);
        assertThat(bookings(alice)).hasSize(1);
    }

    @Test
    void manyCommandsAtOnceAreAcknowledgedThoughTheServerHangs() {
        rig.server().stop();
        for (int i = 0; i < 20; i++) {
            socket.command("e-" + i, client.command("U" + i, "DU" + i, "status", "t-" + i));
        }

        await().atMost(Waits.LONG).until(() -> {
            for (int i = 0; i < 20; i++) {
                if (socket.ack("e-" + i) == null) {
                    return false;
                }
            }
            return true;
        });
        rig.server().start();
    }

    @Test
    void connectionIsTakenUpWhenSlackAsksForANewOne() {
        socket.refresh();

        await().atMost(Waits.LONG).until(() -> socket.opened() > 1);
        up();
        assertThat(answer(type("status")).shown()).contains("You have no booking.");
    }

    @Test
    void connectionThatWasCutIsTakenUp() {
        int before = socket.opened();
        socket.cut();

        await().atMost(Waits.LONG).until(() -> socket.opened() > before);
        up();
        assertThat(answer(type("status")).shown()).contains("You have no booking.");
    }

    /** Bolt's own watch over the socket ends for good at the first refusal. */
    @Test
    void connectionIsTakenUpThoughSlackRefusedItSeveralTimes() {
        int before = socket.opened();
        slack.spoil("apps.connections.open", Mishap.REFUSED, Mishap.BROKEN, Mishap.TOO_FAST, Mishap.REFUSED);
        socket.cut();

        await().atMost(Waits.LONG).until(() -> socket.opened() > before);
        up();
        assertThat(answer(type("status")).shown()).contains("You have no booking.");
    }

    @Test
    void slackThatIsNotThereAtTheStartIsWaitedFor() {
        rig.stop();
        slack.spoil("apps.connections.open", Mishap.BROKEN, Mishap.REFUSED);
        slack.spoil("auth.test", Mishap.BROKEN);

        startBot();

        assertThat(answer(type("status")).shown()).contains("You have no booking.");
    }
}
