package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Bookings over HTTP, from request to end. */
public abstract class BookingContract extends ApiContract {
    @Test
    void handsOverABookedPodToItsMembersOnly() {
        String colleague = aName("colleague");
        ApiClient owner = booker();
        String id = active(owner);
        JsonNode own = owner.get("/bookings/" + id).expect(200);
        owner.post("/bookings/" + id + "/collaborators", "add", List.of(colleague))
                .expect(200);

        assertThat(own.at("/access/machines").size()).isEqualTo(2);
        assertThat(own.at("/access/address").asText()).isNotEmpty();
        assertThat(own.at("/operation/state").asText()).isEqualTo("SUCCEEDED");
        assertThat(shownAccess(caller(colleague, Right.VIEW), id)).isTrue();
        assertThat(shownAccess(admin(), id)).isTrue();
        assertThat(shownAccess(booker(), id)).isFalse();
    }

    private static boolean shownAccess(ApiClient reader, String id) {
        return reader.get("/bookings/" + id).expect(200).has("access");
    }

    @Test
    void keepsWhereABookingWasMade() {
        ApiClient owner = booker();
        String origin = aName("run:<b>nightly</b>#");
        JsonNode made = owner.post(
                        "/bookings",
                        "pod",
                        "pair",
                        "start",
                        aDay(),
                        "origin",
                        origin,
                        "booker",
                        "PIPELINE",
                        "length",
                        "PT1H")
                .expect(201);
        String id = made.path("id").asText();

        assertThat(made.path("origin").asText()).isEqualTo(origin);
        assertThat(owner.get("/bookings?booker=pipeline&origin=run:%3Cb%3E")
                        .expect(200)
                        .toString())
                .contains(id);
        assertThat(owner.get("/bookings?booker=person&origin=run:%3Cb%3E")
                        .expect(200)
                        .toString())
                .doesNotContain(id);
        assertThat(owner.get("/bookings?origin=run:other").expect(200).toString())
                .doesNotContain(id);
        assertThat(owner.post("/bookings", "pod", "pair", "start", aDay(), "origin", "x".repeat(301))
                        .refused(400, "INVALID"))
                .contains("origin must be at most 300 characters, was 301");
        owner.get("/bookings?origin=%00").refused(400, "INVALID");
    }

    @Test
    void resetsChecksExtendsAndReleases() {
        ApiClient owner = booker();
        String id = active(owner);
        String end = owner.get("/bookings/" + id).text("end");

        assertThat(owner.postNothing("/bookings/" + id + "/reset")
                        .expect(200)
                        .path("kind")
                        .asText())
                .isEqualTo("RESET");
        awaitOperations(owner, id, "RESET");
        assertThat(owner.postNothing("/bookings/" + id + "/check")
                        .expect(200)
                        .path("kind")
                        .asText())
                .isEqualTo("CHECK");
        awaitOperations(owner, id, "CHECK");
        JsonNode limit = owner.get("/bookings/" + id + "/extension").expect(200);
        assertThat(limit.path("possible").asBoolean()).as(limit::toString).isTrue();
        JsonNode extended =
                owner.post("/bookings/" + id + "/extend", "by", "PT1H").expect(200);
        assertThat(Instant.parse(extended.path("end").asText()))
                .isEqualTo(Instant.parse(end).plus(Duration.ofHours(1)));
        owner.post("/bookings/" + id + "/release", "reason", "done with it").expect(200);
        assertThat(awaitState(owner, id, "DONE").has("access")).isFalse();
    }

    @Test
    void keepsOnlyWhatALabWouldTakeBack() {
        ApiClient owner = booker();
        String id = active(owner);
        JsonNode booking = owner.get("/bookings/" + id).expect(200);
        assertThat(booking.has("idleSince")).isFalse();
        assertThat(booking.path("reclaimable").asBoolean(true)).isFalse();
        assertThat(owner.postNothing("/bookings/" + id + "/keep").refused(409, "WRONG_STATE"))
                .contains("does not take idle pods back");
        assertThat(booker().postNothing("/bookings/" + id + "/keep").refused(403, "FORBIDDEN"))
                .contains("belongs to");
        owner.postNothing("/bookings/b-999999/keep").refused(404, "UNKNOWN_BOOKING");
    }

    private static void awaitOperations(ApiClient owner, String id, String kind) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode latest =
                    owner.get("/bookings/" + id + "/operations").expect(200).get(0);
            assertThat(latest.path("kind").asText()).isEqualTo(kind);
            assertThat(latest.path("state").asText()).isEqualTo("SUCCEEDED");
        });
    }

    @Test
    void tellsWhoHoldsThePodUntilWhen() {
        Instant start = aDay();
        Object[] wanted = {"pod", "rack", "vpod", "rack1", "start", start, "length", "PT2H"};
        String first = booker().post("/bookings", wanted).expect(201).path("id").asText();

        Reply refused = booker().post("/bookings", wanted);

        refused.refused(409, "POD_TAKEN");
        assertThat(refused.body().at("/details/nextFree/start").asText()).isNotEmpty();
        assertThat(refused.body().path("message").asText() + refused.body().path("details"))
                .contains(first);
    }

    @Test
    void queuesWhoMayWait() {
        Instant start = aDay();
        ApiClient holder = booker();
        String held = holder.post("/bookings", "pod", "whale", "start", start, "length", "PT2H")
                .expect(201)
                .path("id")
                .asText();
        ApiClient patient = booker();

        JsonNode waiting = patient.post("/bookings", "pod", "whale", "start", start, "length", "PT2H", "mayWait", true)
                .expect(202);

        assertThat(waiting.path("state").asText()).isEqualTo("WAITING");
        assertThat(waiting.path("waitPosition").asInt()).isEqualTo(1);
        holder.postNothing("/bookings/" + held + "/release").expect(200);
        patient.post("/bookings/" + waiting.path("id").asText() + "/release", "reason", "no more")
                .expect(200);
    }

    @Test
    void grantsOneOfSixteenWhoAskAtOnce() throws Exception {
        Instant start = aDay();
        List<Callable<Integer>> askers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            ApiClient asker = booker();
            askers.add(() -> asker.post("/bookings", "pod", "whale", "start", start, "length", "PT2H")
                    .status());
        }
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : threads.invokeAll(askers)) {
            statuses.add(answer.get());
        }
        threads.shutdown();

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void pagesThroughBookings() {
        ApiClient owner = booker();
        String older = owner.post("/bookings", "pod", "pair", "start", aDay())
                .expect(201)
                .path("id")
                .asText();
        String newer = owner.post("/bookings", "pod", "pair", "start", aDay())
                .expect(201)
                .path("id")
                .asText();

        JsonNode first = owner.get("/bookings?mine=true&limit=1").expect(200);
        JsonNode second = owner.get("/bookings?mine=true&limit=1&after="
                        + first.path("next").asText())
                .expect(200);

        assertThat(first.at("/items/0/id").asText()).isEqualTo(newer);
        assertThat(second.at("/items/0/id").asText()).isEqualTo(older);
        assertThat(second.has("next") && second.path("next").asText().isEmpty()).isFalse();
        assertThat(owner.get("/bookings?mine=true&state=SCHEDULED,ACTIVE")
                        .expect(200)
                        .path("items")
                        .size())
                .isEqualTo(2);
        assertThat(owner.get("/bookings?mine=true&state=DONE")
                        .expect(200)
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void saysWhatIsWrongWithAQuery() {
        ApiClient owner = booker();

        assertThat(owner.get("/bookings?limit=501").refused(400, "INVALID")).contains("limit", "500");
        assertThat(owner.get("/bookings?state=GONE").refused(400, "INVALID")).contains("state", "ACTIVE");
        assertThat(owner.get("/bookings?from=tomorrow").refused(400, "INVALID")).contains("from", "tomorrow");
        assertThat(owner.get("/bookings/b-x").refused(400, "INVALID")).contains("b-x");
        owner.get("/bookings/b-999999").refused(404, "UNKNOWN_BOOKING");
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        ApiClient owner = booker();

        assertThat(owner.post("/bookings").refused(400, "INVALID")).contains("pod must be given");
        owner.post("/bookings", "pod", "no-such-pod").refused(404, "UNKNOWN_POD");
        owner.post("/bookings", "pod", "pair", "config", "no-such").refused(404, "UNKNOWN_CONFIG");
        owner.post("/bookings", "pod", "pair", "lab", "no-such").refused(404, "UNKNOWN_LAB");
        owner.post("/bookings", "pod", "pair", "length", "P90D").refused(422, "POLICY");
        assertThat(owner.post("/bookings", "pod", "pair", "length", "2 days").refused(400, "INVALID"))
                .contains("length", "PT2H");
        assertThat(owner.post("/bookings", "pod", "pair", "purpose", "x".repeat(501))
                        .refused(400, "INVALID"))
                .contains("purpose", "500");
        assertThat(owner.post("/bookings", "pod", "pair", "booker", "ROBOT").refused(400, "INVALID"))
                .contains("booker", "PIPELINE");
    }

    @Test
    void actsForMembersOnly() {
        ApiClient owner = booker();
        String id = active(owner);
        ApiClient stranger = booker();

        stranger.postNothing("/bookings/" + id + "/reset").refused(403, "FORBIDDEN");
        stranger.post("/bookings/" + id + "/extend", "by", "PT1H").refused(403, "FORBIDDEN");
        stranger.postNothing("/bookings/" + id + "/release").refused(403, "FORBIDDEN");
        stranger.post("/bookings/" + id + "/collaborators", "add", List.of("mallory"))
                .refused(403, "FORBIDDEN");
        admin().postNothing("/bookings/" + id + "/release").expect(200);
    }

    @Test
    void booksForOthersOnlyAsAdmin() {
        String other = aName("other");

        booker().post("/bookings", "pod", "pair", "start", aDay(), "owner", other)
                .refused(403, "FORBIDDEN");
        assertThat(admin().post("/bookings", "pod", "pair", "start", aDay(), "owner", other)
                        .expect(201)
                        .path("owner")
                        .asText())
                .isEqualTo(other);
    }

    @Test
    void movesABookingThatHasNotStarted() {
        ApiClient owner = booker();
        Instant start = aDay();
        Instant later = aDay();
        String id = owner.post("/bookings", "pod", "whale", "start", start, "length", "PT2H")
                .expect(201)
                .path("id")
                .asText();
        assertThat(owner.postNothing("/bookings/" + id + "/move").refused(400, "INVALID"))
                .contains("start must be given");
        booker().post("/bookings/" + id + "/move", "start", later).refused(403, "FORBIDDEN");

        JsonNode moved = owner.post("/bookings/" + id + "/move", "start", later).expect(200);

        assertThat(Instant.parse(moved.path("start").asText())).isEqualTo(later);
        assertThat(Instant.parse(moved.path("end").asText())).isEqualTo(later.plus(Duration.ofHours(2)));
        booker().post("/bookings", "pod", "whale", "start", start, "length", "PT2H")
                .expect(201);
        owner.post("/bookings/" + id + "/move", "start", start).refused(409, "POD_TAKEN");
        assertThat(owner.post("/bookings/" + active(owner) + "/move", "start", later)
                        .refused(409, "WRONG_STATE"))
                .contains("only bookings that have not started can be moved");
    }

    @Test
    void wantsExtensionsToBeEitherByOrUntil() {
        ApiClient owner = booker();
        String id = active(owner);

        owner.post("/bookings/" + id + "/extend").refused(400, "INVALID");
        owner.post("/bookings/" + id + "/extend", "by", "PT1H", "until", "2030-01-01T00:00:00Z")
                .refused(400, "INVALID");
        Reply late = owner.post("/bookings/" + id + "/extend", "by", "P300D");
        assertThat(late.status()).as(late.body()::toString).isIn(409, 422);
        assertThat(late.body().at("/details/latestEnd").asText()).isNotEmpty();
    }

    @Test
    void listsTheEventsOfABooking() {
        ApiClient owner = booker();
        String id = active(owner);

        JsonNode events = owner.get("/bookings/" + id + "/events").expect(200).path("items");

        List<String> types = new ArrayList<>();
        events.forEach(e -> types.add(e.path("type").asText()));
        assertThat(types).contains("BOOKING_SCHEDULED", "BOOKING_PROVISIONING", "BOOKING_ACTIVE");
        events.forEach(e -> assertThat(e.path("booking").asText()).isEqualTo(id));
    }

    @Test
    void handsABookingOverToSomebodyElse() {
        String other = aName("other");
        ApiClient next = caller(other, Right.VIEW, Right.BOOK);
        next.post("/me/zone", "zone", "Asia/Tokyo").expect(200);
        ApiClient owner = booker();
        String id = active(owner);

        assertThat(owner.post("/bookings/" + id + "/hand-over", "to", aName("nobody"))
                        .refused(400, "INVALID"))
                .contains("has used LaaS here yet");
        next.post("/bookings/" + id + "/hand-over", "to", other).refused(403, "FORBIDDEN");
        assertThat(owner.post("/bookings/" + id + "/hand-over").refused(400, "INVALID"))
                .contains("to must be given");
        JsonNode handed =
                owner.post("/bookings/" + id + "/hand-over", "to", other).expect(200);

        assertThat(handed.path("owner").asText()).isEqualTo(other);
        assertThat(shownAccess(owner, id)).isFalse();
        owner.postNothing("/bookings/" + id + "/release").refused(403, "FORBIDDEN");
        next.postNothing("/bookings/" + id + "/release").expect(200);
    }
}
