package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas.Asked;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.model.wire.ReasonJson;
import io.laas.model.wire.VpodJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VpodsCommandTest extends AtFakeServer {
    private static VpodJson vpod(String id, String lab, String state, String booking, String reason) {
        return new VpodJson(id, lab, "server1", "pharos-virtual", "hello", "STATIC", state, booking, reason);
    }

    @Test
    void listsWhatStandsWhereAndHowItIs() {
        server.on(
                "GET /vpods",
                List.of(
                        vpod("rack1", "lab1", "IN_USE", "b-41", null),
                        vpod("rack2", "lab2", "QUARANTINED", null, "node1 does not answer")));

        assertThat(reply("vpods").text())
                .contains("rack1", "lab1/server1", "pharos-virtual", "in use", "b-41")
                .contains("rack2", "quarantined", "node1 does not answer");
        assertThat(reply("vpods list lab lab2").text()).contains("rack2").doesNotContain("rack1");
        assertThat(reply("vpods list lab lab3").text()).isEqualTo("No pod stands there.");
    }

    @ParameterizedTest
    @CsvSource({
        "vpods reinitialise rack1, /vpods/rack1/reinitialise, rack1 is brought back to its known state",
        "vpods reinitialise rack1 --anew, /vpods/rack1/reinitialise?anew=true, rack1 is taken down and set up from nothing",
        "vpods return rack1, /vpods/rack1/return, rack1 is cleaned and proven",
        "vpods drain rack1 reason new disks, /vpods/rack1/drain, rack1 takes no further bookings",
        "vpods quarantine rack1 reason bad disk, /vpods/rack1/quarantine, rack1 is out of service"
    })
    void changesOneAndSaysWhatComes(String line, String path, String said) {
        String[] parts = path.split("\\?");
        server.on("POST " + parts[0], a -> new Said(200, vpod("rack1", "lab1", "CLEANING", null, null)));

        Reply reply = reply(line);

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.text()).contains(said, "cleaning");
        assertThat(server.asked("POST", parts[0]))
                .extracting(Asked::query)
                .containsExactly(parts.length > 1 ? parts[1] : "");
    }

    @Test
    void sendsTheReason() {
        server.on("POST /vpods/rack1/drain", a -> new Said(200, vpod("rack1", "lab1", "DRAINED", null, "new disks")));

        reply("vpods drain rack1 reason new disks");

        assertThat(server.asked("POST", "/vpods/rack1/drain"))
                .singleElement()
                .satisfies(a -> assertThat(a.json(ReasonJson.class)).isEqualTo(new ReasonJson("new disks")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "vpods drain, After 'drain' the vpod is missing",
                "vpods drain rack1, Say why: put 'reason' and some words",
                "vpods return rack1 reason because, 'return' takes no reason",
                "vpods return rack1 --anew, '--anew' goes with 'reinitialise' only",
                "vpods list rack1, 'rack1' cannot be used here"
            })
    void saysWhatIsMissingOrTooMuch(String line, String said) {
        Reply reply = reply(line);

        assertThat(reply.outcome()).isEqualTo(Outcome.USAGE);
        assertThat(reply.text()).contains(said);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void tellsThoseWhoMayNotWhatTheyNeed() {
        server.on("POST /vpods/rack1/return", a -> Said.error(403, "FORBIDDEN", "This needs the right MANAGE_LABS."));

        Reply reply = reply("vpods return rack1");

        assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply.text()).contains("MANAGE_LABS");
    }
}
