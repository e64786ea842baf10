package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.core.Caller;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import io.laas.model.wire.FeedJson;
import io.laas.model.wire.NewFeedJson;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CalendarCommandTest extends AtFakeServer {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private Reply said(String line, Optional<String> identity) {
        Channel channel = identity.isPresent() ? Channel.SLACK : Channel.CONSOLE;
        return (Reply) router.route(line, new Caller(channel, identity, PARIS), "id-1");
    }

    private static Said made(String lab) {
        return new Said(201, new FeedJson("0a1b", lab, Samples.START, "/feeds/0a1b.ics?token=laas_0a1b_s3cret"));
    }

    @Test
    void showsTheWholeAddressOnce() {
        server.on("POST /me/feeds", a -> made("lab1"));

        assertThat(said("calendar make lab lab1", Optional.empty()).text())
                .contains(server.uri() + "api/v1/feeds/0a1b.ics?token=laas_0a1b_s3cret", "calendar revoke 0a1b");
        assertThat(server.asked("POST", "/me/feeds").get(0).json(NewFeedJson.class))
                .isEqualTo(new NewFeedJson("lab1"));
    }

    @Test
    void makesNoSecretWhereOthersReadAlong() {
        server.on("POST /me/feeds", a -> made(null));

        Reply reply = said("calendar make", Optional.of("slack:T1:U2"));

        assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply.text()).contains("secret", "at the console");
        assertThat(server.asked("POST", "/me/feeds")).isEmpty();
    }

    @Test
    void listsAndRevokesCalendars() {
        FeedJson mine = new FeedJson("0a1b", null, Samples.START, null);
        server.on("GET /me/feeds", List.of(mine)).on("POST /me/feeds/0a1b/revoke", mine);

        assertThat(said("calendar", Optional.empty()).text()).isEqualTo("0a1b | your bookings | Thu 26 Mar 16:30");
        assertThat(said("calendar revoke 0a1b", Optional.empty()).text()).contains("address of calendar 0a1b is void");
        assertThat(said("calendar revoke", Optional.empty()).text()).contains("id of the calendar is missing");
    }

    @Test
    void saysThatThereIsNone() {
        server.on("GET /me/feeds", List.of());
        assertThat(said("calendar list", Optional.empty()).text()).contains("Make one with: calendar make");
    }
}
