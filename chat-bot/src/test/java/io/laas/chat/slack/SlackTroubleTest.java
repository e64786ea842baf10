package io.laas.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.chat.slack.FakeSlack.Mishap;
import io.laas.chat.testing.Waits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Slack, the server and the bot itself are away for a while. */
class SlackTroubleTest extends SlackBotTest {
    @Test
    void serverThatIsAwayIsSaidAtOnceAndTheCommandIsDoneOnceWhenItIsBack() {
        rig.server().stop();
        String trigger = client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");

        assertThat(answer(trigger).shown()).contains("The server does not answer", "is kept");
        rig.server().start();

        message(WITH_ALICE, "is ready");
        assertThat(bookings(alice)).hasSize(1);
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void commandThatWasTakenInIsDoneThoughTheBotEndsBefore() {
        rig.server().stop();
        String trigger = client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");
        answer(trigger);
        rig.stop();
        rig.server().start();

        startBot();

        message(WITH_ALICE, "is ready");
        assertThat(bookings(alice)).hasSize(1);
    }

    @Test
    void serverThatStaysAwayIsGivenUpWithWords() {
        rig.server().stop();
        String trigger = client.type(ALICE, WITH_ALICE, "status");
        answer(trigger);

        rig.clock().advance(Duration.ofMinutes(11));

        answer(trigger, "No server answers");
        rig.server().start();
        assertThat(ask(ALICE, "status").shown()).contains("You have no booking.");
    }

    @Test
    void messageGoesOnWhenTheServerIsBack() {
        rig.pods().hold();
        client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");
        FakeSlack.Message building = message(WITH_ALICE, "half of them");
        rig.server().stop();
        rig.server().start();
        rig.pods().letGo();

        assertThat(message(WITH_ALICE, "is ready").ts()).isEqualTo(building.ts());
    }

    @Test
    void messagesAreBroughtToTheirTrueStateAfterARestart() {
        rig.pods().hold();
        client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");
        FakeSlack.Message building = message(WITH_ALICE, "half of them");
        rig.stop();
        rig.pods().letGo();
        await().atMost(Waits.LONG).until(() -> bookings(alice).get(0).state().equals("ACTIVE"));

        startBot();

        assertThat(message(WITH_ALICE, "is ready").ts()).isEqualTo(building.ts());
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void whatHappenedWhileTheBotWasAwayIsToldOnceAndAsItIsNow() {
        booked("book pharos-virtual for 8h");
        String id = bookings(alice).get(0).id();
        rig.stop();
        rig.clock().advance(Duration.ofHours(6).plusMinutes(1));
        await().atMost(Waits.LONG)
                .until(() -> alice.bookingEvents(id).value().orElseThrow().stream()
                        .anyMatch(e -> e.type().equals("REMINDER")));
        rig.clock().advance(Duration.ofHours(3));
        await().atMost(Waits.LONG).until(() -> booking(id).state().equals("DONE"));

        startBot();

        message(WITH_ALICE, id + " is over");
        assertThat(slack.messages(WITH_ALICE))
                .as("no reminder of what is over")
                .noneMatch(m -> m.shown().contains("ends in"));
    }

    @Test
    void slackThatSaysNotSoFastIsWaitedFor() {
        slack.spoil("chat.postMessage", Mishap.TOO_FAST);
        client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");

        message(WITH_ALICE, "is ready");
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
        assertThat(slack.calls("chat.postMessage")).hasSize(2);
    }

    @Test
    void messageWhoseAnswerIsLostIsNotSentTwice() {
        rig.pods().hold();
        slack.spoil("chat.postMessage", Mishap.LOST);
        client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");
        await().atMost(Waits.LONG)
                .until(() -> !slack.calls("conversations.history").isEmpty());
        rig.pods().letGo();

        message(WITH_ALICE, "is ready");
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
        assertThat(slack.calls("chat.postMessage")).hasSize(1);
    }

    @Test
    void messageThatDidNotArriveIsSentAgain() {
        slack.spoil("chat.postMessage", Mishap.BROKEN);
        client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");

        message(WITH_ALICE, "is ready");
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void editsGoOnAfterSlackRefusedThem() {
        rig.pods().hold();
        client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");
        message(WITH_ALICE, "half of them");
        slack.spoil("chat.update", Mishap.BROKEN, Mishap.TOO_FAST, Mishap.LOST);
        rig.pods().letGo();

        message(WITH_ALICE, "is ready");
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void messageThatSomebodyRemovedIsLeftAlone() {
        rig.pods().hold();
        client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");
        slack.delete(message(WITH_ALICE, "half of them"));
        rig.pods().letGo();

        await().atMost(Waits.LONG).until(() -> bookings(alice).get(0).state().equals("ACTIVE"));
        assertThat(ask(ALICE, "status").shown()).contains("is ready");
        assertThat(slack.messages(WITH_ALICE)).isEmpty();
    }

    @Test
    void channelWithoutTheBotGetsNothingAndTheOneWhoAskedDoes() {
        slack.shut("CPRIVATE");
        client.type(ALICE, "CPRIVATE", "book pharos-virtual for 2h");

        assertThat(message(WITH_ALICE, "is ready").shown()).contains("ssh ");
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
        assertThat(slack.messages("CPRIVATE")).isEmpty();
    }

    @Test
    void tokenThatIsNotTakenForAWhileLosesNothing() {
        slack.spoil("chat.postMessage", Mishap.NOT_LET_IN);
        client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h");
        await().atMost(Waits.LONG).until(() -> !slack.calls("chat.postMessage").isEmpty());

        await().atMost(Waits.LONG).until(() -> {
            rig.clock().advance(Duration.ofSeconds(20));
            return find(WITH_ALICE, "is ready").isPresent();
        });
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
    }
}
