package io.laas.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.laas.chat.discord.FakeDiscord.Interaction;
import io.laas.chat.discord.FakeDiscord.Message;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes twice, from elsewhere or too often, and texts that want to be more than text. */
class DiscordHostileTest extends DiscordBotTest {
    private static final String CLEAN = "You have no booking.";

    @Test
    void commandThatIsDeliveredAgainIsDoneOnce() {
        ObjectNode event = discord.typed(ALICE, "book", TWO_HOURS);
        discord.deliver(event);
        discord.deliver(event);
        message(WITH_ALICE, "is ready");
        rig.stop();
        startBot();
        discord.deliver(event);

        assertThat(ask(ALICE, "status", Map.of())).as("after a restart too").contains("b-1");
        assertThat(bookings(alice)).hasSize(1);
        assertThat(discord.messages(WITH_ALICE)).hasSize(1);
    }

    @Test
    void membersOfOtherGuildsAreNotServed() {
        discord.join("501", "601");
        ObjectNode event = discord.typed(ALICE, "book", TWO_HOURS);
        event.put("guild_id", "501").put("channel_id", "601").put("context", 0);
        event.putObject("guild").put("id", "501").put("locale", "en-US").putArray("features");
        event.set("member", discord.member(ALICE));
        event.putObject("channel")
                .put("id", "601")
                .put("type", 0)
                .put("guild_id", "501")
                .put("name", "lab")
                .put("position", 0)
                .put("permissions", "0");
        event.remove("user");

        assertThat(answer(discord.deliver(event))).contains("nothing was done");
        assertThat(ask(ALICE, "status", Map.of())).contains(CLEAN);
    }

    @Test
    void botsAreNotServed() {
        ObjectNode event = discord.typed(ALICE, "book", TWO_HOURS);
        ((ObjectNode) event.path("user")).put("bot", true);

        assertThat(answer(discord.deliver(event))).contains("nothing was done");
        assertThat(ask(ALICE, "status", Map.of())).contains(CLEAN);
    }

    @Test
    void otherCommandsAreNotServed() {
        ObjectNode event = discord.typed(ALICE, "book", TWO_HOURS);
        ((ObjectNode) event.path("data")).put("name", "other");

        answer(discord.deliver(event));
        assertThat(ask(ALICE, "status", Map.of())).contains(CLEAN);
    }

    @Test
    void buttonsThatWeNeverMadeDoNothing() {
        Message ready = booked();
        String id = bookings(alice).get(0).id();

        assertThat(answer(discord.pressed(ALICE, body(ready), "laas:AAAAAAAAAAAAAAAAAAAA")))
                .contains("too old");
        answer(discord.pressed(ALICE, body(ready), "release " + id + " --yes"));
        assertThat(booking(id).state()).isEqualTo("ACTIVE");
    }

    @Test
    void buttonsAreGoodForAMonth() {
        Message ready = booked();
        rig.stop();
        rig.clock().advance(Duration.ofDays(31));
        startBot();

        assertThat(answer(press(ALICE, ready, "Extend 1 d"))).contains("too old");
    }

    @Test
    void tooMuchFromOnePersonIsNotTaken() {
        rig.clock().stop();
        for (int i = 0; i < 60; i++) {
            discord.type(ALICE, true, "status", Map.of());
        }
        Interaction last = discord.type(ALICE, true, "book", TWO_HOURS);

        assertThat(answer(last)).contains("That was too much at once");
        assertThat(ask(BOB, "status", Map.of())).as("others are served").contains(CLEAN);
        await().during(Duration.ofMillis(200)).until(() -> bookings(alice).isEmpty());
    }

    @Test
    void tooManyFormsOfOnePersonAreNotOpened() {
        rig.clock().stop();
        for (int i = 0; i < 60; i++) {
            discord.type(ALICE, true, "book", Map.of());
        }

        assertThat(answer(discord.type(ALICE, true, "book", Map.of()))).contains("That was too much at once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@everyone @here <@&500> <@201> <#600>",
                "[click me](https://evil.example/) https://evil.example/ <https://evil.example/>",
                "```rm -rf``` `x` **bold** _it_ ~~no~~ ||spoiler|| > quote",
                "# head\n- list\n1. one",
                "<t:1774569600:F> </laas:1> <:e:1> <a:e:1>",
                "\u202e\u2067evil\u2069 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \ud83d\ude80\ud83d\udc69\u200d\ud83d\udcbb",
                "\ufdd01774569600\ufdd1soon\ufdd2",
                "'; drop table booking; --",
                "${jndi:ldap://x} %s %n #{7*7}"
            })
    void textsOfPeopleAreTextAndNobodyIsPinged(String purpose) {
        discord.type(ALICE, false, "book", Map.of("pod", "pharos-virtual", "for", "2h", "purpose", purpose));

        Message shown = message(FakeDiscord.CHANNEL, "is ready");
        String raw = shown.body().toString();
        String text = shown.shown();
        assertThat(raw).doesNotContain("\u202e", "\u2067");
        assertThat(text.replaceAll("\\\\.", ""))
                .as("what has a meaning is escaped")
                .doesNotContain("<@", "<#", "<:", "](", "https://", "<t:1774569600", "||", "~~", "\n# ", "\n- ");
        assertThat(discord.calls("POST /channels/" + FakeDiscord.CHANNEL))
                .allSatisfy(c -> assertThat(c.body()).contains("\"allowed_mentions\":{\"parse\":[]"));
    }

    @Test
    void longestTextsAreReadAndLongerOnesRefused() {
        String longest =
                "\ud83d\ude80\u0645\u0631\u062d\u0628\u0627 ".repeat(60).strip();
        assertThat(ask(ALICE, "book", Map.of("pod", "pharos-virtual", "for", "2h", "purpose", "x".repeat(3900))))
                .contains("at most 500 characters");
        assertThat(ask(ALICE, "book", Map.of("pod", "y".repeat(6000)))).contains("too long");
        discord.type(ALICE, true, "book", Map.of("pod", "pharos-virtual", "for", "2h", "purpose", longest));
        message(WITH_ALICE, "\ud83d\ude80");
    }

    @Test
    void valuesCannotBecomeWords() {
        discord.type(
                ALICE,
                true,
                "book",
                Map.of("pod", "pharos-virtual", "for", "2h", "purpose", "x\" until 2030-01-01 --queue with @mallory"));

        message(WITH_ALICE, "is ready");
        assertThat(bookings(alice).get(0).purpose()).contains("until 2030-01-01 --queue with @mallory");
        assertThat(bookings(alice).get(0).collaborators()).isEmpty();
    }
}
