package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several pods booked together over HTTP. */
public abstract class GroupContract extends ApiContract {
    private static final List<Map<String, Object>> TWO = List.of(Map.of("pod", "pair", "count", 2));

    @Test
    void booksExtendsAndReleasesSeveralAsOne() {
        ApiClient owner = booker();
        JsonNode group = owner.post("/bookings/together", "pods", TWO, "length", "PT2H", "start", aDay())
                .expect(201);
        String first = group.path("group").asText();
        assertThat(group.path("bookings").size()).isEqualTo(2);
        assertThat(group.at("/bookings/1/group").asText()).isEqualTo(first);
        String second = group.at("/bookings/1/id").asText();

        assertThat(booker().get("/bookings/" + second + "/together")
                        .expect(200)
                        .path("group")
                        .asText())
                .isEqualTo(first);
        owner.post("/bookings/" + first + "/together/extend", "by", "PT1H").refused(409, "WRONG_STATE");
        booker().post("/bookings/" + first + "/together/release").refused(403, "FORBIDDEN");
        JsonNode released =
                owner.post("/bookings/" + second + "/together/release").expect(200);
        assertThat(released.path("bookings").findValuesAsText("state")).containsOnly("CANCELLED");
        owner.post("/bookings/" + first + "/together/release").refused(409, "WRONG_STATE");
        owner.get("/bookings/b-999999/together").refused(404, "UNKNOWN_BOOKING");
    }

    @Test
    void ifOneIsTakenNoneIsBooked() {
        ApiClient owner = booker();
        var start = aDay();
        assertThat(owner.post(
                                "/bookings/together",
                                "pods",
                                List.of(Map.of("pod", "pair"), Map.of("pod", "whale", "count", 2)),
                                "length",
                                "PT2H",
                                "start",
                                start)
                        .refused(409, "QUOTA"))
                .contains("and asks for 3 more");
        assertThat(owner.post(
                                "/bookings/together",
                                "pods",
                                List.of(Map.of("pod", "whale", "count", 2)),
                                "length",
                                "PT2H",
                                "start",
                                start)
                        .refused(409, "POD_TAKEN"))
                .startsWith("2 × whale are not free together");
        assertThat(owner.get("/bookings?mine=true").expect(200).path("items").size())
                .isZero();
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        ApiClient owner = booker();
        assertThat(owner.post("/bookings/together").refused(400, "INVALID")).contains("pods must be given");
        assertThat(owner.post("/bookings/together", "pods", List.of(Map.of("pod", "pair")))
                        .refused(400, "INVALID"))
                .contains("a group must be of 2 to 16 pods, was of 1");
        assertThat(owner.post("/bookings/together", "pods", List.of(Map.of("pod", "pair", "count", 17)))
                        .refused(400, "INVALID"))
                .contains("count must be 1 to 16, was 17");
        assertThat(owner.post("/bookings/together", "pods", List.of(Map.of("pod", "rack", "vpod", "rack1", "count", 2)))
                        .refused(400, "INVALID"))
                .contains("vpod names a single one");
        owner.post("/bookings/together", "pods", List.of(Map.of("pod", "none", "count", 2)))
                .refused(404, "UNKNOWN_POD");
    }
}
