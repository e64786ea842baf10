package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import org.junit.jupiter.api.Test;

/** Callers, keys and linked chat identities over HTTP. */
public abstract class AccountContract extends ApiContract {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJk0r7sZ0aT2lE6Z8b1X0cV9bq5mQx3hQ0m7S1y2Z3aB someone@somewhere";

    @Test
    void tellsWhoCalls() {
        JsonNode me = caller("ada", Right.VIEW, Right.BOOK).get("/me").expect(200);

        assertThat(me.path("user").asText()).isEqualTo("ada");
        assertThat(me.path("rights").toString()).isEqualTo("[\"VIEW\",\"BOOK\",\"EXTEND\",\"RESET\"]");
    }

    @Test
    void keepsTheTimeZone() {
        ApiClient user = booker();

        assertThat(user.post("/me/zone", "zone", "Asia/Tokyo")
                        .expect(200)
                        .path("zone")
                        .asText())
                .isEqualTo("Asia/Tokyo");
        assertThat(user.get("/me").expect(200).path("zone").asText()).isEqualTo("Asia/Tokyo");
        assertThat(user.post("/me/zone", "zone", "Middle/Earth").refused(400, "INVALID"))
                .contains("zone", "Middle/Earth");
    }

    @Test
    void keepsPublicKeys() {
        ApiClient user = booker();

        String id = user.post("/me/keys", "key", KEY).expect(201).path("id").asText();
        assertThat(user.get("/me/keys").expect(200).get(0).path("key").asText()).isEqualTo(KEY);
        user.postNothing("/me/keys/" + id + "/remove").expect(200);
        assertThat(user.get("/me/keys").expect(200).size()).isZero();
        assertThat(user.post("/me/keys", "key", "-----BEGIN OPENSSH PRIVATE KEY-----")
                        .refused(400, "INVALID"))
                .contains("public key");
    }

    @Test
    void tellsTheNeededRight() {
        assertThat(booker().get("/leaks").refused(403, "FORBIDDEN")).contains("MANAGE_LABS");
    }

    @Test
    void speaksForLinkedIdentitiesOnly() {
        String user = aName("user");
        String identity = "slack:T1:" + aName("U");
        ApiClient bot = somebody(Right.VIEW, Right.ACT_FOR);
        ApiClient person = caller(user, Right.VIEW, Right.BOOK);

        bot.with("LaaS-Acting-For", identity).get("/me").refused(403, "NOT_LINKED");
        String code =
                person.postNothing("/me/link-code").expect(201).path("code").asText();
        person.post("/links", "code", code, "identity", identity).refused(403, "FORBIDDEN");
        assertThat(bot.post("/links", "code", code, "identity", identity)
                        .expect(201)
                        .path("user")
                        .asText())
                .isEqualTo(user);
        JsonNode spoken = bot.with("LaaS-Acting-For", identity).get("/me").expect(200);
        assertThat(spoken.path("user").asText()).isEqualTo(user);
        assertThat(spoken.path("rights").toString()).doesNotContain("ACT_FOR");
        person.with("LaaS-Acting-For", identity).get("/me").refused(403, "FORBIDDEN");
        assertThat(person.get("/links").expect(200).toString()).contains(identity);
        person.postNothing("/links/" + identity + "/remove").expect(200);
        bot.with("LaaS-Acting-For", identity).get("/me").refused(403, "NOT_LINKED");
    }

    @Test
    void bookingsOfABotKeepWhoSpokeAndWhere() {
        String user = aName("user");
        String identity = "slack:T1:" + aName("U");
        ApiClient bot = somebody(Right.VIEW, Right.ACT_FOR);
        String code = caller(user, Right.VIEW, Right.BOOK)
                .postNothing("/me/link-code")
                .expect(201)
                .path("code")
                .asText();
        bot.post("/links", "code", code, "identity", identity).expect(201);

        JsonNode booking = bot.with("LaaS-Acting-For", identity)
                .with("LaaS-Channel", "slack")
                .post("/bookings", "pod", "pair", "start", aDay())
                .expect(201);

        assertThat(booking.path("owner").asText()).isEqualTo(user);
        assertThat(booking.path("channel").asText()).isEqualTo("SLACK");
    }

    @Test
    void botsThatOnlySpeakForOthersKnowWhoIsLinkedAndWhatHappens() {
        String user = aName("user");
        String identity = "slack:T1:" + aName("U");
        ApiClient bot = somebody(Right.ACT_FOR);
        ApiClient person = caller(user, Right.VIEW, Right.BOOK);
        String code =
                person.postNothing("/me/link-code").expect(201).path("code").asText();
        bot.post("/links", "code", code, "identity", identity).expect(201);
        String booking = person.post("/bookings", "pod", "pair", "start", aDay())
                .expect(201)
                .path("id")
                .asText();

        assertThat(bot.get("/links").expect(200).toString()).contains(identity, user);
        assertThat(somebody(Right.VIEW).get("/links").expect(200)).isEmpty();
        assertThat(bot.get("/events?limit=500").expect(200).toString()).contains(booking);
        assertThat(bot.get("/bookings/" + booking).expect(200).path("owner").asText())
                .isEqualTo(user);
        bot.get("/bookings").refused(403, "FORBIDDEN");
        bot.post("/bookings", "pod", "pair").refused(403, "FORBIDDEN");
    }

    @Test
    void refusesLinkCodesTwice() {
        ApiClient bot = somebody(Right.VIEW, Right.ACT_FOR);
        String code =
                booker().postNothing("/me/link-code").expect(201).path("code").asText();

        bot.post("/links", "code", code, "identity", "slack:T1:" + aName("U")).expect(201);
        Reply again = bot.post("/links", "code", code, "identity", "slack:T1:" + aName("U"));

        assertThat(again.status()).isBetween(400, 409);
    }

    @Test
    void takesChannelsAsLabelsOnly() {
        assertThat(booker().with("LaaS-Channel", "SYSTEM").get("/me").refused(400, "INVALID"))
                .contains("LaaS-Channel", "CONSOLE");
        booker().with("LaaS-Channel", "discord").get("/me").expect(200);
    }
}
