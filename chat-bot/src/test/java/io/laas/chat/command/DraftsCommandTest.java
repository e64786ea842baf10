package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.core.Block;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.wire.DraftJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftsCommandTest extends AtFakeServer {
    private static DraftJson draft(long id, String title) {
        return new DraftJson(id, title, Map.of("purpose", "not for the chat"), 3, Samples.START, Samples.START);
    }

    @Test
    void listsThemWithoutWhatOnlyThePagesKnow() {
        server.on("GET /drafts", List.of(draft(7, "pharos-virtual for the demo"), draft(5, null)));

        Reply reply = reply("drafts");

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.text())
                .contains("7 | pharos-virtual for the demo | Thu 26 Mar 15:30", "5 |  | ", "in the pages, under Book")
                .doesNotContain("not for the chat");
    }

    @Test
    void saysHowOneIsBegun() {
        server.on("GET /drafts", List.of());

        assertThat(reply("drafts").text()).contains("You have no draft.");
    }

    @Test
    void asksBeforeItDeletesOne() {
        server.on("GET /drafts/7", draft(7, "nfv")).on("POST /drafts/7/delete", draft(7, "nfv"));

        Reply asked = reply("drafts delete 7");

        assertThat(asked.outcome()).isEqualTo(Outcome.ASKS);
        assertThat(asked.text()).contains("Delete draft 7 (nfv)?");
        assertThat(server.asked("POST", "/drafts/7/delete")).isEmpty();
        assertThat(((Block.Confirm) asked.blocks().get(0)).command()).isEqualTo("drafts delete 7 --yes");
        assertThat(reply("drafts delete 7 --yes").text()).isEqualTo("Draft 7 (nfv) is deleted.");
        assertThat(server.asked("POST", "/drafts/7/delete")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "drafts delete, After 'delete' the number of the draft is missing",
                "drafts list 7, '7' cannot be used here"
            })
    void saysWhatIsMissingOrTooMuch(String line, String said) {
        Reply reply = reply(line);

        assertThat(reply.outcome()).isEqualTo(Outcome.USAGE);
        assertThat(reply.text()).contains(said);
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"drafts delete 8, GET /drafts/8", "drafts delete 8 --yes, POST /drafts/8/delete"})
    void passesOnThatThereIsNoSuchDraft(String line, String path) {
        server.on(path, a -> Said.error(404, "UNKNOWN_DRAFT", "You have no draft 8."));

        Reply reply = reply(line);

        assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply.text()).contains("You have no draft 8.");
    }
}
