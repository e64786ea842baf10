package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Statistics and metrics over HTTP. */
public abstract class StatisticsContract extends ApiContract {
    private static JsonNode row(JsonNode rows, String field, String value) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(r -> r.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(value + " is not in " + rows));
    }

    private Instant now() {
        return Instant.parse(booker().get("/info").expect(200).path("time").asText());
    }

    private String sinceAnHour() {
        return "from=" + now().minus(Duration.ofHours(1)) + "&to=" + now().plus(Duration.ofHours(1));
    }

    @Test
    void countsWhatIsUsedByUserAndByProject() {
        String user = aName("user");
        String project = aName("project");
        ApiClient owner = caller(user, io.laas.engine.account.Right.VIEW, io.laas.engine.account.Right.BOOK);
        String id = owner.post("/bookings", "pod", "pair", "project", project)
                .expect(201)
                .path("id")
                .asText();
        awaitState(owner, id, "ACTIVE");
        String later = owner.post("/bookings", "pod", "pair", "project", project, "start", aDay())
                .expect(201)
                .path("id")
                .asText();
        owner.postNothing("/bookings/" + later + "/release").expect(200);
        owner.postNothing("/bookings/" + id + "/release").expect(200);

        JsonNode byUser = owner.get("/statistics/usage?" + sinceAnHour()).expect(200);
        assertThat(row(byUser, "key", user).path("cancelled").asInt()).isEqualTo(1);
        JsonNode byProject =
                owner.get("/statistics/usage?by=project&" + sinceAnHour()).expect(200);
        assertThat(row(byProject, "key", project).path("cancelled").asInt()).isEqualTo(1);
        JsonNode waits = owner.get("/statistics/waits?" + sinceAnHour()).expect(200);
        assertThat(waits.path("made").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(owner.get("/statistics/usage?lab=elsewhere").expect(200)).isEmpty();
    }

    @Test
    void tellsOfWeeksInTheReadersZone() {
        ApiClient reader = booker();
        String paris = "/statistics/weeks?from=2026-03-15T23:00:00Z&to=2026-04-05T22:00:00Z&zone=Europe/Paris";

        List<String> starts = starts(reader.get(paris).expect(200));
        assertThat(starts).containsExactly("2026-03-15T23:00:00Z", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z");
        reader.post("/me/zone", "zone", "Europe/Paris").expect(200);
        assertThat(starts(reader.get(paris.replace("&zone=Europe/Paris", "")).expect(200)))
                .isEqualTo(starts);
        assertThat(starts(reader.get(paris.replace("Europe/Paris", "UTC")).expect(200)))
                .containsExactly(
                        "2026-03-15T23:00:00Z", "2026-03-16T00:00:00Z", "2026-03-23T00:00:00Z", "2026-03-30T00:00:00Z");
    }

    private static List<String> starts(JsonNode weeks) {
        List<String> starts = new ArrayList<>();
        weeks.forEach(w -> starts.add(w.path("start").asText()));
        return starts;
    }

    @Test
    void tellsOfHostsOperationsAndTheWeeksToCome() {
        ApiClient owner = booker();
        active(owner);
        owner.post("/bookings", "pod", "pair", "start", aDay(), "length", "PT5H")
                .expect(201);

        assertThat(row(owner.get("/statistics/hosts").expect(200), "host", "big")
                        .path("lab")
                        .asText())
                .isEqualTo("test");
        JsonNode provisions =
                row(owner.get("/statistics/operations?" + sinceAnHour()).expect(200), "kind", "PROVISION");
        assertThat(provisions.path("count").asInt()).isPositive();
        JsonNode weeks = owner.get("/statistics/forecast?weeks=10").expect(200);
        assertThat(weeks).hasSize(10);
        assertThat(StreamSupport.stream(weeks.spliterator(), false)
                        .mapToDouble(w -> w.path("bookedHours").asDouble())
                        .sum())
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    void answersEveryTableAsCommaSeparatedValues() {
        ApiClient reader = booker();
        active(reader);

        for (String table : List.of("usage", "weeks", "operations", "waits", "hosts", "forecast")) {
            Reply reply = reader.get("/statistics/" + table + ".csv");
            assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
            assertThat(reply.headers().firstValue("Content-Disposition"))
                    .hasValue("attachment; filename=\"laas-" + table + ".csv\"");
            assertThat(reply.expect(200).asText().lines().findFirst().orElse(""))
                    .matches("[a-zA-Z,]+");
        }
        assertThat(reader.get("/statistics/hosts.csv").expect(200).asText())
                .startsWith("host,lab,bookings,availableHours,cores,memory\r\nbig,test,");
        reader.get("/statistics/secrets.csv").refused(404, "NOT_FOUND");
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        ApiClient reader = booker();

        assertThat(reader.get("/statistics/usage?by=shoe").refused(400, "INVALID"))
                .contains("by must be one of USER");
        assertThat(reader.get("/statistics/usage?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z")
                        .refused(400, "INVALID"))
                .contains("to must be after from");
        assertThat(reader.get("/statistics/weeks?from=1990-03-02T00:00:00Z").refused(400, "INVALID"))
                .contains("at most ten years");
        assertThat(reader.get("/statistics/weeks?zone=Mars").refused(400, "INVALID"))
                .contains("Mars");
        assertThat(reader.get("/statistics/forecast?weeks=99").refused(400, "INVALID"))
                .contains("1 to 52");
    }

    @Test
    void tellsMetricsInPrometheusTextFormat() {
        ApiClient reader = booker();
        reader.get("/metrics").expect(200);
        active(reader);

        Reply reply = reader.get("/metrics");

        String text = reply.expect(200).asText();
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).contains("text/plain", "version=0.0.4");
        assertThat(text)
                .contains("# TYPE laas_bookings gauge")
                .containsPattern("laas_bookings\\{lab=\"test\",state=\"ACTIVE\"} [1-9]")
                .contains("laas_host_cores{host=\"big\",lab=\"test\"} 64.0")
                .containsPattern("laas_events_total\\{type=\"BOOKING_ACTIVE\"} [1-9]")
                .containsPattern("laas_operation_seconds\\{kind=\"PROVISION\",quantile=\"0.5\"}");
        assertThat(text.lines().filter(l -> !l.startsWith("#")))
                .allMatch(l -> l.matches("[a-z_]+(\\{.*})? [-+0-9.eE]+|[a-z_]+(\\{.*})? NaN"));
    }
}
