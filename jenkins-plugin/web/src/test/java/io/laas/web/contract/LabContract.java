package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Labs, what stands in them, outages and leaks over HTTP. */
public abstract class LabContract extends ApiContract {
    @Test
    void showsTheLab() {
        JsonNode lab = booker().get("/labs/test").expect(200);

        assertThat(lab.path("title").asText()).isEqualTo("Test lab");
        assertThat(lab.at("/policy/default-length").asText()).isEqualTo("PT4H");
        assertThat(lab.at("/hosts/0").asText()).isEqualTo("big");
        assertThat(booker().get("/labs").expect(200).size()).isEqualTo(1);
        booker().get("/labs/elsewhere").refused(404, "UNKNOWN_LAB");
    }

    @Test
    void showsHostsImagesAndConfigs() {
        ApiClient reader = booker();

        assertThat(reader.get("/hosts/big").expect(200).at("/capacity/cores").asInt())
                .isEqualTo(64);
        assertThat(reader.get("/hosts").expect(200).get(0).path("id").asText()).isEqualTo("big");
        reader.get("/hosts/none").refused(404, "UNKNOWN_HOST");
        assertThat(reader.get("/images").expect(200).get(0).path("user").asText())
                .isEqualTo("laas");
        assertThat(reader.get("/configs").expect(200).get(0).at("/config/id").asText())
                .isEqualTo("hello");
    }

    @Test
    void showsWhereImagesComeFromWithoutTheirSecrets() {
        JsonNode images = booker().get("/images").expect(200);
        JsonNode far = StreamSupport.stream(images.spliterator(), false)
                .filter(i -> i.path("id").asText().equals("far"))
                .findFirst()
                .orElseThrow();
        assertThat(far.path("url").asText()).isEqualTo("https://cloud.example.org/far.img");
        assertThat(far.path("sha256").asText()).isEqualTo("0a".repeat(32));
        assertThat(far.path("arch").asText()).isEqualTo("x86_64");
        assertThat(far.has("diskBytes")).as("no host has it yet").isFalse();
        assertThat(images.toString()).doesNotContain("secret");
    }

    @Test
    void showsIsosWithoutTheirPathsAndSecrets() {
        JsonNode isos = booker().get("/isos").expect(200);
        assertThat(isos.size()).isEqualTo(2);
        assertThat(isos.at("/0/id").asText()).isEqualTo("tools");
        assertThat(isos.at("/0/title").asText()).isEqualTo("Tools for installers");
        assertThat(isos.at("/1/url").asText()).isEqualTo("https://cloud.example.org/tools.iso");
        assertThat(isos.toString()).doesNotContain("secret", "tools.iso\",\"title");
        assertThat(isos.at("/0").has("url")).isFalse();
    }

    @Test
    void neverShowsPathsOfImages() {
        assertThat(booker().get("/images").expect(200).toString()).doesNotContain("qcow2");
    }

    @Test
    void tellsWhetherAPodIsFree() {
        ApiClient reader = booker();
        Instant start = aDay();
        String query = "/pods/whale/availability?length=PT2H&start=" + start;

        assertThat(reader.get(query).expect(200).path("free").asBoolean()).isTrue();
        booker().post("/bookings", "pod", "whale", "start", start, "length", "PT2H")
                .expect(201);
        JsonNode taken = reader.get(query).expect(200);
        assertThat(taken.path("free").asBoolean()).isFalse();
        assertThat(Instant.parse(taken.path("start").asText())).isAfter(start);
        assertThat(taken.path("conflicts").size()).isPositive();
        reader.get("/pods/none/availability").refused(404, "UNKNOWN_POD");
        assertThat(reader.get("/pods/pair/availability?length=long").refused(400, "INVALID"))
                .contains("length");
    }

    @Test
    void showsPods() {
        ApiClient reader = booker();

        assertThat(reader.get("/pods?lab=test").expect(200).size()).isEqualTo(4);
        assertThat(reader.get("/pods/pair").expect(200).at("/demand/cores").asInt())
                .isEqualTo(2);
        assertThat(reader.get("/pods/pair").expect(200).at("/pod/nodes").size()).isEqualTo(2);
        reader.get("/pods/none").refused(404, "UNKNOWN_POD");
        reader.get("/pods?lab=none").refused(404, "UNKNOWN_LAB");
    }

    @Test
    void takesVpodsOutOfServiceAndBack() {
        ApiClient admin = admin();
        String path = "/vpods/rack1";

        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get(path).expect(200).path("state").asText().equals("FREE"));
        assertThat(admin.get(path).expect(200).path("kind").asText()).isEqualTo("STATIC");
        admin.postNothing(path + "/quarantine").refused(400, "INVALID");
        assertThat(admin.post(path + "/quarantine", "reason", "smells of smoke")
                        .expect(200)
                        .path("state")
                        .asText())
                .isEqualTo("QUARANTINED");
        assertThat(admin.get(path).expect(200).path("reason").asText()).contains("smoke");
        admin.postNothing(path + "/return").expect(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get(path).expect(200).path("state").asText().equals("FREE"));
        assertThat(admin.postNothing(path + "/reinitialise")
                        .expect(200)
                        .path("state")
                        .asText())
                .isEqualTo("CLEANING");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get(path).expect(200).path("state").asText().equals("FREE"));
        admin.postNothing(path + "/reinitialise?anew=true").expect(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get(path).expect(200).path("state").asText().equals("FREE"));
        admin.postNothing("/vpods/none/reinitialise").refused(404, "UNKNOWN_VPOD");
        assertThat(admin.post(path + "/drain", "reason", "moves out").status()).isIn(200, 409);
        admin.get("/vpods/none").refused(404, "UNKNOWN_VPOD");
        assertThat(admin.get("/vpods").expect(200).toString()).contains("rack1");
    }

    @Test
    void setsAndEndsOutagesThatRepeat() {
        ApiClient admin = admin();
        Instant start = aDay().plus(Duration.ofDays(65));
        Object[] weekly = {
            "lab",
            "test",
            "start",
            start,
            "end",
            start.plus(Duration.ofHours(1)),
            "reason",
            "patches",
            "repeat",
            "FREQ=WEEKLY"
        };
        JsonNode before = admin.get("/outages/series").expect(200);
        JsonNode preview = admin.post("/outages/series/preview", weekly).expect(200);
        assertThat(preview.path("coming").size()).isBetween(2, 6);
        assertThat(preview.path("coming").get(0).path("hits").isArray()).isTrue();
        assertThat(preview.path("id").isMissingNode() || preview.path("id").isNull())
                .isTrue();
        assertThat(admin.get("/outages/series").expect(200)).isEqualTo(before);
        JsonNode set = admin.post("/outages/series", weekly).expect(201);
        String id = set.path("id").asText();
        assertThat(set.path("coming").size()).isBetween(2, 6);
        assertThat(set.path("zone").asText()).isEqualTo("UTC");
        assertThat(booker().get("/outages/series").expect(200).findValuesAsText("id"))
                .contains(id);
        assertThat(admin.postNothing("/outages/series/" + id + "/end")
                        .expect(200)
                        .path("coming"))
                .isEmpty();
        admin.postNothing("/outages/series/" + id + "/end").refused(404, "UNKNOWN_SERIES");
        weekly[9] = "FREQ=NEVER";
        assertThat(admin.post("/outages/series", weekly).refused(400, "INVALID"))
                .contains("Repeat must be a rule of RFC 5545 such as");
        admin.post("/outages/series", "lab", "test", "end", start, "reason", "x")
                .refused(400, "INVALID");
    }

    @Test
    void setsAndEndsOutages() {
        ApiClient admin = admin();
        Instant start = aDay().plus(Duration.ofDays(60));
        Object[] outage = {
            "lab", "test", "start", start, "end", start.plus(Duration.ofHours(3)), "reason", "new switches"
        };

        assertThat(admin.post("/outages/preview", outage)
                        .expect(200)
                        .path("hits")
                        .isArray())
                .isTrue();
        JsonNode set = admin.post("/outages", outage).expect(201);
        assertThat(set.path("kind").asText()).isEqualTo("PLANNED");
        String id = set.path("id").asText();
        assertThat(admin.get("/outages").expect(200).toString()).contains(id);
        admin.postNothing("/outages/" + id + "/end").expect(200);
        assertThat(admin.get("/outages").expect(200).toString()).doesNotContain("\"" + id + "\"");
        admin.postNothing("/outages/o-99999/end");
        admin.post("/outages", "lab", "test", "end", start).refused(400, "INVALID");
        admin.post("/outages", "lab", "none", "end", start, "reason", "x").refused(404, "UNKNOWN_LAB");
    }

    @Test
    void listsOutagesOfAWindow() {
        ApiClient admin = admin();
        Instant start = aDay().plus(Duration.ofDays(68));
        Instant end = start.plus(Duration.ofHours(1));
        String id = admin.post("/outages", "lab", "test", "start", start, "end", end, "reason", "new fans")
                .expect(201)
                .path("id")
                .asText();

        assertThat(ids(admin, "?from=" + start.minusSeconds(9) + "&to=" + start.plusSeconds(1)))
                .contains(id);
        assertThat(ids(admin, "?from=" + end.minusSeconds(1))).contains(id);
        assertThat(ids(admin, "?from=" + end)).as("it touches its end only").doesNotContain(id);
        assertThat(ids(admin, "?to=" + start)).as("it begins then").doesNotContain(id);
        admin.postNothing("/outages/" + id + "/end").expect(200);
        assertThat(ids(admin, "?from=" + start)).as("it was taken back").doesNotContain(id);
        assertThat(admin.get("/outages?from=" + end + "&to=" + start).refused(400, "INVALID"))
                .contains("to must be after from");
        admin.get("/outages?from=now").refused(400, "INVALID");
    }

    private static List<String> ids(ApiClient admin, String query) {
        return admin.get("/outages" + query).expect(200).findValuesAsText("id");
    }

    @Test
    void anOutageHasAnEndThatACalendarKnows() {
        ApiClient admin = admin();
        Instant day = aDay();
        admin.post("/outages", "lab", "test", "start", day.plusNanos(1000), "end", day.plusNanos(2000), "reason", "x")
                .refused(400, "INVALID");
        for (String end : List.of("2099-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
            for (String path : List.of("/outages/preview", "/outages", "/outages?force=true")) {
                assertThat(admin.post(path, "lab", "test", "end", end, "reason", "x")
                                .refused(400, "INVALID"))
                        .as("%s until %s", path, end)
                        .contains("at most ten years");
            }
            admin.post("/outages/series", "lab", "test", "end", end, "reason", "x", "repeat", "FREQ=YEARLY;COUNT=1")
                    .refused(400, "INVALID");
        }
        assertThat(admin.post(
                                "/outages",
                                "lab",
                                "test",
                                "start",
                                "9998-01-01T00:00:00Z",
                                "end",
                                "9999-01-02T00:00:00Z",
                                "reason",
                                "x")
                        .refused(400, "INVALID"))
                .contains("at most ten years");
    }

    @Test
    void asksHoldersToEndBeforeAnOutage() {
        ApiClient admin = admin();
        String name = aName("holder");
        ApiClient holder = caller(name, Right.VIEW, Right.BOOK);
        Instant start = aDay().plus(Duration.ofDays(80));
        Instant begins = start.plus(Duration.ofHours(4));
        String id = admin.post("/bookings", "pod", "pair", "owner", name, "start", start, "length", "PT8H")
                .expect(201)
                .path("id")
                .asText();
        Object[] outage = {
            "lab", "test", "start", begins, "end", begins.plus(Duration.ofHours(1)), "reason", "new switches"
        };
        assertThat(admin.post("/outages?askUntil=soon", outage).refused(400, "INVALID"))
                .contains("askUntil");
        assertThat(admin.post("/outages?askUntil=" + begins, outage).refused(400, "INVALID"))
                .contains("Holders must have time to answer");
        String path = "/outages?askUntil=" + begins.minus(Duration.ofDays(1));

        assertThat(admin.post(path.replace("?", "/preview?"), outage)
                        .expect(200)
                        .at("/effects/0/fate")
                        .asText())
                .isEqualTo("ASKED");

        String first = admin.post(path, outage).expect(201).path("id").asText();

        JsonNode question =
                holder.get("/bookings/" + id + "/shortenings").expect(200).get(0);
        assertThat(question.path("outage").asText()).isEqualTo(first);
        assertThat(question.path("reason").asText()).isEqualTo("new switches");
        holder.post("/bookings/" + id + "/agree").refused(400, "INVALID");
        booker().post("/bookings/" + id + "/agree", "outage", first).refused(403, "FORBIDDEN");
        holder.post("/bookings/" + id + "/refuse", "outage", "x-999999").refused(404, "UNKNOWN_OUTAGE");
        holder.post("/bookings/" + id + "/refuse", "outage", first).expect(200);
        assertThat(admin.get("/outages").expect(200).findValuesAsText("id")).doesNotContain(first);
        holder.post("/bookings/" + id + "/agree", "outage", first).refused(409, "WRONG_STATE");

        String second = admin.post(path, outage).expect(201).path("id").asText();
        JsonNode shorter =
                holder.post("/bookings/" + id + "/agree", "outage", second).expect(200);

        assertThat(shorter.path("end")).isEqualTo(question.path("end"));
        assertThat(admin.get("/outages/questions").expect(200).toString()).contains("AGREED", second);
        admin.postNothing("/outages/" + second + "/end").expect(200);
        holder.post("/bookings/" + id + "/release", "reason", "done").expect(200);
    }

    @Test
    void asksHoldersBeforeEachTimeOfAnOutageThatRepeats() {
        ApiClient admin = admin();
        String name = aName("holder");
        ApiClient holder = caller(name, Right.VIEW, Right.BOOK);
        Instant start = aDay().plus(Duration.ofDays(72));
        Instant begins = start.plus(Duration.ofHours(4));
        String id = admin.post("/bookings", "pod", "pair", "owner", name, "start", start, "length", "PT8H")
                .expect(201)
                .path("id")
                .asText();
        Object[] weekly = {
            "lab",
            "test",
            "start",
            begins,
            "end",
            begins.plus(Duration.ofHours(1)),
            "reason",
            "patches",
            "repeat",
            "FREQ=WEEKLY;COUNT=2",
            "answerBefore",
            "soon"
        };
        assertThat(admin.post("/outages/series", weekly).refused(400, "INVALID"))
                .contains("answerBefore must be an ISO 8601 duration");
        weekly[11] = "PT1S";
        assertThat(admin.post("/outages/series", weekly).refused(400, "INVALID"))
                .contains("Holders must have answered before");
        weekly[11] = "P1D";

        JsonNode effect =
                admin.post("/outages/series/preview", weekly).expect(200).at("/coming/0/effects/0");

        assertThat(effect.path("fate").asText()).isEqualTo("ASKED");
        assertThat(effect.path("booking").asText()).isEqualTo(id);
        JsonNode set = admin.post("/outages/series", weekly).expect(201);
        String series = set.path("id").asText();
        String first = set.at("/coming/0/id").asText();
        assertThat(set.path("answerBefore").asText()).isEqualTo("PT24H");
        assertThat(set.at("/coming/0/series").asText()).isEqualTo(series);
        JsonNode question =
                holder.get("/bookings/" + id + "/shortenings").expect(200).get(0);
        assertThat(question.path("outage").asText()).isEqualTo(first);
        assertThat(question.path("end")).isEqualTo(effect.path("end"));
        assertThat(question.path("until").asText())
                .isEqualTo(begins.minus(Duration.ofDays(1)).toString());

        holder.post("/bookings/" + id + "/refuse", "outage", first).expect(200);

        assertThat(admin.get("/outages").expect(200).findValuesAsText("id")).doesNotContain(first);
        assertThat(admin.postNothing("/outages/series/" + series + "/end")
                        .expect(200)
                        .path("answerBefore")
                        .asText())
                .isEqualTo("PT24H");
        holder.post("/bookings/" + id + "/release", "reason", "done").expect(200);
    }

    @Test
    void reportsLeaks() {
        ApiClient admin = admin();

        assertThat(admin.get("/leaks").expect(200).path("leaks").isArray()).isTrue();
        assertThat(admin.postNothing("/leaks/repair").expect(200).path("leaks").isArray())
                .isTrue();
    }

    @Test
    void showsOperations() {
        ApiClient owner = booker();
        String id = active(owner);
        String operation =
                owner.get("/bookings/" + id).expect(200).at("/operation/id").asText();

        JsonNode shown = owner.get("/operations/" + operation).expect(200);

        assertThat(shown.path("kind").asText()).isEqualTo("PROVISION");
        assertThat(shown.path("percent").asInt()).isEqualTo(100);
        assertThat(shown.path("tasks").size()).isPositive();
        assertThat(owner.postNothing("/operations/" + operation + "/cancel").status())
                .isIn(403, 409);
        owner.get("/operations/o-999999").refused(404, "UNKNOWN_OPERATION");
    }
}
