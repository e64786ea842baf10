package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Caller;
import io.laas.chat.core.Live;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import io.laas.model.wire.ErrorJson;
import io.laas.model.wire.ImageJson;
import io.laas.model.wire.NewSnapshotJson;
import io.laas.model.wire.SharingJson;
import io.laas.model.wire.SnapshotImageJson;
import io.laas.model.wire.SnapshotJson;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotCommandsTest extends AtFakeServer {
    private Answer answer(String line) {
        return router.route(line, new Caller(Channel.CONSOLE, Optional.empty(), ZoneId.of("Europe/Paris")), "id-1");
    }

    private String said(String line) {
        return ((Reply) answer(line)).text();
    }

    private static SnapshotJson snapshot(String state) {
        return new SnapshotJson(
                "db",
                "lab1",
                "ann",
                "PROJECT",
                "nfv",
                state,
                "server1",
                "b-41",
                "op-2",
                Samples.START,
                70L << 20,
                null,
                List.of(new SnapshotImageJson("db", "node1", "5a", 4, "debian-12", "laas")));
    }

    private void serves() {
        server.on("GET /bookings/b-41", Samples.booking("b-41", "ACTIVE"))
                .on("POST /bookings/b-41/snapshots", a -> new Said(202, snapshot("MAKING")))
                .on("GET /operations/op-2", Samples.operation("op-2", "SNAPSHOT", "SUCCEEDED", 100));
    }

    @Test
    void listsImagesWithTheirSizesAsFarAsTheyAreKnown() {
        server.on(
                "GET /images",
                List.of(
                        new ImageJson(
                                "debian-12", "lab1", "Debian 12", "x86_64", "debian", null, null, 2L << 30, 3L << 20),
                        new ImageJson(
                                "far", "lab2", "", "aarch64", "laas", "https://c.example.org", "0a", null, null)));

        assertThat(said("images"))
                .contains("debian-12", "Debian 12", "x86_64", "2048 MiB", "3 MiB", "aarch64", "not known yet");
        assertThat(said("images lab lab1")).contains("debian-12").doesNotContain("far");
        assertThat(said("images lab lab3")).isEqualTo("No lab has an image there.");
    }

    @Test
    void savesAMachineAndFollows() throws InterruptedException {
        serves();
        Reply last = ((Live) answer("snapshot b-41 node1 as db with nfv --power-off"))
                .work()
                .run(reply -> {});
        assertThat(last.text()).contains("The machines of b-41 are saved", "snapshots");
        assertThat(server.asked("POST", "/bookings/b-41/snapshots").get(0).json(NewSnapshotJson.class))
                .isEqualTo(new NewSnapshotJson("db", "node1", true, "PROJECT", "nfv"));
    }

    @Test
    void savesAllMachinesWhereNoneIsNamed() {
        serves();
        assertThat(said("snapshot b-41 as db --no-wait")).contains("Snapshot db is being made");
        assertThat(server.asked("POST", "/bookings/b-41/snapshots").get(0).json(NewSnapshotJson.class))
                .isEqualTo(new NewSnapshotJson("db", null, false, null, null));
    }

    @Test
    void wantsANameAndTellsTheServersRefusal() {
        server.on("GET /bookings/b-41", Samples.booking("b-41", "ACTIVE"));
        assertThat(said("snapshot b-41")).contains("After 'as' the name of the snapshot is needed", "Save as b-41-");
        server.on("GET /bookings/b-41", Samples.booking("b-41", "ACTIVE"))
                .on(
                        "POST /bookings/b-41/snapshots",
                        a -> new Said(409, new ErrorJson("NAME_TAKEN", "Take another name.", Map.of())));
        Reply refused = (Reply) answer("snapshot b-41 as db");
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.text()).contains("Take another name.");
    }

    @Test
    void listsShowsSharesAndDeletes() {
        server.on("GET /snapshots", List.of(snapshot("READY")))
                .on("GET /snapshots/db", snapshot("READY"))
                .on("POST /snapshots/db/share", snapshot("READY"))
                .on("POST /snapshots/db/delete", snapshot("DELETED"));
        assertThat(said("snapshots"))
                .contains("db | lab1 | READY | 70 MiB | ann's, shared with project nfv | Thu 26 Mar 16:30 | db");
        assertThat(said("snapshots show db")).contains("lab1, server1");
        assertThat(said("snapshots share db with nfv")).isEqualTo("db is now shared with project nfv.");
        assertThat(server.asked("POST", "/snapshots/db/share").get(0).json(SharingJson.class))
                .isEqualTo(new SharingJson("PROJECT", "nfv"));
        Reply asked = (Reply) answer("snapshots delete db");
        assertThat(asked.blocks()).hasAtLeastOneElementOfType(Block.Confirm.class);
        assertThat(server.asked("POST", "/snapshots/db/delete")).isEmpty();
        assertThat(said("snapshots delete db --yes")).isEqualTo("The snapshot db is deleted.");
        assertThat(said("snapshots delete")).contains("the name of the snapshot is missing");
    }

    @Test
    void saysHowToTakeTheFirst() {
        server.on("GET /snapshots", List.of());
        assertThat(said("snapshots")).contains("Take one with: snapshot b-41 node1 as db");
    }
}
