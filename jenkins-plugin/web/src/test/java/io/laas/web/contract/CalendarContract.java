package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The calendar that pages draw. */
public abstract class CalendarContract extends ApiContract {
    private static Optional<JsonNode> bar(JsonNode calendar, String booking) {
        return StreamSupport.stream(calendar.path("bars").spliterator(), false)
                .filter(b -> b.path("booking").asText().equals(booking))
                .findFirst();
    }

    private static JsonNode around(ApiClient caller, Instant moment) {
        return caller.get("/calendar?from=" + moment.minusSeconds(60) + "&to=" + moment.plusSeconds(60))
                .expect(200);
    }

    @Test
    void showsWhoHasWhichPlaceWhen() {
        ApiClient owner = booker();
        Instant start = aDay();
        String id = owner.post("/bookings", "pod", "pair", "start", start, "length", "PT1H", "purpose", "p".repeat(300))
                .expect(201)
                .path("id")
                .asText();

        JsonNode bar = bar(around(owner, start), id).orElseThrow();

        assertThat(bar.path("state").asText()).isEqualTo("SCHEDULED");
        assertThat(bar.path("mine").asBoolean()).isTrue();
        assertThat(bar.path("host").asText()).isEqualTo("big");
        assertThat(bar.path("vpod").asText()).isNotEmpty();
        assertThat(bar.path("purpose").asText()).hasSize(100);
        Instant end = Instant.parse(bar.path("end").asText());
        assertThat(end).isEqualTo(start.plus(Duration.ofHours(1)));
        assertThat(Instant.parse(bar.path("cleanUntil").asText())).isEqualTo(end.plus(Duration.ofMinutes(5)));
        assertThat(bar(around(booker(), start), id).orElseThrow().path("mine").asBoolean())
                .as("for somebody else")
                .isFalse();
        assertThat(bar(around(owner, end.plus(Duration.ofHours(1))), id)).isEmpty();
        owner.postNothing("/bookings/" + id + "/release").expect(200);
        assertThat(bar(around(owner, start), id)).as("after it was given up").isEmpty();
    }

    @Test
    void namesTheLabOfWhichItTells() {
        ApiClient owner = booker();
        String id = owner.post("/bookings", "pod", "pair", "start", aDay())
                .expect(201)
                .path("id")
                .asText();

        assertThat(bar(owner.get("/calendar?lab=test&to=" + inAYear(owner)).expect(200), id))
                .isPresent();
        assertThat(owner.get("/calendar?lab=elsewhere").expect(200).path("bars"))
                .isEmpty();
        owner.postNothing("/bookings/" + id + "/release").expect(200);
    }

    private static Instant inAYear(ApiClient caller) {
        Instant now = Instant.parse(caller.get("/info").expect(200).path("time").asText());
        return now.plus(Duration.ofDays(365));
    }

    @Test
    void refusesWindowsThatAreNone() {
        assertThat(booker().get("/calendar?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                        .refused(400, "INVALID"))
                .contains("to must be after from");
        assertThat(booker().get("/calendar?from=2026-01-01T00:00:00Z&to=2028-01-01T00:00:00Z")
                        .refused(400, "INVALID"))
                .contains("at most 400 days apart");
        assertThat(booker().get("/calendar?from=monday").refused(400, "INVALID"))
                .contains("from must be an instant");
    }
}
