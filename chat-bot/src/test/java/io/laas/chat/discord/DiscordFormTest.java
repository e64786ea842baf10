package io.laas.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.chat.discord.FakeDiscord.Interaction;
import io.laas.chat.testing.Misfit;
import io.laas.engine.account.Right;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.SharingJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The form of {@code /laas book}. */
class DiscordFormTest extends DiscordBotTest {
    private static final String CAROL = "777";

    private JsonNode open() throws InterruptedException {
        return discord.type(ALICE, false, "book", Map.of()).acknowledged();
    }

    private static JsonNode field(JsonNode form, String param) {
        for (JsonNode label : form.at("/data/components")) {
            if (label.at("/component/custom_id").asText().equals(param)) {
                return label.path("component");
            }
        }
        throw new IllegalArgumentException("no field " + param + " in " + form);
    }

    @Test
    void opensAtOnceAndIsFilledWithWhatIsFree() throws InterruptedException {
        JsonNode form = open();

        assertThat(form.path("type").asInt()).as("a modal").isEqualTo(9);
        assertThat(form.at("/data/components")).hasSizeBetween(4, 5);
        JsonNode pod = field(form, "pod");
        assertThat(pod.at("/options/0/label").asText()).isEqualTo("pharos-virtual – free now");
        assertThat(pod.at("/options/0/default").asBoolean()).isTrue();
        assertThat(pod.path("required").asBoolean()).isTrue();
    }

    @Test
    void peopleAreChosenAndMustBeLinked() throws InterruptedException {
        JsonNode form = open();
        assertThat(field(form, "with").path("type").asInt())
                .as("a menu of people")
                .isEqualTo(5);
        assertThat(field(form, "with").path("required").asBoolean(true)).isFalse();
        Interaction strangers =
                discord.submit(ALICE, form, Map.of("pod", "pharos-virtual", "for", "3h", "with", BOB + " 998 999"));

        assertThat(answer(strangers)).contains("nothing was done");
        assertThat(bookings(alice)).isEmpty();
    }

    @Test
    void marksTheConfigsThatDoNotGoOntoThePodItBeginsWith() throws InterruptedException {
        Misfit.make(alice);
        rig.link("carol", "discord:" + CAROL, Right.VIEW, Right.BOOK);
        alice.changeConfig(Misfit.CONFIG, null, "share", new SharingJson("PUBLIC", null))
                .value()
                .orElseThrow();

        JsonNode hers = field(open(), "config");
        assertThat(hers.path("options").findValuesAsText("label")).containsExactly("hello", Misfit.CONFIG);
        JsonNode anothers = field(discord.type(CAROL, false, "book", Map.of()).acknowledged(), "config");
        assertThat(anothers.path("options").findValuesAsText("label"))
                .as("who may not have the snapshot that it is of")
                .containsExactly("hello", Misfit.CONFIG + " (not on pharos-virtual)");
    }

    @Test
    void opensThoughTheServerIsAway() throws InterruptedException {
        rig.server().stop();
        JsonNode form = open();

        assertThat(form.path("type").asInt()).isEqualTo(9);
        assertThat(field(form, "pod").path("options")).isEmpty();
        rig.server().start();
    }

    @Test
    void booksWhatWasFilledInAndNothingElse() throws InterruptedException {
        JsonNode form = open();
        discord.submit(
                ALICE,
                form,
                Map.of("pod", "pharos-virtual", "for", "3h", "purpose", "nfv \"tests\" --queue", "with", BOB));

        message(FakeDiscord.CHANNEL, "is ready");
        List<BookingJson> bookings = bookings(alice);
        assertThat(bookings).hasSize(1);
        assertThat(bookings.get(0).purpose()).isEqualTo("nfv 'tests' --queue");
        assertThat(bookings.get(0).collaborators()).containsExactly("bob");
        assertThat(Duration.between(bookings.get(0).start(), bookings.get(0).end()))
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    void whatCannotBeReadOrGivenIsSaidToTheOneWhoFilledIn() throws InterruptedException {
        Interaction wrong = discord.submit(ALICE, open(), Map.of("pod", "pharos-virtual", "for", "soon"));
        Interaction tooLong = discord.submit(ALICE, open(), Map.of("pod", "pharos-virtual", "for", "30d"));

        assertThat(answer(wrong)).contains("'soon' is not a length");
        assertThat(answer(tooLong)).contains("3 d");
        await().during(Duration.ofMillis(200)).until(() -> bookings(alice).isEmpty());
        assertThat(discord.messages(FakeDiscord.CHANNEL)).isEmpty();
    }
}
