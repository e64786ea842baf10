package io.laas.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.laas.chat.testing.Misfit;
import io.laas.chat.testing.Waits;
import io.laas.model.wire.BookingJson;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The form of {@code /laas book}. */
class SlackFormTest extends SlackBotTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private String open() {
        client.type(ALICE, "C1", "book");
        await().atMost(Waits.LONG)
                .until(() -> slack.views().stream().anyMatch(v -> slack.view(v).has("submit")));
        return slack.views().iterator().next();
    }

    private static String param(String block) {
        return block.split(":")[0];
    }

    private static JsonNode block(JsonNode view, String param) {
        return StreamSupport.stream(view.path("blocks").spliterator(), false)
                .filter(b -> param(b.path("block_id").asText()).equals(param))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> configs(JsonNode view) {
        return block(view, "config").at("/element/options").findValuesAsText("value");
    }

    private static Map<String, Object> text(String value) {
        return Map.of("value", Map.of("type", "plain_text_input", "value", value));
    }

    private static Map<String, Object> chosen(String value) {
        return Map.of(
                "value",
                Map.of(
                        "type",
                        "static_select",
                        "selected_option",
                        Map.of("value", value, "text", Map.of("type", "plain_text", "text", value))));
    }

    private static Map<String, Object> filled() {
        Map<String, Object> state = new HashMap<>();
        state.put("pod", chosen("pharos-virtual"));
        state.put("for", text("3h"));
        state.put("config", chosen("hello"));
        state.put("purpose", text("nfv \"tests\" --queue with @mallory"));
        state.put("with", Map.of("value", Map.of("type", "multi_users_select", "selected_users", List.of(BOB))));
        state.put("from", Map.of("value", Map.of("type", "plain_text_input")));
        return state;
    }

    @Test
    void opensAtOnceAndIsFilledWithWhatIsFree() {
        JsonNode view = slack.view(open());

        assertThat(slack.calls("views.open").get(0).form().get("view")).contains("Looking up what is free");
        assertThat(view.path("blocks").findValuesAsText("block_id"))
                .extracting(SlackFormTest::param)
                .contains("pod", "for", "config", "purpose", "with");
        JsonNode pod = block(view, "pod");
        assertThat(pod.at("/element/options/0/text/text").asText()).isEqualTo("pharos-virtual – free now");
        assertThat(pod.at("/element/initial_option/value").asText()).isEqualTo("pharos-virtual");
        assertThat(pod.path("optional").asBoolean(true)).isFalse();
    }

    @Test
    void offersTheConfigsThatGoOntoThePodThatIsChosen() {
        Misfit.make(alice);
        String id = open();
        JsonNode first = slack.view(id);
        assertThat(block(first, "pod").path("dispatch_action").asBoolean()).isTrue();
        assertThat(configs(first)).containsExactly("hello", Misfit.CONFIG);

        Map<String, Object> state = filled();
        state.put("pod", chosen(Misfit.POD));
        state.put("config", chosen(Misfit.CONFIG));
        assertThat(client.choose(ALICE, id, first, state, "pod").statusCode()).isEqualTo(200);
        await().atMost(Waits.LONG).until(() -> configs(slack.view(id)).equals(List.of("hello")));
        JsonNode second = slack.view(id);
        assertThat(block(second, "pod").at("/element/initial_option/value").asText())
                .isEqualTo(Misfit.POD);
        assertThat(block(second, "config").at("/element/initial_option").isMissingNode())
                .as("nothing is chosen that does not go onto the pod")
                .isTrue();
        assertThat(block(second, "config").path("block_id"))
                .isNotEqualTo(block(first, "config").path("block_id"));
        assertThat(block(second, "purpose").path("block_id"))
                .isEqualTo(block(first, "purpose").path("block_id"));
        assertThat(second.path("private_metadata").asText()).isEqualTo("C1");

        state.put("pod", chosen("pharos-virtual"));
        state.put("config", chosen("hello"));
        client.choose(ALICE, id, second, state, "pod");
        await().atMost(Waits.LONG).until(() -> configs(slack.view(id)).equals(List.of("hello", Misfit.CONFIG)));
        assertThat(block(slack.view(id), "config")
                        .at("/element/initial_option/value")
                        .asText())
                .isEqualTo("hello");
    }

    @Test
    void lastOfManyChoicesCounts() {
        Misfit.make(alice);
        String id = open();
        JsonNode first = slack.view(id);
        for (int i = 0; i < 10; i++) {
            Map<String, Object> state = filled();
            state.put("pod", chosen(i % 2 == 0 ? "pharos-virtual" : Misfit.POD));
            client.choose(ALICE, id, first, state, "pod");
        }

        await().atMost(Waits.LONG).until(() -> configs(slack.view(id)).equals(List.of("hello")));
        await().during(Duration.ofMillis(500))
                .until(() -> configs(slack.view(id)).equals(List.of("hello")));
    }

    @Test
    void formStaysAsItIsWhileTheServerIsAway() {
        String id = open();
        JsonNode before = slack.view(id);
        rig.server().stop();
        client.choose(ALICE, id, before, filled(), "pod");

        await().during(Duration.ofSeconds(1)).until(() -> slack.view(id).equals(before));
        rig.server().start();
        Map<String, Object> state = filled();
        state.put("pod", chosen("whale"));
        client.choose(ALICE, id, before, state, "pod");
        await().atMost(Waits.LONG)
                .until(() -> block(slack.view(id), "pod")
                        .at("/element/initial_option/value")
                        .asText()
                        .equals("whale"));
    }

    @Test
    void booksWhatWasFilledInAndNothingElse() {
        String id = open();
        HttpResponse<String> closed = client.submit(ALICE, id, slack.view(id), filled());
        HttpResponse<String> again = client.submit(ALICE, id, slack.view(id), filled());

        assertThat(closed.statusCode()).isEqualTo(200);
        assertThat(closed.body()).isEmpty();
        assertThat(again.statusCode()).isEqualTo(200);
        message("C1", "is ready");
        List<BookingJson> bookings = bookings(alice);
        assertThat(bookings).hasSize(1);
        assertThat(bookings.get(0).purpose()).isEqualTo("nfv 'tests' --queue with @mallory");
        assertThat(bookings.get(0).collaborators()).containsExactly("bob");
        assertThat(bookings.get(0).config()).isEqualTo("hello");
        assertThat(Duration.between(bookings.get(0).start(), bookings.get(0).end()))
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    void saysAtOnceWhatCannotBeRead() throws Exception {
        String id = open();
        Map<String, Object> state = filled();
        state.put("for", text("soon"));
        state.put(block(slack.view(id), "pod").path("block_id").asText(), chosen(""));
        state.remove("pod");

        JsonNode wrong =
                JSON.readTree(client.submit(ALICE, id, slack.view(id), state).body());

        assertThat(wrong.path("response_action").asText()).isEqualTo("errors");
        assertThat(wrong.at("/errors/for").asText()).contains("'soon' is not a length");
        assertThat(wrong.path("errors")
                        .path(block(slack.view(id), "pod").path("block_id").asText())
                        .asText())
                .as("said at the block as Slack knows it")
                .isNotEmpty();
        assertThat(bookings(alice)).isEmpty();
        assertThat(client.submit(ALICE, id, slack.view(id), filled()).body()).isEmpty();
        message("C1", "is ready");
    }

    @Test
    void refusalOfTheServerIsShownToTheOneWhoFilledIn() {
        String id = open();
        Map<String, Object> state = filled();
        state.put("for", text("30d"));
        client.submit(ALICE, id, slack.view(id), state);

        assertThat(answer("C1/" + ALICE).shown()).contains("3 d");
        assertThat(slack.messages("C1")).isEmpty();
    }

    @Test
    void formThatCouldNotBeOpenedIsSaidInOneLine() {
        slack.spoil("views.open", FakeSlack.Mishap.BROKEN);

        assertThat(answer(client.type(ALICE, "C1", "book")).shown()).contains("/laas book pharos-virtual for 3d");
    }
}
