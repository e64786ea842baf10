package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong, large or malicious: each gets one clear answer in the API's form. */
public abstract class HostileRequestContract extends ApiContract {
    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                  | line 1",
                "[]                                 | JSON object",
                "\"text\"                           | JSON object",
                "42                                 | JSON object",
                "null                               | null",
                "{\"pod\":\"pair\"} {}              | JSON object",
                "{\"pods\":\"pair\"}                | field 'pods' is not known; known here:",
                "{\"pod\":{\"id\":\"pair\"}}        | field 'pod'",
                "{\"pod\":\"pair\",\"start\":\"soon\"} | field 'start'",
                "{\"pod\":\"pair\",\"mayWait\":\"maybe\"} | field 'mayWait'",
                "{\"pod\":\"pair\",\"collaborators\":[{}]} | field 'collaborators[0]'",
                "{\"pod\":\"../../etc/passwd\"}     | pod name must be lower-case",
                "{\"pod\":\"pair\",\"owner\":\"a b\"} | user name must be",
                "{\"pod\":\"pair\",\"start\":\"2030-01-02T00:00:00Z\",\"end\":\"2030-01-01T00:00:00Z\"} | end after it starts",
                "{\"pod\":\"pair\",\"length\":\"PT1H\",\"end\":\"2030-01-01T00:00:00Z\"} | either length or end"
            })
    void saysWhatIsWrongWithABody(String body, String sentence) {
        assertThat(booker().raw("POST", "/bookings", "application/json", body).refused(400, "INVALID"))
                .contains(sentence)
                .doesNotContain("com.fasterxml", "io.laas", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bookings",
                "/bookings/b-1/extend",
                "/bookings/b-1/move",
                "/me/keys",
                "/me/zone",
                "/outages",
                "/vpods/rack1/quarantine"
            })
    void asksForWhatABodyThatIsMissingLacks(String path) {
        assertThat(admin().postNothing(path).refused(400, "INVALID")).containsAnyOf("must be given", "give either");
    }

    @Test
    void refusesBodiesNestedTooDeep() {
        String deep = "{\"pod\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        booker().raw("POST", "/bookings", "application/json", deep).refused(400, "INVALID");
    }

    @Test
    void refusesLargeBodiesByTheirLength() {
        String large = "{\"pod\":\"" + "x".repeat(MIB) + "\"}";

        booker().raw("POST", "/bookings", "application/json", large).refused(413, "BODY_TOO_LARGE");
    }

    @Test
    void refusesLargeBodiesOfUnknownLength() {
        byte[] large = ("{\"pod\":\"" + "x".repeat(MIB) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);

        booker().raw(
                        "POST",
                        "/bookings",
                        "application/json",
                        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .refused(413, "BODY_TOO_LARGE");
    }

    @Test
    void readsJsonOnly() {
        booker().raw("POST", "/bookings", "text/plain", "{\"pod\":\"pair\"}").refused(415, "UNSUPPORTED_MEDIA_TYPE");
        booker().raw("POST", "/bookings", "application/x-www-form-urlencoded", "pod=pair")
                .refused(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void writesJsonOnly() {
        booker().with("Accept", "text/html").get("/me").refused(406, "NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @CsvSource({"DELETE,/bookings", "PUT,/bookings", "PATCH,/bookings/b-1", "POST,/labs", "GET,/outages/preview"})
    void knowsOnlyItsOwnVerbs(String method, String path) {
        Reply reply = admin().raw(method, path, "application/json", "{}");

        reply.refused(405, "METHOD_NOT_ALLOWED");
        assertThat(reply.headers().firstValue("Allow")).isPresent();
    }

    @Test
    void knowsOnlyItsOwnPaths() {
        assertThat(booker().get("/nothing/here").refused(404, "NOT_FOUND")).contains("/nothing/here");
    }

    @Test
    void showsHostileTextAsDataOnly() {
        Reply reply = booker().get("/labs/%3Cscript%3Ealert(1)%3C%2Fscript%3E");

        assertThat(reply.status()).isIn(400, 404);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void keepsHostileTextAsItIs() {
        ApiClient owner = booker();
        String purpose = "<img src=x onerror=alert(1)> \"quotes\" 'and' ]]> & \u202e ünïcödé 🐟";

        String id = owner.post("/bookings", "pod", "pair", "start", aDay(), "purpose", purpose)
                .expect(201)
                .path("id")
                .asText();

        assertThat(owner.get("/bookings/" + id).text("purpose")).isEqualTo(purpose);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "+300000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z"
            })
    void takesTimesThatNoDatabaseKnowsForMistakes(String time) {
        ApiClient owner = booker();
        String coming = owner.post("/bookings", "pod", "pair", "start", aDay())
                .expect(201)
                .path("id")
                .asText();
        List<Reply> replies = List.of(
                owner.post("/bookings", "pod", "pair", "start", time),
                owner.post("/bookings", "pod", "pair", "end", time),
                owner.post("/bookings", "pod", "pair", "start", time, "mayWait", true),
                owner.post("/bookings/" + coming + "/extend", "until", time),
                owner.post("/bookings/" + coming + "/move", "start", time),
                owner.get("/pods/pair/availability?start=" + query(time)),
                owner.get("/calendar?from=" + query(time)),
                owner.get("/calendar?to=" + query(time)),
                owner.get("/outages?from=" + query(time)),
                owner.get("/bookings?from=" + query(time)),
                owner.get("/bookings?to=" + query(time)),
                admin().get("/events/search?from=" + query(time)),
                admin().get("/events/search?to=" + query(time)),
                admin().get("/statistics/hosts?from=" + query(time)),
                admin().get("/statistics/hosts?to=" + query(time)),
                admin().post("/outages/preview", "lab", "test", "end", time, "reason", "x"),
                admin().post("/outages?askUntil=" + query(time), "lab", "test", "end", aDay(), "reason", "x"));

        assertThat(replies)
                .allSatisfy(reply ->
                        assertThat(reply.refused(400, "INVALID")).contains("of the years 1970 to 9999 such as"));
        owner.post("/bookings/" + coming + "/release", "reason", "done").expect(200);
    }

    private static String query(String time) {
        return URLEncoder.encode(time, StandardCharsets.UTF_8);
    }

    @Test
    void isNotConfusedByDotsInPaths() {
        Reply reply = booker().get("/bookings/..%2f..%2fhealthz");

        assertThat(reply.status()).isIn(400, 404);
    }

    @Test
    void everyAnswerIsCarefulWithBrowsers() {
        Reply reply = booker().get("/me");

        assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void servesItsDocumentToAnybody() {
        assertThat(anonymous().get("/openapi.json").expect(200).path("openapi").asText())
                .startsWith("3.");
    }
}
