package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import io.laas.model.wire.ExtendJson;
import io.laas.model.wire.GroupJson;
import io.laas.model.wire.NewGroupJson;
import io.laas.model.wire.WantedPodJson;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Booking, extending and releasing several pods together. */
class TogetherTest {
    private final FakeLaas server = new FakeLaas();
    private final LaasClient client = server.client();
    private final CommandRouter router = new CommandRouter(
            Commands.all(new Server(c -> client, InstantSource.fixed(Samples.START))),
            InstantSource.fixed(Samples.START));

    @BeforeEach
    void aGroup() {
        GroupJson group = new GroupJson(
                "b-41", List.of(Samples.booking("b-41", "ACTIVE"), Samples.booking("b-42", "PROVISIONING")));
        server.on("POST /bookings/together", group)
                .on("GET /bookings/b-41", Samples.booking("b-41", "ACTIVE"))
                .on("POST /bookings/b-41/together/extend", group)
                .on("POST /bookings/b-41/together/release", group);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Reply said(String line) {
        return (Reply)
                router.route(line, new Caller(Channel.CONSOLE, Optional.empty(), ZoneId.of("Europe/Paris")), "id-1");
    }

    @Test
    void booksSeveralPodsInOneRequest() {
        Reply reply = said("book pharos-virtual times 2 also small,tiny lab lab1 for 1d answers ticket=NFV-7 --queue");

        assertThat(reply.text())
                .contains("2 pods are booked together; the group is called b-41.", "b-42 is being built");
        NewGroupJson asked = server.asked("POST", "/bookings/together").get(0).json(NewGroupJson.class);
        Map<String, String> answers = Map.of("ticket", "NFV-7");
        assertThat(asked.pods())
                .containsExactly(
                        new WantedPodJson("pharos-virtual", null, "lab1", null, 2, answers),
                        new WantedPodJson("small", null, "lab1", null, 1, answers),
                        new WantedPodJson("tiny", null, "lab1", null, 1, answers));
        assertThat(asked.mayWait()).isTrue();
        assertThat(asked.length()).isEqualTo("PT24H");
    }

    @Test
    void saysWhatTimesNeeds() {
        assertThat(said("book pharos-virtual times many").text()).contains("After 'times' a number from 1 to 16");
        assertThat(said("book pharos-virtual times 17").outcome()).isEqualTo(Outcome.USAGE);
        assertThat(server.asked("POST", "/bookings/together")).isEmpty();
    }

    @Test
    void passesOnThatTheyAreNotFreeTogether() {
        server.on("POST /bookings/together", a -> Said.error(409, "POD_TAKEN", "2 × small are not free together."));
        assertThat(said("book small times 2").text()).contains("2 × small are not free together.");
    }

    @Test
    void extendsAndReleasesAll() {
        assertThat(said("extend b-41 by 12h --all").text()).contains("All of group b-41 end later now.");
        assertThat(server.asked("POST", "/bookings/b-41/together/extend").get(0).json(ExtendJson.class))
                .isEqualTo(new ExtendJson("PT12H", null));
        Reply asks = said("release b-41 --all");
        assertThat(asks.outcome()).isEqualTo(Outcome.ASKS);
        assertThat(asks.text()).contains("and all that were booked with it?", "release b-41 --all --yes");
        assertThat(said("release b-41 --all --yes").text()).contains("All of group b-41 are given back.");
    }
}
