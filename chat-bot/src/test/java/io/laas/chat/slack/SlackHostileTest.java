package io.laas.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that Slack did not send, or sent before, and texts that want to be more than text. */
class SlackHostileTest extends SlackBotTest {
    private static final String BOOK = "book pharos-virtual for 2h";

    private void nothingHappens(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(ask(ALICE, "status").shown()).contains("You have no booking.");
    }

    @Test
    void wrongSignatureIsRefused() {
        String command = client.command(ALICE, "C1", BOOK, client.trigger());
        HttpResponse<String> refused = client.signedWith("another").post(command);
        client.signedWith(SlackClient.SECRET);

        nothingHappens(refused, 401);
    }

    @Test
    void signatureOfTheLiteralThatStandsForNoSecretIsRefused() {
        String command = client.command(ALICE, "C1", BOOK, client.trigger());
        HttpResponse<String> refused = client.signedWith("---").post(command);
        client.signedWith(SlackClient.SECRET);

        nothingHappens(refused, 401);
    }

    @ParameterizedTest
    @ValueSource(longs = {600, -600})
    void oldAndFutureSignaturesAreRefused(long seconds) {
        String command = client.command(ALICE, "C1", BOOK, client.trigger());
        HttpResponse<String> refused = client.old(Duration.ofSeconds(seconds)).post(command);
        client.old(Duration.ZERO);

        nothingHappens(refused, 401);
    }

    @Test
    void changedBodyIsRefused() {
        String signed = client.command(ALICE, "C1", "status", client.trigger());
        String timestamp = String.valueOf(rig.clock().instant().getEpochSecond());
        String signature = new Signature(SlackClient.SECRET).of(timestamp, signed.getBytes());
        HttpResponse<String> refused = client.post(
                client.command(ALICE, "C1", BOOK, "t-9"),
                Map.of("X-Slack-Signature", signature, "X-Slack-Request-Timestamp", timestamp));

        nothingHappens(refused, 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{", "{\"type\":\"nothing\"}", "payload=%7B", "payload=[]", "a=b", "%%%", "ssl_check=1"
            })
    void whatSlackWouldNotSendDoesNoHarm(String body) {
        HttpResponse<String> response = client.post(body);

        assertThat(response.statusCode()).isBetween(200, 404);
        assertThat(ask(ALICE, "status").shown()).contains("You have no booking.");
    }

    @Test
    void tooLargeABodyIsRefused() {
        nothingHappens(client.post("text=" + "x".repeat(1 << 20)), 413);
    }

    @Test
    void otherPathsAndVerbsAreNotThere() throws Exception {
        var http = java.net.http.HttpClient.newHttpClient();
        var get = java.net.http.HttpRequest.newBuilder(client.address()).build();
        assertThat(http.send(get, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
        var other = java.net.http.HttpRequest.newBuilder(client.address().resolve("/admin"))
                .build();
        assertThat(http.send(other, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void commandThatIsDeliveredAgainIsDoneOnce() {
        String command = client.command(ALICE, WITH_ALICE, BOOK, "t-1");
        assertThat(client.post(command).statusCode()).isEqualTo(200);
        assertThat(client.post(command, Map.of("X-Slack-Retry-Num", "1", "X-Slack-Retry-Reason", "http_timeout"))
                        .statusCode())
                .isEqualTo(200);
        message(WITH_ALICE, "is ready");
        rig.stop();
        startBot();
        assertThat(client.post(command).statusCode())
                .as("known after a restart too")
                .isEqualTo(200);

        assertThat(ask(ALICE, "status").shown()).contains("b-1");
        assertThat(bookings(alice)).hasSize(1);
        assertThat(slack.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void buttonsThatWeNeverMadeDoNothing() {
        assertThat(client.post(client.press(ALICE, WITH_ALICE, "laas:AAAAAAAAAAAAAAAAAAAA", false, "t-1"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(answer("t-1").shown()).contains("too old");
        assertThat(client.post(client.press(ALICE, WITH_ALICE, "release b-1 --yes", false, "t-2"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask(ALICE, "status").shown()).contains("You have no booking.");
        assertThat(slack.answers("t-2")).isEmpty();
    }

    @Test
    void tooMuchFromOnePersonIsNotTaken() {
        rig.clock().stop();
        for (int i = 0; i < 60; i++) {
            client.post(client.command(ALICE, WITH_ALICE, "status", "many-" + i));
        }
        HttpResponse<String> last = client.post(client.command(ALICE, WITH_ALICE, BOOK, "last"));

        assertThat(last.body()).contains("That was too much at once");
        assertThat(ask(BOB, "status").shown()).as("others are served").contains("You have no booking.");
        await().during(Duration.ofMillis(200)).until(() -> bookings(alice).isEmpty());
    }

    @Test
    void tooManyFormsOfOnePersonAreNotOpened() {
        rig.clock().stop();
        for (int i = 0; i < 60; i++) {
            client.post(client.command(ALICE, "C1", "book", "many-" + i));
        }

        assertThat(client.post(client.command(ALICE, "C1", "book", "last")).body())
                .contains("That was too much at once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!channel> <!here> <!everyone> <!subteam^S1>",
                "@here @channel @everyone",
                "<https://evil.example/|click me> https://evil.example/",
                "```rm -rf``` `x` *bold* _it_ ~no~ > quote",
                "& < > &amp; &lt;!channel&gt;",
                "\u202e\u2067evil\u2069 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \ud83d\ude80\ud83d\udc69\u200d\ud83d\udcbb",
                "\ufdd01774569600\ufdd1soon\ufdd2",
                "'; drop table booking; --",
                "${jndi:ldap://x} %s %n #{7*7}"
            })
    void textsOfPeopleAreTextAndNobodyIsPinged(String purpose) {
        client.type(ALICE, "C1", "book pharos-virtual for 2h \"" + purpose.replace("\"", "'") + "\"");

        FakeSlack.Message shown = message("C1", "is ready");
        String raw = shown.text() + shown.blocks();
        assertThat(shown.text()).doesNotContain("<!channel", "<!here", "<!everyone", "<!subteam", "<https:");
        assertThat(raw).doesNotContain("\u202e", "\u2067", "<date 1774569600");
        assertThat(shown.blocks().findValuesAsText("type"))
                .doesNotContain("mrkdwn", "link", "broadcast", "user", "usergroup", "channel");
        assertThat(slack.calls("chat.postMessage"))
                .allSatisfy(c -> assertThat(c.form()).containsEntry("parse", "none"));
    }

    @Test
    void longestLineSlackTakesIsReadAndALongerOneRefused() {
        String purpose = "\ud83d\ude80 \u0645\u0631\u062d\u0628\u0627 ".repeat(40);
        assertThat(ask(ALICE, "book pharos-virtual for 2h \"" + "x".repeat(3960) + "\"")
                        .shown())
                .contains("at most 500 characters");
        assertThat(ask(ALICE, "book " + "y".repeat(4000)).shown()).contains("too long");
        client.type(ALICE, WITH_ALICE, "book pharos-virtual for 2h \"" + purpose.strip() + "\"");
        message(WITH_ALICE, "\ud83d\ude80");
    }

    @Test
    void otherCommandsAndWorkspacesAreNotServed() {
        String other = client.command(ALICE, "C1", BOOK, "t-1").replace("%2Flaas", "%2Fother");
        assertThat(client.post(other).body()).contains("/laas help");
        assertThat(ask(ALICE, "status").shown()).contains("You have no booking.");
    }
}
