package io.laas.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.testing.BotRig;
import io.laas.chat.testing.SlowServer;
import io.laas.chat.testing.Waits;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that takes requests and does not answer, while more people ask than the bot has threads. */
class SlackSlowTest extends SlackBotTest {
    private static final int PEOPLE = 60;

    private SlowServer slow;

    @Override
    void configure(BotRig bot) {
        slow = new SlowServer(bot.server().uri());
        bot.through(slow.uri());
    }

    @AfterEach
    void close() {
        slow.close();
    }

    @Test
    void everybodyIsAcknowledgedToldAndAnsweredInTheEnd() {
        slow.hold();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            asked.add(client.type("U" + i, "DU" + i, "help"));
            asked.add(client.type("U" + i, "DU" + i, "status"));
        }

        asked.stream()
                .filter(trigger -> asked.indexOf(trigger) % 2 == 1)
                .forEach(trigger -> answer(trigger, "Working on it"));
        slow.letGo();
        asked.stream()
                .filter(trigger -> asked.indexOf(trigger) % 2 == 1)
                .forEach(trigger -> answer(trigger, "not linked"));
    }

    @Test
    void formsOpenThoughAllThreadsWaitForTheServer() {
        slow.hold();
        for (int i = 0; i < PEOPLE; i++) {
            client.type("U" + i, "DU" + i, "status");
        }
        HttpResponse<String> taken = client.post(client.command(ALICE, "C1", "book", client.trigger()));

        assertThat(taken.statusCode()).isEqualTo(200);
        await().atMost(Waits.LONG).until(() -> !slack.calls("views.open").isEmpty());
        assertThat(slack.calls("views.update")).as("nothing to put in yet").isEmpty();
        slow.letGo();
        await().atMost(Waits.LONG).until(() -> !slack.calls("views.update").isEmpty());
    }

    @Test
    void commandThatTheServerTookThoughItsAnswerCameLateIsDoneOnce() {
        slow.hold();
        String book = client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");
        answer(book, "Working on it");
        slow.letGo();

        message(WITH_ALICE, "is ready");
        assertThat(bookings(alice)).hasSize(1);
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
    }
}
