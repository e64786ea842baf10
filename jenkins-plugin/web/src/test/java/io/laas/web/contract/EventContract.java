package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The feed of events over HTTP: pages, long polls and streams. */
public abstract class EventContract extends ApiContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void pagesInOrderFromTheBeginning() {
        ApiClient reader = booker();
        makeEvents(3);

        JsonNode first = reader.get("/events?limit=2").expect(200);
        JsonNode second = reader.get(
                        "/events?limit=2&after=" + first.path("next").asText())
                .expect(200);

        assertThat(numbers(first)).hasSize(2).isSorted();
        assertThat(numbers(second).get(0)).isGreaterThan(numbers(first).get(1));
    }

    @Test
    void findsWhatSomebodyDidNewestFirst() {
        String user = aName("searched");
        ApiClient owner = caller(user, Right.VIEW, Right.BOOK);
        String booking = bookAndGiveUp(owner);
        String other = bookAndGiveUp(owner);
        makeEvents(1);

        JsonNode all = owner.get("/events/search?user=" + user).expect(200);
        JsonNode one = owner.get("/events/search?type=BOOKING_SCHEDULED,BOOKING_CANCELLED&booking=" + booking)
                .expect(200);

        assertThat(numbers(all)).isSortedAccordingTo(Comparator.reverseOrder()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(all.findValuesAsText("user")).containsOnly(user);
        assertThat(all.findValuesAsText("booking")).containsOnly(booking, other);
        assertThat(one.findValuesAsText("type")).containsExactly("BOOKING_CANCELLED", "BOOKING_SCHEDULED");
        assertThat(one.has("next")).isFalse();
    }

    @Test
    void pagesAFoundListToItsEnd() {
        String user = aName("searched");
        bookAndGiveUp(caller(user, Right.VIEW, Right.BOOK));
        ApiClient reader = booker();
        List<Long> all = numbers(reader.get("/events/search?user=" + user).expect(200));
        List<Long> paged = new ArrayList<>();

        String next = "";
        do {
            JsonNode page = reader.get("/events/search?limit=1&user=%s%s".formatted(user, next))
                    .expect(200);
            paged.addAll(numbers(page));
            next = page.has("next") ? "&after=" + page.path("next").asText() : "";
        } while (!next.isEmpty());

        assertThat(paged).isEqualTo(all).hasSizeGreaterThan(1);
    }

    @Test
    void findsNothingOutsideOfATime() {
        ApiClient reader = booker();
        makeEvents(1);

        assertThat(numbers(reader.get("/events/search?to=2020-01-01T00:00:00Z").expect(200)))
                .isEmpty();
        assertThat(numbers(reader.get("/events/search?from=2020-01-01T00:00:00Z&limit=1")
                        .expect(200)))
                .hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithASearch() {
        ApiClient reader = booker();

        assertThat(reader.get("/events/search?type=NONSENSE").refused(400, "INVALID"))
                .contains("type", "BOOKING_ACTIVE");
        assertThat(reader.get("/events/search?after=soon").refused(400, "INVALID"))
                .contains("after", "soon");
        assertThat(reader.get("/events/search?from=soon").refused(400, "INVALID"))
                .contains("from");
        assertThat(reader.get("/events/search?limit=501").refused(400, "INVALID"))
                .contains("limit");
    }

    @Test
    void holdsAPollUntilSomethingHappens() {
        ApiClient reader = booker();
        String now = reader.get("/events?after=now").expect(200).path("next").asText();
        CompletableFuture<Reply> held = CompletableFuture.supplyAsync(() -> reader.get("/events?wait=60&after=" + now));

        makeEvents(1);

        await().atMost(PATIENCE).until(held::isDone);
        assertThat(numbers(held.join().expect(200))).isNotEmpty().allMatch(n -> n > Long.parseLong(now));
    }

    @Test
    void answersAnEmptyPollInTime() {
        ApiClient reader = booker();

        JsonNode page = reader.get("/events?wait=1&after=999999999").expect(200);

        assertThat(page.path("items").size()).isZero();
        assertThat(page.path("next").asText()).isEqualTo("999999999");
    }

    @Test
    void saysWhatIsWrongWithACursor() {
        assertThat(booker().get("/events?after=-1").refused(400, "INVALID")).contains("after");
        assertThat(booker().get("/events?wait=61").refused(400, "INVALID")).contains("wait", "60");
    }

    @Test
    void losesAndDoublesNothingForFourReadersWhoComeAndGo() throws IOException {
        ApiClient reader = booker();
        long start = Long.parseLong(
                reader.get("/events?after=now").expect(200).path("next").asText());
        List<StreamReader> streams = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            streams.add(new StreamReader(booker(), start, i * 3));
        }

        makeEvents(25);

        List<Long> all = allAfter(reader, start);
        long last = all.get(all.size() - 1);
        for (StreamReader stream : streams) {
            await().atMost(PATIENCE)
                    .until(() -> !stream.numbers().isEmpty()
                            && stream.numbers().get(stream.numbers().size() - 1) >= last);
            stream.close();
            assertThat(stream.numbers().subList(0, all.size())).isEqualTo(all);
        }
        assertThat(streams.get(1).connections()).isGreaterThan(3);
    }

    @Test
    void streamsEventsAsTheyAreListed() throws Exception {
        ApiClient reader = booker();
        String now = reader.get("/events?after=now").expect(200).path("next").asText();
        makeEvents(1);

        HttpResponse<InputStream> stream =
                reader.with("Accept", "text/event-stream").open("/events/stream?after=" + now);

        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(stream.body()))) {
            String data =
                    lines.lines().filter(l -> l.startsWith("data:")).findFirst().orElseThrow();
            JsonNode listed =
                    reader.get("/events?limit=1&after=" + now).expect(200).at("/items/0");
            assertThat(ApiClient.JSON.readTree(data.substring(5))).isEqualTo(listed);
        }
    }

    @Test
    void greetsAStreamAtOnce() throws IOException {
        try (StreamReader stream = new StreamReader(booker(), 999_999_999L, 0)) {
            await().atMost(PATIENCE).until(stream::heartbeat);
        }
    }

    @Test
    void limitsStreamsOfOneToken() throws IOException {
        ApiClient greedy = booker();
        List<StreamReader> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                StreamReader stream = new StreamReader(greedy, 0, 0);
                streams.add(stream);
                await().atMost(PATIENCE).until(stream::heartbeat);
            }
            Reply refused = greedy.with("Accept", "*/*").get("/events/stream");

            refused.refused(429, "TOO_MANY_REQUESTS");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        } finally {
            for (StreamReader stream : streams) {
                stream.close();
            }
        }
    }

    @Test
    void endsStreamsOfNobody() {
        anonymous().get("/events/stream").refused(401, "UNAUTHENTICATED");
        somebody(Right.BOOK).get("/events/stream").refused(403, "FORBIDDEN");
    }

    private void makeEvents(int bookings) {
        for (int i = 0; i < bookings; i++) {
            bookAndGiveUp(booker());
        }
    }

    private String bookAndGiveUp(ApiClient owner) {
        String id = owner.post("/bookings", "pod", "pair", "start", aDay(), "length", "PT1H")
                .expect(201)
                .path("id")
                .asText();
        owner.postNothing("/bookings/" + id + "/release").expect(200);
        return id;
    }

    private static List<Long> allAfter(ApiClient reader, long start) {
        List<Long> all = new ArrayList<>();
        long after = start;
        for (List<Long> page = page(reader, after); !page.isEmpty(); page = page(reader, after)) {
            all.addAll(page);
            after = page.get(page.size() - 1);
        }
        return all;
    }

    private static List<Long> page(ApiClient reader, long after) {
        return numbers(reader.get("/events?limit=500&after=" + after).expect(200));
    }

    private static List<Long> numbers(JsonNode page) {
        List<Long> numbers = new ArrayList<>();
        page.path("items").forEach(e -> numbers.add(e.path("sequence").asLong()));
        return numbers;
    }
}
