package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.web.contract.ApiClient;
import io.laas.web.contract.ApiContract;
import io.laas.web.contract.Site;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a lab's calendar keeps of outages that are over, while the clock goes on. */
class StandaloneFeedPastTest extends ApiContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(30);

    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    @Override
    protected Site site() {
        return SITE;
    }

    @Test
    void keepsOutagesThatAreOverAsLongAsBookings() {
        String path = feed();
        Instant start = SITE.clock().instant().plus(HOUR);
        String once = outage(start, start.plus(HOUR));
        String twice = admin().post(
                        "/outages/series",
                        "lab",
                        "test",
                        "start",
                        start.plus(DAY),
                        "end",
                        start.plus(DAY).plus(HOUR),
                        "repeat",
                        "FREQ=DAILY;COUNT=2",
                        "reason",
                        "patches")
                .expect(201)
                .path("coming")
                .findValuesAsText("id")
                .toString();
        JsonNode coming = admin().get("/outages").expect(200);
        assertThat(coming).hasSize(3);
        String first = coming.path(1).path("id").asText();
        String second = coming.path(2).path("id").asText();
        assertThat(twice).contains(first, second);

        SITE.clock().advance(DAY.multipliedBy(4));

        assertThat(admin().get("/outages").expect(200)).as("all are over").isEmpty();
        assertThat(text(path)).contains("UID:" + once + "@", "UID:" + first + "@", "UID:" + second + "@");

        SITE.clock()
                .advance(Duration.between(
                        SITE.clock().instant(), start.plus(HOUR).plus(KEPT)));

        assertThat(text(path))
                .doesNotContain("UID:" + once + "@")
                .contains("UID:" + first + "@", "UID:" + second + "@");

        SITE.clock().advance(DAY);

        assertThat(text(path)).doesNotContain("UID:" + first + "@").contains("UID:" + second + "@");
    }

    @Test
    void showsOneThatWasEndedUntilThenAndNoneThatWasTakenBack() {
        String path = feed();
        Instant now = SITE.clock().instant();
        String ended = outage(now, now.plus(HOUR.multipliedBy(9)));
        String takenBack = outage(now.plus(DAY), now.plus(DAY).plus(HOUR));
        SITE.clock().advance(HOUR);
        admin().postNothing("/outages/" + ended + "/end").expect(200);
        admin().postNothing("/outages/" + takenBack + "/end").expect(200);

        assertThat(event(text(path), ended))
                .contains("DTEND:" + now.plus(HOUR).toString().replaceAll("[-:]|\\.\\d+", ""));
        assertThat(text(path)).doesNotContain("UID:" + takenBack + "@");
    }

    @Test
    void showsTheOutageThatEndsInTenYears() {
        Instant end = SITE.clock().instant().plus(Duration.ofDays(3653));

        String id = outage(end.minusSeconds(60), end);

        assertThat(text(feed())).contains("UID:" + id + "@");
        admin().postNothing("/outages/" + id + "/end").expect(200);
    }

    private String feed() {
        return booker().post("/me/feeds", "lab", "test")
                .expect(201)
                .path("path")
                .asText();
    }

    private String outage(Instant start, Instant end) {
        ApiClient admin = admin();
        return admin.post("/outages", "lab", "test", "start", start, "end", end, "reason", "new fans")
                .expect(201)
                .path("id")
                .asText();
    }

    private String text(String path) {
        return anonymous().get(path).expect(200).asText().replace("\r\n ", "");
    }

    private static String event(String calendar, String outage) {
        int from = calendar.indexOf("UID:" + outage + "@");
        assertThat(from).as("event of " + outage).isNotNegative();
        return calendar.substring(from, calendar.indexOf("END:VEVENT", from));
    }
}
