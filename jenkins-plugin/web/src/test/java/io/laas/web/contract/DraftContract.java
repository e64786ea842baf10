package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Drafts over HTTP. */
public abstract class DraftContract extends ApiContract {
    @Test
    void keepsWhatWasEnteredForItsOwnerAlone() {
        ApiClient owner = booker();
        Map<String, Object> content = Map.of("pod", "pair", "purpose", "<b>\"x\"</b>", "steps", List.of(1, 2));

        JsonNode made =
                owner.post("/drafts", "title", "tests", "content", content).expect(201);

        String path = "/drafts/" + made.path("id").asText();
        JsonNode found = owner.get(path).expect(200);
        assertThat(found.path("revision").asInt()).isEqualTo(1);
        assertThat(found.at("/content/purpose").asText()).isEqualTo("<b>\"x\"</b>");
        assertThat(owner.get("/drafts").expect(200)).hasSize(1);
        booker().get(path).refused(404, "UNKNOWN_DRAFT");
        admin().get(path).refused(404, "UNKNOWN_DRAFT");
        booker().postNothing(path + "/delete").refused(404, "UNKNOWN_DRAFT");
        owner.postNothing(path + "/delete").expect(200);
        owner.get(path).refused(404, "UNKNOWN_DRAFT");
    }

    @Test
    void ofTwoSittingsTheLaterChangeIsRefusedAndNothingIsLost() {
        ApiClient owner = booker();
        String path = "/drafts/"
                + owner.post("/drafts", "title", "t", "content", Map.of())
                        .expect(201)
                        .path("id")
                        .asText();

        JsonNode first = owner.post(path + "/change", "title", "one", "content", Map.of("a", 1), "revision", 1)
                .expect(200);
        String refused = owner.post(path + "/change", "title", "two", "content", Map.of("b", 2), "revision", 1)
                .refused(409, "CHANGED_MEANWHILE");

        assertThat(first.path("revision").asInt()).isEqualTo(2);
        assertThat(refused).contains("revision 2", "made from 1");
        assertThat(owner.get(path).expect(200).path("title").asText()).isEqualTo("one");
        owner.post(path + "/change", "title", "x", "content", Map.of()).refused(400, "INVALID");
    }

    @Test
    void ofManyChangesAtOnceOneIsKept() throws Exception {
        ApiClient owner = booker();
        String path = "/drafts/"
                + owner.post("/drafts", "title", "t", "content", Map.of())
                        .expect(201)
                        .path("id")
                        .asText();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> changes = java.util.stream.IntStream.range(0, 6)
                    .<Callable<Integer>>mapToObj(n ->
                            () -> owner.post(path + "/change", "title", "t" + n, "content", Map.of(), "revision", 1)
                                    .status())
                    .toList();
            int kept = 0;
            for (Future<Integer> change : threads.invokeAll(changes)) {
                kept += change.get() == 200 ? 1 : 0;
            }
            assertThat(kept).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(owner.get(path).expect(200).path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void refusesWhatIsTooLongOrTooMuch() {
        ApiClient owner = booker();

        assertThat(owner.post("/drafts", "title", "t", "content", Map.of("x", "y".repeat(70_000)))
                        .refused(400, "INVALID"))
                .contains("content must have at most 65536 characters");
        assertThat(owner.post("/drafts", "title", "t".repeat(101), "content", Map.of())
                        .refused(400, "INVALID"))
                .contains("title must be one line");
        owner.post("/drafts", "title", "t").refused(400, "INVALID");
        owner.get("/drafts/nonsense").refused(400, "INVALID");
        for (int n = 0; n < 50; n++) {
            owner.post("/drafts", "title", "t", "content", Map.of()).expect(201);
        }
        assertThat(owner.post("/drafts", "title", "t", "content", Map.of()).refused(409, "QUOTA"))
                .contains("50 drafts");
    }
}
