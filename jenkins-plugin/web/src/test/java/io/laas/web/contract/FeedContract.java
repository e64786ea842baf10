package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Calendars over HTTP. */
public abstract class FeedContract extends ApiContract {
    private String text(String path) {
        Reply reply = anonymous().get(path);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        return reply.expect(200).asText().replace("\r\n ", "");
    }

    @Test
    void showsOnesOwnBookingsToWhoeverHasTheAddress() {
        String user = aName("user");
        ApiClient owner = caller(user, Right.VIEW, Right.BOOK);
        String mine = owner.post("/bookings", "pod", "pair", "start", aDay(), "purpose", "a;b,c\\d\nEND:VCALENDAR")
                .expect(201)
                .path("id")
                .asText();
        String other = booker().post("/bookings", "pod", "pair", "start", aDay())
                .expect(201)
                .path("id")
                .asText();
        JsonNode made = owner.post("/me/feeds").expect(201);
        String path = made.path("path").asText();

        String text = text(path);

        assertThat(text)
                .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
                .contains("UID:" + mine + "@", "SUMMARY:pair " + mine + ": a\\;b\\,c\\\\d\\nEND:VCALENDAR\r\n")
                .contains("X-WR-CALNAME:LaaS: " + user)
                .doesNotContain(other + "@");
        assertThat(owner.get("/me/feeds").expect(200).toString())
                .contains(made.path("id").asText())
                .doesNotContain("token");
        owner.postNothing("/bookings/" + mine + "/release").expect(200);
        assertThat(text(path)).contains("STATUS:CANCELLED");
    }

    @Test
    void showsALabWithItsOutages() {
        ApiClient reader = booker();
        Instant start = aDay().plus(Duration.ofDays(200));
        String booked = reader.post("/bookings", "pod", "pair", "start", aDay())
                .expect(201)
                .path("id")
                .asText();
        String outage = admin().post(
                        "/outages", "lab", "test", "start", start, "end", start.plusSeconds(60), "reason", "new fans")
                .expect(201)
                .path("id")
                .asText();

        String text = text(
                reader.post("/me/feeds", "lab", "test").expect(201).path("path").asText());

        assertThat(text)
                .contains("UID:" + booked + "@", "UID:" + outage + "@", "SUMMARY:Outage of lab test: new fans")
                .contains("X-WR-CALNAME:Test lab");
        reader.post("/me/feeds", "lab", "mars").refused(404, "UNKNOWN_LAB");
    }

    @Test
    void isClosedOnceRevokedAndToEveryOtherSecret() {
        ApiClient owner = booker();
        JsonNode made = owner.post("/me/feeds").expect(201);
        String id = made.path("id").asText();
        String path = made.path("path").asText();
        String others = booker().post("/me/feeds").expect(201).path("path").asText();
        String otherSecret = others.substring(others.indexOf('?'));

        anonymous().get("/feeds/" + id + ".ics").refused(404, "NOT_FOUND");
        anonymous().get(path + "x").refused(404, "NOT_FOUND");
        assertThat(anonymous().get("/feeds/" + id + ".ics" + otherSecret).refused(404, "NOT_FOUND"))
                .doesNotContain("token=", "laas_");
        assertThat(booker().postNothing("/me/feeds/" + id + "/revoke").refused(400, "INVALID"))
                .contains("You have no calendar " + id);
        text(path);
        owner.postNothing("/me/feeds/" + id + "/revoke").expect(200);
        anonymous().get(path).refused(404, "NOT_FOUND");
        assertThat(owner.get("/me/feeds").expect(200)).isEmpty();
    }

    @Test
    void theAddressOpensNothingElse() {
        ApiClient owner = booker();
        String path = owner.post("/me/feeds").expect(201).path("path").asText();
        String secret = path.substring(path.indexOf("token=") + 6);

        assertThat(anonymous()
                        .with("Authorization", "Bearer " + secret)
                        .get("/me")
                        .status())
                .isEqualTo(401);
        assertThat(anonymous().get("/bookings?token=" + secret).status()).isEqualTo(401);
    }

    @Test
    void keepsAtMostTenForEachUser() {
        ApiClient owner = booker();
        for (int i = 0; i < 10; i++) {
            owner.post("/me/feeds").expect(201);
        }
        assertThat(owner.post("/me/feeds").refused(409, "QUOTA")).contains("10 calendars", "Revoke one first");
    }
}
