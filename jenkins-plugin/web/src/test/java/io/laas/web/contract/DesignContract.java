package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pods, configs and projects of users over HTTP. */
public abstract class DesignContract extends ApiContract {
    private static final List<Map<String, Object>> NETWORKS = List.of(Map.of("name", "admin"));

    private static Map<String, Object> node(String name, String role, int memory) {
        return Map.of(
                "name",
                name,
                "role",
                role,
                "cores",
                1,
                "memoryMiB",
                memory,
                "diskGiB",
                4,
                "nics",
                List.of(Map.of("network", "admin")));
    }

    private static Object[] pod(String name, int memory, Object... more) {
        List<Object> fields = new ArrayList<>(List.of(
                "nodes", List.of(node("jump", "JUMPHOST", memory), node("n1", "NODE", memory)), "networks", NETWORKS));
        if (name != null) {
            fields.addAll(List.of("name", name, "description", "Mine"));
        }
        fields.addAll(List.of(more));
        return fields.toArray();
    }

    private static List<String> names(ApiClient reader) {
        List<String> names = new ArrayList<>();
        reader.get("/pods").expect(200).forEach(p -> names.add(p.at("/pod/id").asText()));
        return names;
    }

    @Test
    void makesBooksAndChangesAPod() {
        ApiClient owner = booker();
        String name = aName("pod-");
        JsonNode made = owner.post("/pods", pod(name, 256)).expect(201);
        assertThat(made.at("/made/version").asInt()).isEqualTo(1);
        assertThat(made.at("/made/sharing").asText()).isEqualTo("PRIVATE");
        assertThat(made.at("/pod/nodes/0/nics/0/name").asText()).isEqualTo("nic1");
        assertThat(made.at("/pod/networks/0/kind").asText()).isEqualTo("BRIDGE");
        assertThat(made.at("/demand/memoryMiB").asInt()).isEqualTo(512);
        assertThat(made.path("freeNow").asBoolean()).isTrue();

        String id = owner.post("/bookings", "pod", name).expect(201).path("id").asText();
        JsonNode active = awaitState(owner, id, "ACTIVE");
        assertThat(active.path("podVersion").asInt()).isEqualTo(1);
        assertThat(active.has("configVersion")).isFalse();
        assertThat(active.at("/access/machines").size()).isEqualTo(2);

        JsonNode changed =
                owner.post("/pods/" + name + "/change", pod(null, 512)).expect(200);
        assertThat(changed.at("/made/version").asInt()).isEqualTo(2);
        assertThat(owner.get("/bookings/" + id).expect(200).path("podVersion").asInt())
                .isEqualTo(1);
        assertThat(owner.get("/pods/" + name + "?version=1")
                        .expect(200)
                        .at("/pod/nodes/0/memoryMiB")
                        .asInt())
                .isEqualTo(256);
        assertThat(owner.get("/pods/" + name + "/versions").expect(200).size()).isEqualTo(2);
        owner.get("/pods/" + name + "/availability").expect(200);

        assertThat(owner.postNothing("/pods/" + name + "/delete")
                        .expect(200)
                        .at("/made/deleted")
                        .asBoolean())
                .isTrue();
        assertThat(names(owner)).doesNotContain(name);
        owner.post("/bookings", "pod", name).refused(404, "UNKNOWN_POD");
        owner.get("/pods/" + name).refused(404, "UNKNOWN_POD");
        assertThat(owner.get("/bookings/" + id).expect(200).path("state").asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    void sharesWithNobodyAProjectOrEverybody() {
        ApiClient owner = booker();
        String friend = aName("friend");
        ApiClient member = caller(friend, Right.VIEW, Right.BOOK);
        ApiClient stranger = booker();
        String name = aName("pod-");
        String project = aName("project-");
        owner.post("/pods", pod(name, 256)).expect(201);
        assertThat(names(member)).contains("pair").doesNotContain(name);

        owner.post("/pods/" + name + "/share", "sharing", "PROJECT", "project", project)
                .refused(404, "UNKNOWN_PROJECT");
        assertThat(owner.post("/projects", "name", project, "members", List.of(friend))
                        .expect(201)
                        .path("members")
                        .size())
                .isEqualTo(2);
        stranger.post("/projects", "name", project).refused(409, "NAME_TAKEN");
        owner.post("/pods/" + name + "/share", "sharing", "PROJECT", "project", project)
                .expect(200);
        assertThat(names(member)).contains(name);
        assertThat(names(stranger)).doesNotContain(name);
        assertThat(member.get("/projects").expect(200).toString()).contains(project);
        assertThat(stranger.get("/projects").expect(200).toString()).doesNotContain(project);
        member.post("/pods/" + name + "/share", "sharing", "PUBLIC").refused(403, "FORBIDDEN");
        member.post("/projects/" + project + "/members", "remove", List.of(friend))
                .expect(200);
        assertThat(names(member)).doesNotContain(name);

        owner.post("/pods/" + name + "/share", "sharing", "PUBLIC").expect(200);
        assertThat(names(stranger)).contains(name);
        stranger.get("/pods/" + name + "/versions").refused(403, "FORBIDDEN");
        JsonNode copy =
                stranger.post("/pods/" + name + "/copy", "name", aName("pod-")).expect(201);
        assertThat(copy.at("/made/sharing").asText()).isEqualTo("PRIVATE");
    }

    @Test
    void makesBooksAndChangesAConfig() {
        ApiClient owner = booker();
        String name = aName("config-");
        JsonNode made = owner.post(
                        "/configs",
                        "name",
                        name,
                        "image",
                        "laas-guest",
                        "images",
                        Map.of("node", "laas-guest"),
                        "cloudInit",
                        Map.of("packages", List.of("git"), "bootcmd", List.of(List.of("echo", 7, true))),
                        "installer",
                        "hello-world",
                        "isos",
                        List.of("tools"))
                .expect(201);
        assertThat(made.at("/config/cloudInit/packages/0").asText()).isEqualTo("git");
        assertThat(made.at("/config/isos/0").asText()).isEqualTo("tools");
        Reply without = owner.post("/configs/" + name + "/change", "image", "laas-guest", "isos", List.of("none"));
        assertThat(without.refused(404, "UNKNOWN_CONFIG"))
                .contains("wants the ISO none, which lab test does not have. ISOs: tools, far-tools.");
        assertThat(without.body().at("/details/field").asText()).isEqualTo("isos");
        Reply taken = booker().post("/configs", "name", name, "image", "laas-guest");
        assertThat(taken.refused(409, "NAME_TAKEN")).contains("Another user's config");
        assertThat(taken.body().at("/details/field").asText()).isEqualTo("name");
        owner.post("/configs/" + name + "/change", "image", "laas-guest", "isos", List.of("tools", "tools"))
                .refused(400, "INVALID");

        JsonNode booked = owner.post("/bookings", "pod", "pair", "config", name, "start", aDay())
                .expect(201);
        assertThat(booked.path("configVersion").asInt()).isEqualTo(1);
        assertThat(booked.has("podVersion")).isFalse();
        assertThat(owner.post("/configs/" + name + "/change", "image", "laas-guest")
                        .expect(200)
                        .at("/made/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(owner.get("/configs/" + name + "?version=1")
                        .expect(200)
                        .at("/config/installer")
                        .asText())
                .isEqualTo("hello-world");
        assertThat(owner.get("/configs/" + name + "/versions").expect(200).size())
                .isEqualTo(2);
        booker().get("/configs/" + name).refused(404, "UNKNOWN_CONFIG");
        owner.post("/configs/" + name + "/share", "sharing", "PUBLIC").expect(200);
        booker().post("/configs/" + name + "/copy", "name", aName("config-")).expect(201);
        owner.postNothing("/configs/" + name + "/delete").expect(200);
        owner.get("/configs/" + name).refused(404, "UNKNOWN_CONFIG");
    }

    @Test
    void saysWhatTheLabCannotGive() {
        ApiClient owner = booker();

        assertThat(owner.post("/pods", pod(aName("pod-"), 200_000)).refused(422, "TOO_LARGE"))
                .contains(
                        "no host of lab test is that large", "big", "137856 MiB memory too few", "1 of the 2 machines");
        assertThat(owner.post(
                                "/pods",
                                "name",
                                aName("pod-"),
                                "nodes",
                                List.of(node("jump", "JUMPHOST", 256)),
                                "networks",
                                List.of(Map.of("name", "admin", "kind", "OVS")))
                        .refused(422, "POLICY"))
                .contains("kind ovs", "lab test gives bridge");
        assertThat(owner.post("/configs", "name", aName("config-"), "image", "none-such")
                        .refused(404, "UNKNOWN_CONFIG"))
                .contains("Images: laas-guest");
        assertThat(owner.post("/pods", pod("pair", 256)).refused(409, "NAME_TAKEN"))
                .contains("lab file");
        owner.post("/pods/pair/change", pod(null, 256)).refused(403, "FORBIDDEN");
        admin().postNothing("/pods/pair/delete").refused(403, "FORBIDDEN");
    }

    @Test
    void saysWhatIsWrongWithAPod() {
        ApiClient owner = booker();

        assertThat(owner.post("/pods").refused(400, "INVALID")).contains("name must be given");
        assertThat(owner.post("/pods", "name", "x").refused(400, "INVALID")).contains("nodes must be given");
        assertThat(owner.post("/pods", pod("<b>Bad</b>", 256)).refused(400, "INVALID"))
                .contains("lower-case");
        assertThat(owner.post("/pods", pod("x", 1)).refused(400, "INVALID")).contains("memory in MiB must be 64");
        assertThat(owner.post("/pods", pod("x", 256, "sharing", "WORLD")).refused(400, "INVALID"))
                .contains("sharing must be one of PRIVATE, PROJECT, PUBLIC");
        assertThat(owner.post("/pods", pod("x", 256, "sharing", "PROJECT")).refused(400, "INVALID"))
                .contains("project must be given");
        assertThat(owner.post("/pods", pod("x", 256, "lab", "mars")).refused(404, "UNKNOWN_LAB"))
                .contains("Labs: test");
        assertThat(owner.post("/pods", "name", "x", "nodes", List.of(Map.of("name", "jump")), "networks", NETWORKS)
                        .refused(400, "INVALID"))
                .contains("cores of node jump must be given");
        assertThat(owner.raw(
                                "POST",
                                "/pods",
                                "application/json",
                                "{\"name\":\"x\",\"nodes\":[null],\"networks\":[null]}")
                        .refused(400, "INVALID"))
                .contains("nodes must be given");
        assertThat(owner.post("/pods/x/change", pod("y", 256)).refused(400, "INVALID"))
                .contains("make a copy");
        assertThat(owner.post("/pods/x/change", pod(null, 256, "sharing", "PUBLIC"))
                        .refused(400, "INVALID"))
                .contains("left out in a change");
        assertThat(owner.get("/pods/pair?version=0").refused(400, "INVALID")).contains("version");
        assertThat(owner.get("/pods?lab=mars").refused(404, "UNKNOWN_LAB")).contains("mars");
        owner.get("/pods/none").refused(404, "UNKNOWN_POD");
    }

    @Test
    void keepsHostileTextAsText() {
        ApiClient owner = booker();
        String name = aName("config-");
        String hostile = "<script>alert(1)</script> ' \" \\ ${x} #{y}";

        owner.post(
                        "/configs",
                        "name",
                        name,
                        "image",
                        "laas-guest",
                        "description",
                        hostile,
                        "cloudInit",
                        Map.of(hostile, hostile))
                .expect(201);

        JsonNode shown = owner.get("/configs/" + name).expect(200);
        assertThat(shown.at("/config/description").asText()).isEqualTo(hostile);
        assertThat(shown.at("/config/cloudInit").path(hostile).asText()).isEqualTo(hostile);
        assertThat(owner.post("/configs", "name", aName("c-"), "image", "laas-guest", "description", "a\nb")
                        .refused(400, "INVALID"))
                .contains("one line");
        assertThat(owner.post(
                                "/configs",
                                "name",
                                aName("c-"),
                                "image",
                                "laas-guest",
                                "cloudInit",
                                Map.of("a", "x".repeat(40_000)))
                        .refused(422, "TOO_LARGE"))
                .contains("32000");
    }
}
