package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Changes over HTTP that are sent more than once under one key. */
public abstract class OnceContract extends ApiContract {
    private static final int SENDERS = 12;

    private static ApiClient keyed(ApiClient client) {
        return client.with("Idempotency-Key", aName("key"));
    }

    private static long cursor(ApiClient reader) {
        return reader.get("/events?after=now&limit=1").expect(200).path("next").asLong();
    }

    /** Returns the types of what the reader has done since; what goes on besides does not count. */
    private static List<String> doneSince(long cursor, ApiClient reader) {
        String me = reader.get("/me").text("user");
        List<String> types = new ArrayList<>();
        for (JsonNode event : reader.get("/events?after=" + cursor).expect(200).path("items")) {
            if (event.path("user").asText().equals(me)) {
                types.add(event.path("type").asText());
            }
        }
        return types;
    }

    /** Sends the same twice and fails unless the answers are alike and the second changed nothing; returns the answer. */
    private static JsonNode twice(ApiClient client, int status, String path, Object... fields) {
        ApiClient keyed = keyed(client);
        long start = cursor(client);
        JsonNode first = keyed.post(path, fields).expect(status);
        assertThat(path.startsWith("/me") || !doneSince(start, client).isEmpty())
                .as("%s leaves events", path)
                .isTrue();
        long cursor = cursor(client);
        assertThat(again(keyed, status, path, fields)).as(path).isEqualTo(first.path("id"));
        assertThat(doneSince(cursor, client))
                .as("events after %s was sent again", path)
                .isEmpty();
        return first;
    }

    private static JsonNode again(ApiClient keyed, int status, String path, Object... fields) {
        return keyed.post(path, fields).expect(status).path("id");
    }

    @Test
    void answersEachChangeOfABookingTwiceAndDoesItOnce() {
        ApiClient owner = booker();
        JsonNode booking = twice(owner, 201, "/bookings", "pod", "pair", "start", aDay(), "length", "PT2H");
        String path = "/bookings/" + booking.path("id").asText();

        twice(owner, 200, path + "/move", "start", aDay());
        twice(owner, 200, path + "/collaborators", "add", List.of(aName("friend")));
        twice(owner, 200, path + "/release", "reason", "no more");
    }

    @Test
    void answersEachChangeOnMachinesTwiceAndDoesItOnce() {
        ApiClient owner = booker();
        String path = "/bookings/" + active(owner);
        ApiClient checker = keyed(owner);
        ApiClient extender = keyed(owner);

        JsonNode check = checker.postNothing(path + "/check").expect(200);
        JsonNode extended = extender.post(path + "/extend", "by", "PT1H").expect(200);

        assertThat(checker.postNothing(path + "/check").expect(200).path("id")).isEqualTo(check.path("id"));
        assertThat(owner.get(path + "/operations").expect(200).findValuesAsText("kind"))
                .containsExactly("CHECK", "PROVISION");
        assertThat(extender.post(path + "/extend", "by", "PT1H").expect(200).path("end"))
                .isEqualTo(extended.path("end"));
    }

    @Test
    void answersEachChangeOfALabTwiceAndDoesItOnce() {
        ApiClient admin = admin();
        Instant start = aDay().plus(Duration.ofDays(400));
        JsonNode outage = twice(
                admin, 201, "/outages", "lab", "test", "start", start, "end", start.plusSeconds(60), "reason", "fans");
        twice(admin, 200, "/outages/" + outage.path("id").asText() + "/end");
        twice(admin, 200, "/me/zone", "zone", "Asia/Tokyo");
    }

    @Test
    void manyWhoSendTheSameAtOnceGetTheSame() throws Exception {
        ApiClient owner = keyed(booker());
        Instant start = aDay();
        List<Callable<Reply>> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(() -> owner.post("/bookings", "pod", "whale", "start", start, "length", "PT2H"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        Set<String> made = new HashSet<>();
        for (Future<Reply> answer : threads.invokeAll(senders)) {
            made.add(answer.get().expect(201).path("id").asText());
        }
        threads.shutdown();

        assertThat(made).hasSize(1);
    }

    @Test
    void refusesAnotherRequestUnderTheSameKey() {
        ApiClient owner = keyed(booker());
        owner.post("/me/zone", "zone", "Asia/Tokyo").expect(200);

        assertThat(owner.post("/me/zone", "zone", "Europe/Paris").refused(422, "KEY_REUSED"))
                .contains("another request", "Use a new key");
        owner.post("/me/zone?x=1", "zone", "Asia/Tokyo").refused(422, "KEY_REUSED");
        owner.post("/bookings", "pod", "pair").refused(422, "KEY_REUSED");
        assertThat(owner.get("/me").text("zone")).isEqualTo("Asia/Tokyo");
    }

    @Test
    void showsASecretOnceOnly() {
        ApiClient user = keyed(booker());
        String code = user.postNothing("/me/link-code").expect(201).path("code").asText();

        assertThat(user.postNothing("/me/link-code").refused(409, "WRONG_STATE"))
                .contains("cannot be shown again", "a new key")
                .doesNotContain(code);
    }

    @Test
    void refusesKeysThatAreNone() {
        for (String none : List.of("a b", "x".repeat(101))) {
            assertThat(booker().with("Idempotency-Key", none)
                            .post("/bookings", "pod", "pair")
                            .refused(400, "INVALID"))
                    .contains("Idempotency-Key must be 1 to 100 printable ASCII characters");
        }
    }

    @Test
    void looksAtRightsBeforeKeys() {
        somebody(Right.VIEW)
                .with("Idempotency-Key", "a b")
                .post("/bookings", "pod", "pair")
                .refused(403, "FORBIDDEN");
    }
}
