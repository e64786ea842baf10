package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Installers over HTTP. */
public abstract class InstallContract extends ApiContract {
    @Test
    void showsWhatIsOffered() {
        ApiClient viewer = somebody(Right.VIEW);
        JsonNode all = viewer.get("/installers").expect(200);
        assertThat(all.path("installers").findValuesAsText("name")).contains("hello-world", "k3s");
        assertThat(all.path("problems").size()).isZero();
        JsonNode hello = viewer.get("/installers/hello-world").expect(200);
        assertThat(hello.path("nodes").asInt()).isEqualTo(1);
        assertThat(hello.at("/parameters/1/name").asText()).isEqualTo("port");
        assertThat(hello.at("/parameters/1/standard").asText()).isEqualTo("8080");
        assertThat(hello.path("limit").asText()).isEqualTo("PT20M");
        JsonNode k3s = viewer.get("/installers/k3s").expect(200);
        assertThat(k3s.path("internet").asBoolean()).isTrue();
        assertThat(k3s.at("/parameters/1/secret").asBoolean()).isTrue();
        viewer.get("/installers/nothing").refused(404, "UNKNOWN_INSTALLER");
    }

    @Test
    void installsOnAnActiveBooking() {
        ApiClient owner = booker();
        String id = active(owner);
        JsonNode operation = owner.post("/bookings/" + id + "/install", "installer", "hello-world")
                .expect(200);
        assertThat(operation.path("kind").asText()).isEqualTo("INSTALL");
        String path = "/operations/" + operation.path("id").asText();
        await().until(() -> owner.get(path).expect(200).path("state").asText().equals("SUCCEEDED"));
        assertThat(owner.get("/bookings/" + id).expect(200).path("state").asText())
                .isEqualTo("ACTIVE");
        owner.postNothing("/bookings/" + id + "/release").expect(200);
    }

    @Test
    void refusesWhatCannotBe() {
        ApiClient owner = booker();
        String id = active(owner);
        String path = "/bookings/" + id + "/install";
        assertThat(owner.post(path, "installer", "nothing").refused(404, "UNKNOWN_INSTALLER"))
                .contains("There is hello-world, k3s");
        assertThat(owner.post(path, "installer", "hello-world", "parameters", Map.of("port", "x"))
                        .refused(400, "INVALID"))
                .contains("Parameter port of installer hello-world must match");
        assertThat(owner.post(path, "installer", "k3s", "parameters", Map.of("token", "abcdefgh12345678"))
                        .refused(422, "REQUIREMENT"))
                .contains("Installer k3s needs");
        assertThat(owner.post(path, "parameters", Map.of()).refused(400, "INVALID"))
                .contains("installer must be given");
        booker().post(path, "installer", "hello-world").refused(403, "FORBIDDEN");
        somebody(Right.VIEW).post(path, "installer", "hello-world").refused(403, "FORBIDDEN");
        owner.postNothing("/bookings/" + id + "/release").expect(200);
        owner.post(path, "installer", "hello-world").refused(409, "WRONG_STATE");
    }

    @Test
    void labsThatAskNothingTakeNoAnswers() {
        ApiClient owner = booker();
        assertThat(owner.get("/labs/test/questions").expect(200).size()).isZero();
        owner.get("/labs/none/questions").refused(404, "UNKNOWN_LAB");
        assertThat(owner.post("/bookings", "pod", "pair", "answers", Map.of("ticket", "NFV-7"))
                        .refused(400, "INVALID"))
                .isEqualTo("There is no parameter 'ticket' of lab test; it has none.");
        String id = owner.post("/bookings", "pod", "pair", "start", aDay())
                .expect(201)
                .path("id")
                .asText();
        assertThat(owner.get("/bookings/" + id + "/answers")
                        .expect(200)
                        .path("answers")
                        .size())
                .isZero();
        booker().get("/bookings/" + id + "/answers").refused(403, "FORBIDDEN");
        owner.get("/bookings/b-999/answers").refused(404, "UNKNOWN_BOOKING");
    }
}
