package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A lab that says who may book there, over HTTP. */
public abstract class AccessContract extends ApiContract {
    private static final String FILE = """
            lab: {name: %1$s, title: Lab %1$s, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: %1$s-h1, uri: 'qemu:///system', cores: 8, memory: 16G, disk: 1T, storage: /var/lib/laas/pool, addresses: 10.90.0.0/16}
            images:
              - {name: guest, file: guest.qcow2, os: debian-12, user: laas}
            pods:
              - name: %1$s-pod
                networks: [{name: admin, addressing: dhcp}]
                machines: [{name: jump, role: jumphost, cores: 1, memory: 1G, disk: 10G, networks: [admin]}]
            configs:
              - {name: plain, image: guest}
            policy: {approval: {pods: [%1$s-pod]}, access: {people: [%2$s], groups: ['<b>team</b>']}}
            """;

    /** A lab elsewhere, whose only pod needs approval, so that nothing has to be built. */
    private final class Closed {
        private final String lab = aName("closed");
        private final String pod = lab + "-pod";
        private final String keeper = "worker-of-" + lab;

        Closed to(String user) {
            admin().post("/remote-labs", "lab", lab, "user", keeper).expect(201);
            return publish(user);
        }

        Closed publish(String user) {
            caller(keeper, Right.SERVE_LAB)
                    .post("/lab/publish", "file", FILE.formatted(lab, user), "directory", "/labs")
                    .expect(200);
            return this;
        }

        String sentence(String user) {
            return "Lab %s lets only certain people book, and %s is not one of them. Book in another lab, or ask ops@example.org."
                    .formatted(lab, user);
        }

        JsonNode pod(ApiClient reader) {
            JsonNode pods = reader.get("/pods").expect(200);
            return StreamSupport.stream(pods.spliterator(), false)
                    .filter(p -> p.at("/pod/id").asText().equals(pod))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void tellsEverybodyWhetherTheyMayBookAndAdminsWhoMay() {
        String friend = aName("friend");
        String stranger = aName("stranger");
        Closed closed = new Closed().to(friend);

        JsonNode theirs = caller(friend, Right.VIEW, Right.BOOK)
                .get("/labs/" + closed.lab)
                .expect(200);
        assertThat(theirs.path("mayBook").asBoolean()).isTrue();
        assertThat(theirs.has("whyNot")).isFalse();

        JsonNode shut = caller(stranger, Right.VIEW, Right.BOOK)
                .get("/labs/" + closed.lab)
                .expect(200);
        assertThat(shut.path("mayBook").asBoolean()).isFalse();
        assertThat(shut.path("whyNot").asText()).isEqualTo(closed.sentence(stranger));
        assertThat(shut.toString()).doesNotContain("team", "\"access\"", friend);

        assertThat(somebody(Right.VIEW).get("/labs/" + closed.lab).text("whyNot"))
                .isEqualTo("Booking needs the right BOOK. Ask an admin of the lab.");

        JsonNode whole = admin().get("/labs/" + closed.lab).expect(200);
        assertThat(whole.path("mayBook").asBoolean()).isTrue();
        assertThat(whole.at("/access/people/0").asText()).isEqualTo(friend);
        assertThat(whole.at("/access/groups/0").asText()).isEqualTo("<b>team</b>");
        JsonNode open = admin().get("/labs/test").expect(200);
        assertThat(open.path("mayBook").asBoolean()).isTrue();
        assertThat(open.has("access")).isFalse();
    }

    @Test
    void refusesEveryWayToABooking() {
        String friend = aName("friend");
        String stranger = aName("stranger");
        Closed closed = new Closed().to(friend);
        ApiClient shut = caller(stranger, Right.VIEW, Right.BOOK);
        ApiClient let = caller(friend, Right.VIEW, Right.BOOK);

        assertThat(closed.pod(shut).path("closed").asBoolean()).isTrue();
        assertThat(closed.pod(shut).path("freeNow").asBoolean()).isFalse();
        assertThat(closed.pod(let).path("closed").asBoolean()).isFalse();
        assertThat(shut.get("/pods/" + closed.pod + "/availability").refused(403, "FORBIDDEN"))
                .isEqualTo(closed.sentence(stranger));
        assertThat(shut.post("/bookings", "pod", closed.pod, "length", "PT1H").refused(403, "FORBIDDEN"))
                .isEqualTo(closed.sentence(stranger));
        assertThat(shut.post("/bookings", "pod", closed.pod, "length", "PT1H", "mayWait", true)
                        .refused(403, "FORBIDDEN"))
                .isEqualTo(closed.sentence(stranger));
        assertThat(shut.post(
                                "/bookings/together",
                                "pods",
                                List.of(Map.of("pod", closed.pod, "count", 2)),
                                "length",
                                "PT1H")
                        .refused(403, "FORBIDDEN"))
                .isEqualTo(closed.sentence(stranger));
        assertThat(admin().post("/bookings", "pod", closed.pod, "length", "PT1H", "owner", stranger)
                        .refused(403, "FORBIDDEN"))
                .isEqualTo(closed.sentence(stranger));

        String asked = let.post("/bookings", "pod", closed.pod, "length", "PT1H", "mayWait", true)
                .expect(202)
                .path("id")
                .asText();
        assertThat(let.post("/bookings/" + asked + "/hand-over", "to", stranger).refused(403, "FORBIDDEN"))
                .isEqualTo(closed.sentence(stranger));

        closed.publish(stranger);
        assertThat(admin().post("/bookings/" + asked + "/approve").refused(403, "FORBIDDEN"))
                .isEqualTo(closed.sentence(friend));
        assertThat(let.get("/bookings/" + asked).expect(200).path("state").asText())
                .isEqualTo("REQUESTED");
    }
}
