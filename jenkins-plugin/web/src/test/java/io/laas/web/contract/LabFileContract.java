package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lab files that are read, checked and saved over HTTP. */
public abstract class LabFileContract extends ApiContract {
    private static final String FILE = "/labs/test/file";
    private static final String RACK = "  - {name: rack1, host: big, pod: rack, config: hello}\n";
    private static final int SAVERS = 8;

    private ApiClient admin;
    private String first;
    private String cursor;

    /** Returns the text as it is kept, secrets and all. */
    protected abstract String kept();

    /** Returns somebody who may change everything about labs, hosts and images too. */
    protected abstract ApiClient master();

    @BeforeEach
    void readsTheFirstText() {
        admin = caller(aName("labs"), Right.MANAGE_LABS);
        first = text();
        cursor = admin.get("/events?after=now&limit=1").text("next");
    }

    @AfterEach
    void putsTheFirstTextBack() {
        if (!text().equals(first)) {
            save(master(), first).expect(200);
        }
    }

    private String text() {
        return admin.get(FILE).expect(200).path("text").asText();
    }

    private String version() {
        return admin.get(FILE).expect(200).path("version").asText();
    }

    private Reply save(ApiClient client, String text) {
        return client.post(FILE, "text", text, "version", version());
    }

    private JsonNode check(String text) {
        return admin.post(FILE + "/check", "text", text).expect(200);
    }

    @Test
    void showsTheTextWithoutWhatMayBeSecret() {
        JsonNode file = admin.get(FILE).expect(200);

        assertThat(file.path("changeable").asBoolean()).isTrue();
        assertThat(file.has("why")).isFalse();
        assertThat(file.path("text").asText())
                .contains("url: 'https://cloud.example.org/far.img?(hidden-1)'", "tools.iso?(hidden-2)")
                .doesNotContain("secret");
        assertThat(kept()).contains("far.img?key=secret", "tools.iso?key=secret");
    }

    @Test
    void isForThoseWhoManageLabs() {
        ApiClient reader = booker();
        reader.get(FILE).refused(403, "FORBIDDEN");
        reader.post(FILE + "/check", "text", first).refused(403, "FORBIDDEN");
        reader.post(FILE, "text", first, "version", version()).refused(403, "FORBIDDEN");
        anonymous().get(FILE).refused(401, "UNAUTHENTICATED");
        admin.get("/labs/none/file").refused(404, "UNKNOWN_LAB");
        admin.post("/labs/none/file", "text", first, "version", version()).refused(404, "UNKNOWN_LAB");
    }

    @Test
    void aStaticPodThatIsAddedIsSetUpAndOneThatIsTakenOutGoes() {
        String more = first.replace(
                RACK, RACK + "  # the second one\n  - {name: rack2, host: big, pod: rack, config: hello}\n");

        assertThat(check(more).path("changes").toString())
                .isEqualTo(
                        "[{\"part\":\"vpods\",\"name\":\"rack2\",\"kind\":\"ADDED\",\"after\":\"rack with hello on big\"}]");
        admin.get("/vpods/rack2").refused(404, "UNKNOWN_VPOD");
        JsonNode saved = save(admin, more).expect(200);
        assertThat(saved.path("text").asText()).isEqualTo(more);
        assertThat(kept()).contains("# the second one", "far.img?key=secret", "tools.iso?key=secret");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/vpods/rack2").text("state").equals("FREE"));

        save(admin, first).expect(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !admin.get("/vpods").expect(200).toString().contains("rack2"));
    }

    @Test
    void aPolicyThatIsChangedHoldsAtOnce() {
        ApiClient user = booker();
        user.post("/bookings", "pod", "pair", "start", aDay().plus(Duration.ofDays(200)), "length", "PT100H")
                .refused(422, "POLICY");
        String shorter = first.replace("max-length: 3d", "max-length: 1d");

        JsonNode change = check(shorter).path("changes");
        assertThat(change.toString())
                .isEqualTo(
                        "[{\"part\":\"policy\",\"name\":\"max-length\",\"kind\":\"CHANGED\",\"before\":\"3d\",\"after\":\"1d\"}]");
        Instant start = aDay();
        save(admin, shorter).expect(200);

        assertThat(user.post("/bookings", "pod", "pair", "start", start, "length", "PT30H")
                        .refused(422, "POLICY"))
                .isNotBlank();
        assertThat(user.get("/labs/test").expect(200).at("/policy/max-length").asText())
                .isEqualTo("PT24H");
    }

    @Test
    void whatIsWrongIsToldWithItsLineAndNothingIsKept() {
        String wrong = first.replace("max-length: 3d", "max-length: soon")
                .replace("host: big, pod: rack", "host: bgi, pod: rack");
        String version = version();

        JsonNode problems = check(wrong).path("problems");

        assertThat(problems).hasSize(2);
        assertThat(problems.get(0).path("line").asInt()).isEqualTo(lineOf(wrong, "host: bgi"));
        assertThat(problems.get(0).path("column").asInt()).isPositive();
        assertThat(problems.get(0).path("message").asText()).contains("'bgi'", "did you mean 'big'?");
        assertThat(problems.get(1).path("path").asText()).isEqualTo("policy.max-length");
        assertThat(save(admin, wrong).refused(400, "INVALID")).contains("2 things are wrong", "stays as it is");
        assertThat(check("lab: {name: [").path("problems")).hasSize(1);
        assertThat(check("").path("problems")).hasSize(1);
        assertThat(save(admin, "- <script>alert(1)</script>").refused(400, "INVALID"))
                .doesNotContain("script");
        assertThat(version()).isEqualTo(version);
    }

    private static int lineOf(String text, String part) {
        return (int) text.substring(0, text.indexOf(part)).lines().count();
    }

    @Test
    void aLabKeepsItsName() {
        JsonNode problems =
                check(first.replace("lab: {name: test", "lab: {name: other")).path("problems");

        assertThat(problems.get(0).path("line").asInt()).isEqualTo(1);
        assertThat(problems.get(0).path("message").asText()).startsWith("must keep the name 'test'");
    }

    @Test
    void textsThatAreTooLongAreRefused() {
        assertThat(admin.post(FILE + "/check", "text", "#".repeat(900_001)).refused(400, "INVALID"))
                .contains("900000 characters, had 900001");
        admin.post(FILE, "text", "#".repeat(1 << 20), "version", version()).refused(413, "BODY_TOO_LARGE");
        admin.post(FILE, "version", version()).refused(400, "INVALID");
        admin.post(FILE, "text", first).refused(400, "INVALID");
    }

    @Test
    void ofTwoWhoChangeTheSameTextOneReadsItAgain() {
        String version = version();
        String mine = first + "# mine\n";
        admin.post(FILE, "text", mine, "version", version).expect(200);

        assertThat(admin.post(FILE, "text", first + "# theirs\n", "version", version)
                        .refused(409, "CHANGED_MEANWHILE"))
                .contains("Read it again");
        assertThat(text()).isEqualTo(mine);
    }

    @Test
    void ofManyWhoSaveAtOnceNoneIsLost() throws Exception {
        List<Callable<Boolean>> savers = new ArrayList<>();
        for (int i = 0; i < SAVERS; i++) {
            String line = "# saver " + i + "\n";
            savers.add(() -> savedInTheEnd(line));
        }
        ExecutorService threads = Executors.newFixedThreadPool(SAVERS);
        for (Future<Boolean> saver : threads.invokeAll(savers)) {
            assertThat(saver.get()).isTrue();
        }
        threads.shutdown();

        String all = text();
        for (int i = 0; i < SAVERS; i++) {
            assertThat(all).containsOnlyOnce("# saver " + i + "\n");
        }
    }

    /** One of those who try at once succeeds, so everybody is through after as many tries as there are savers. */
    private boolean savedInTheEnd(String line) {
        for (int i = 0; i < SAVERS; i++) {
            JsonNode now = admin.get(FILE).expect(200);
            Reply reply = admin.post(
                    FILE,
                    "text",
                    now.path("text").asText() + line,
                    "version",
                    now.path("version").asText());
            if (reply.status() == 200) {
                return true;
            }
            reply.refused(409, "CHANGED_MEANWHILE");
        }
        return false;
    }

    @Test
    void theSameRequestCountsOnce() {
        ApiClient keyed = admin.with("Idempotency-Key", aName("key"));
        String version = version();
        JsonNode saved =
                keyed.post(FILE, "text", first + "# once\n", "version", version).expect(200);

        assertThat(keyed.post(FILE, "text", first + "# once\n", "version", version)
                        .expect(200))
                .isEqualTo(saved);
        keyed.post(FILE, "text", first + "# twice\n", "version", version).refused(422, "KEY_REUSED");
        assertThat(events("LAB_CHANGED")).hasSize(1);
    }

    @Test
    void theAuditSaysWhoChangedWhatAndNoText() {
        String changed = first.replace("max-length: 3d", "max-length: 2d");
        save(admin, changed).expect(200);

        JsonNode event = events("LAB_CHANGED").get(0);
        assertThat(event.path("user").asText()).isEqualTo(admin.get("/me").text("user"));
        assertThat(event.at("/data/changes").asText()).isEqualTo("policy max-length changed");
        assertThat(event.toString()).doesNotContain("secret", "hello");
        save(admin, "no: lab").refused(400, "INVALID");
        assertThat(events("REFUSED").get(0).at("/data/what").asText()).isEqualTo("changing the lab file of test");
    }

    private List<JsonNode> events(String with) {
        List<JsonNode> found = new ArrayList<>();
        String me = admin.get("/me").text("user");
        for (JsonNode event :
                admin.get("/events?after=" + cursor + "&limit=500").expect(200).path("items")) {
            if (event.path("user").asText().equals(me) && event.toString().contains(with)) {
                found.add(event);
            }
        }
        return found;
    }

    @Test
    void whichMachinesAreReachedIsForThoseWhoManageEverything() {
        String other = first.replace("storage: /var/lib/laas/pool", "storage: /etc");

        assertThat(check(other).path("forbidden").asText()).contains("needs the right MANAGE");
        assertThat(save(admin, other).refused(403, "FORBIDDEN")).contains("hosts, images or ISOs");
        assertThat(save(admin, first.replace("file: laas-guest.qcow2", "file: /etc/shadow"))
                        .refused(403, "FORBIDDEN"))
                .contains("needs the right MANAGE");
        assertThat(check(first.replace("cores: 64", "cores: 65")).has("forbidden"))
                .isFalse();

        JsonNode saved = save(master(), other).expect(200);
        assertThat(saved.path("text").asText()).contains("storage: /etc");
    }

    @Test
    void nobodyMakesTheServerRunACommandByAHostsAddress() {
        String command = first.replace("?socket=/nowhere/libvirt-sock", "?command=/bin/sh");

        assertThat(save(master(), command).refused(403, "FORBIDDEN")).contains("can name commands");
    }

    @Test
    void whatIsHiddenStaysHidden() {
        String elsewhere = first.replace("title: Test lab", "title: 'https://cloud.example.org/far.img?(hidden-1)'");
        assertThat(check(elsewhere).path("problems").get(0).path("message").asText())
                .contains("(hidden-1)", "counts only where it was");
        String away = first.replace("https://cloud.example.org/far.img", "https://away.example.org/far.img");
        assertThat(check(away).path("problems").get(0).path("message").asText()).contains("(hidden-1)");
        JsonNode asked = check(first.replace("user: debian}", "user: 'https://cloud.example.org/far.img?(hidden-1)'}"));
        assertThat(asked.path("problems")).hasSize(1);
        assertThat(asked.toString()).doesNotContain("secret");
    }

    @Test
    void bookingsOnAPodThatIsTakenOutAreTold() {
        ApiClient user = booker();
        String id = user.post(
                        "/bookings",
                        "pod",
                        "rack",
                        "vpod",
                        "rack1",
                        "start",
                        aDay().plus(Duration.ofDays(10)),
                        "length",
                        "PT2H")
                .expect(201)
                .path("id")
                .asText();
        String without = first.replace("vpods:\n" + RACK, "");

        JsonNode held = check(without).path("bookings");

        assertThat(held.findValuesAsText("booking")).contains(id);
        assertThat(held.findValuesAsText("vpod")).containsOnly("rack1");
        user.post("/bookings/" + id + "/release", "reason", "no more").expect(200);
    }
}
