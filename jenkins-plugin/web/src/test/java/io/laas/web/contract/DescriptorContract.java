package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.laas.engine.account.Right;
import java.util.List;
import java.util.Map;
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

    @Test
    void makesAPodOfTheDescriptorsOfAnother() {
        ApiClient owner = booker();
        String id = active(owner);
        String name = aName("imported");
        String pdf = owner.get("/bookings/" + id + "/pdf").expect(200).asText();
        String idf = owner.get("/bookings/" + id + "/idf").expect(200).asText();

        JsonNode made =
                owner.post("/pods/import", "name", name, "pdf", pdf, "idf", idf).expect(201);

        assertThat(made.path("notes").isArray()).isTrue();
        assertThat(made.at("/pod/pod/id").asText()).isEqualTo(name);
        assertThat(made.at("/pod/made/sharing").asText()).isEqualTo("PRIVATE");
        JsonNode pod = owner.get("/pods/" + name).expect(200).path("pod");
        JsonNode original = owner.get("/pods/pair").expect(200).path("pod");
        assertThat(pod.at("/nodes/1/memoryMiB")).isEqualTo(original.at("/nodes/1/memoryMiB"));
        assertThat(pod.at("/networks/0/name").asText()).isEqualTo("admin");
        assertThat(pod.at("/nodes").size()).isEqualTo(2);
        owner.post("/pods/import", "name", name, "pdf", pdf).refused(409, "NAME_TAKEN");
        owner.post("/bookings", "pod", name, "start", aDay()).expect(201);
    }

    private static final List<Map<String, Object>> DRAWN_NODES = List.of(
            Map.of(
                    "name",
                    "jump",
                    "role",
                    "JUMPHOST",
                    "cores",
                    1,
                    "memoryMiB",
                    512,
                    "diskGiB",
                    10,
                    "nics",
                    List.of(Map.of("network", "admin"), Map.of("network", "lan"))),
            Map.of(
                    "name",
                    "node1",
                    "role",
                    "COMPUTE",
                    "cores",
                    2,
                    "memoryMiB",
                    1024,
                    "diskGiB",
                    20,
                    "nics",
                    List.of(Map.of("network", "admin"), Map.of("network", "lan"))));
    private static final List<Map<String, Object>> DRAWN_NETWORKS =
            List.of(Map.of("name", "admin", "addressing", "DHCP"), Map.of("name", "lan", "addressing", "STATIC"));

    @Test
    void writesTheFilesOfAPodThatIsOnlyDrawn() throws Exception {
        ApiClient reader = caller(aName("reader"), Right.VIEW);

        JsonNode files = reader.post(
                        "/pods/describe", "name", "drawn", "nodes", DRAWN_NODES, "networks", DRAWN_NETWORKS)
                .expect(200);

        String text = files.path("pdf").asText();
        assertThat(text).startsWith("---\n# A plan: this pod is not booked.").contains("GET /bookings/{id}/pdf");
        JsonNode pdf = YAML.readTree(text);
        JsonNode idf = YAML.readTree(files.path("idf").asText());
        assertThat(pdf.at("/nodes/0/node/cores").asInt()).isEqualTo(2);
        assertThat(pdf.at("/nodes/0/interfaces/1/address").asText()).matches("10\\.80\\.\\d+\\.11/24");
        assertThat(pdf.at("/jumphost/interfaces/0/address").asText()).matches("10\\.80\\.\\d+\\.10/24");
        assertThat(pdf.at("/jumphost/os").asText()).isNotBlank();
        assertThat(idf.at("/idf/net_config/lan/interface").asInt()).isEqualTo(1);
        assertThat(reader.get("/pods/drawn").refused(404, "UNKNOWN_POD")).contains("drawn");
    }

    @Test
    void aPodThatWasDrawnAndDescribedComesBackTheSame() throws Exception {
        ApiClient owner = booker();
        String name = aName("drawn");
        JsonNode files = owner.post("/pods/describe", "name", name, "nodes", DRAWN_NODES, "networks", DRAWN_NETWORKS)
                .expect(200);
        owner.post("/pods/import", "name", name, "pdf", files.path("pdf"), "idf", files.path("idf"))
                .expect(201);
        JsonNode pod = owner.get("/pods/" + name).expect(200).path("pod");

        JsonNode again = owner.post(
                        "/pods/describe", "name", name, "nodes", pod.path("nodes"), "networks", pod.path("networks"))
                .expect(200);

        assertThat(again.path("pdf")).isEqualTo(files.path("pdf"));
        assertThat(again.path("idf")).isEqualTo(files.path("idf"));
        assertThat(pod.at("/networks/1/name").asText()).isEqualTo("lan");
    }

    @Test
    void describesAPodInTheDialectAskedForOrSaysWhyNot() throws Exception {
        ApiClient reader = caller(aName("reader"), Right.VIEW);

        JsonNode kuberef = reader.post(
                        "/pods/describe?profile=kuberef",
                        "name",
                        "drawn",
                        "nodes",
                        DRAWN_NODES,
                        "networks",
                        DRAWN_NETWORKS)
                .expect(200);

        assertThat(YAML.readTree(kuberef.path("idf").asText()).has("bmra")).isTrue();
        assertThat(reader.post(
                                "/pods/describe?profile=fuel",
                                "name",
                                "drawn",
                                "nodes",
                                DRAWN_NODES,
                                "networks",
                                DRAWN_NETWORKS)
                        .refused(400, "INVALID"))
                .contains("profile must be one of pharos-strict, xci, kuberef");
        List<Map<String, Object>> huge = List.of(Map.of(
                "name",
                "jump",
                "role",
                "JUMPHOST",
                "cores",
                256,
                "memoryMiB",
                512,
                "diskGiB",
                10,
                "nics",
                List.of(Map.of("network", "admin"))));
        assertThat(reader.post("/pods/describe", "name", "drawn", "nodes", huge, "networks", DRAWN_NETWORKS)
                        .refused(422, "TOO_LARGE"))
                .contains("needs 256 cores");
        reader.post(
                        "/pods/describe",
                        "lab",
                        "elsewhere",
                        "name",
                        "drawn",
                        "nodes",
                        DRAWN_NODES,
                        "networks",
                        DRAWN_NETWORKS)
                .refused(404, "UNKNOWN_LAB");
        assertThat(reader.post("/pods/describe", "name", "drawn").refused(400, "INVALID"))
                .contains("nodes must be given");
    }

    @Test
    void saysOnWhichLineAPdfIsWrong() {
        ApiClient owner = booker();
        String pdf = "version: 1.0\njumphost:\n  name: <b>\n  node: {cores: 0x, memory: 1G}\n  disks: []\n";

        Reply refused = owner.post("/pods/import", "name", aName("bad"), "pdf", pdf);

        assertThat(refused.refused(400, "INVALID"))
                .isEqualTo(
                        "pdf line 4: jumphost.node.cores must be a whole number such as 4, was '0x' (and 1 more, see details)");
        assertThat(refused.body().at("/details/problems/1").asText())
                .isEqualTo("pdf line 5: jumphost.disks must not be empty");
        assertThat(owner.post("/pods/import", "name", "x").refused(400, "INVALID"))
                .contains("pdf must be given");
        assertThat(owner.post("/pods/import", "pdf", pdf).refused(400, "INVALID"))
                .contains("name must be given");
        assertThat(owner.post("/pods/import", "name", "x", "pdf", "x".repeat((512 << 10) + 1))
                        .refused(400, "INVALID"))
                .contains("pdf must be at most 524288 characters");
        somebody(Right.VIEW).post("/pods/import", "name", "x", "pdf", pdf).refused(403, "FORBIDDEN");
    }
}
