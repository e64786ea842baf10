package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.laas.engine.account.Right;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PDF and IDF over HTTP. */
public abstract class DescriptorContract extends ApiContract {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static JsonNode yaml(Reply reply) throws Exception {
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/yaml");
        return YAML.readTree(reply.expect(200).asText());
    }

    private static String vpodPath(ApiClient reader, String booking, String prefix) {
        return "/labs/test/" + prefix + reader.get("/bookings/" + booking).text("vpod") + ".yaml";
    }

    @Test
    void describesTheMachinesOfAnActiveBooking() throws Exception {
        String name = aName("owner");
        ApiClient owner = caller(name, Right.VIEW, Right.BOOK);
        String id = active(owner);

        JsonNode pdf = yaml(owner.get("/bookings/" + id + "/pdf"));
        JsonNode idf = yaml(owner.get("/bookings/" + id + "/idf"));

        assertThat(pdf.at("/details/pod_owner").asText()).isEqualTo(name);
        assertThat(pdf.at("/details/link").asText()).startsWith("http").endsWith("/");
        assertThat(pdf.at("/jumphost/name").asText()).isEqualTo("jump");
        assertThat(pdf.at("/jumphost/interfaces/0/address").asText()).matches("10\\.80\\.\\d+\\.10/24");
        assertThat(pdf.at("/nodes/0/interfaces/0/address").asText()).matches("10\\.80\\.\\d+\\.11/24");
        assertThat(pdf.at("/nodes/0/interfaces/0/mac_address").asText()).startsWith("52:54:");
        assertThat(idf.at("/idf/net_config/admin/interface").asInt()).isZero();
        assertThat(idf.at("/idf/fuel/network/node").size()).isEqualTo(1);
    }

    @Test
    void standsWhereInstallersLookForIt() throws Exception {
        ApiClient owner = booker();
        String id = active(owner);

        assertThat(yaml(owner.get(vpodPath(owner, id, "")))).isEqualTo(yaml(owner.get("/bookings/" + id + "/pdf")));
        assertThat(yaml(owner.get(vpodPath(owner, id, "idf-")))).isEqualTo(yaml(owner.get("/bookings/" + id + "/idf")));
        assertThat(yaml(owner.get(vpodPath(owner, id, "idf-") + "?profile=kuberef"))
                        .has("bmra"))
                .isTrue();
    }

    @Test
    void speaksTheDialectAskedFor() throws Exception {
        ApiClient owner = booker();
        String id = active(owner);

        assertThat(yaml(owner.get("/bookings/" + id + "/idf?profile=xci")).has("xci"))
                .isTrue();
        assertThat(yaml(owner.get("/bookings/" + id + "/pdf?profile=kuberef"))
                        .at("/jumphost/interfaces/0/address")
                        .asText())
                .doesNotContain("/");
        assertThat(yaml(owner.get("/bookings/" + id + "/pdf?profile=pharos-strict")))
                .isEqualTo(yaml(owner.get("/bookings/" + id + "/pdf")));
        assertThat(owner.get("/bookings/" + id + "/pdf?profile=fuel").refused(400, "INVALID"))
                .isEqualTo("profile must be one of pharos-strict, xci, kuberef, was 'fuel'");
    }

    @Test
    void aReadTokenOfAMemberIsEnough() throws Exception {
        String name = aName("reader");
        String id = active(caller(name, Right.VIEW, Right.BOOK));

        assertThat(yaml(caller(name, Right.VIEW).get("/bookings/" + id + "/pdf"))
                        .at("/details/pod_owner")
                        .asText())
                .isEqualTo(name);
    }

    @Test
    void isForMembersAndManagersOnly() throws Exception {
        ApiClient owner = booker();
        String id = active(owner);
        String colleague = aName("colleague");
        ApiClient reader = caller(colleague, Right.VIEW);
        List<String> paths = List.of(
                "/bookings/" + id + "/pdf",
                "/bookings/" + id + "/idf",
                vpodPath(owner, id, ""),
                vpodPath(owner, id, "idf-"));

        for (String path : paths) {
            anonymous().get(path).refused(401, "UNAUTHENTICATED");
            assertThat(reader.get(path).refused(403, "FORBIDDEN")).contains(id, "MANAGE_BOOKINGS");
            somebody(Right.MANAGE_LABS).get(path).refused(403, "FORBIDDEN");
            yaml(somebody(Right.MANAGE_BOOKINGS).get(path));
        }
        owner.post("/bookings/" + id + "/collaborators", "add", List.of(colleague))
                .expect(200);
        for (String path : paths) {
            yaml(reader.get(path));
        }
    }

    @Test
    void endsWithTheBooking() {
        ApiClient owner = booker();
        String id = active(owner);
        String path = vpodPath(owner, id, "");
        owner.post("/bookings/" + id + "/release", "reason", "done").expect(200);
        awaitState(owner, id, "DONE");

        assertThat(owner.get("/bookings/" + id + "/pdf").refused(409, "WRONG_STATE"))
                .contains("is DONE", "while it is ACTIVE");
        assertThat(owner.get(path).status()).isIn(404, 409);
    }

    @Test
    void saysWhatIsNotThere() {
        ApiClient reader = booker();

        reader.get("/bookings/b-999999/pdf").refused(404, "UNKNOWN_BOOKING");
        reader.get("/bookings/b-x/idf").refused(400, "INVALID");
        reader.get("/labs/test/none.yaml").refused(404, "UNKNOWN_VPOD");
        reader.get("/labs/elsewhere/idf-rack1.yaml").refused(404, "UNKNOWN_VPOD");
        assertThat(reader.get("/labs/test/rack1.yaml").status()).isIn(404, 409);
        reader.get("/labs/test/%2e%2e%2fsecret.yaml");
        assertThat(reader.get("/labs/test/A_b.yaml").refused(400, "INVALID")).contains("A_b");
        reader.get("/labs/test/rack1.json").refused(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/yaml", "application/x-yaml", "application/yaml", "*/*"})
    void takesTheNamesYamlHasHad(String accepted) {
        ApiClient owner = booker();
        String id = active(owner);

        assertThat(owner.with("Accept", accepted)
                        .get("/bookings/" + id + "/pdf")
                        .expect(200)
                        .asText())
                .startsWith("---\nversion: 1.0\n");
        assertThat(owner.with("Accept", "image/png")
                        .get("/bookings/" + id + "/pdf")
                        .refused(406, "NOT_ACCEPTABLE"))
                .contains("application/yaml");
    }
}
