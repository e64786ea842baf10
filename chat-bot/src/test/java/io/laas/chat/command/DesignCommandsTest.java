package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import io.laas.model.ConfigId;
import io.laas.model.ImageId;
import io.laas.model.pod.Config;
import io.laas.model.pod.Pod;
import io.laas.model.wire.ConfigJson;
import io.laas.model.wire.CopyJson;
import io.laas.model.wire.MadeJson;
import io.laas.model.wire.MembersJson;
import io.laas.model.wire.NewConfigJson;
import io.laas.model.wire.NewNodeJson;
import io.laas.model.wire.NewPodJson;
import io.laas.model.wire.NewProjectJson;
import io.laas.model.wire.PodJson;
import io.laas.model.wire.ProjectJson;
import io.laas.model.wire.SharingJson;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods, configs and projects of users. */
class DesignCommandsTest {
    private static final MadeJson MADE = new MadeJson("alice", "PROJECT", "nfv", 3, Samples.START, false);

    private final FakeLaas server = new FakeLaas();
    private final LaasClient client = server.client();
    private final CommandRouter router = new CommandRouter(
            Commands.all(new Server(c -> client, InstantSource.fixed(Samples.START))),
            InstantSource.fixed(Samples.START));
    private final Pod pod = Samples.pod("mine", true).pod();

    @AfterEach
    void close() {
        server.close();
    }

    @BeforeEach
    void answers() {
        PodJson mine = new PodJson("lab1", pod, pod.demand(), true, false, MADE);
        server.on("GET /pods/mine", mine)
                .on("GET /pods/mine/versions", List.of(mine))
                .on("POST /pods/mine/copy", mine)
                .on("POST /pods/mine/change", mine)
                .on("POST /pods/mine/share", mine)
                .on("POST /pods/mine/delete", mine);
        Config config = new Config(
                new ConfigId("own"),
                "With git",
                new ImageId("debian"),
                Map.of("jumphost", new ImageId("ubuntu")),
                Map.of("packages", List.of("git")),
                Optional.of("hello-world"));
        ConfigJson own = new ConfigJson("lab1", config, MADE);
        server.on("GET /configs", List.of(own, new ConfigJson("lab1", config, null)))
                .on("GET /configs/own", own)
                .on("GET /configs/own/versions", List.of(own))
                .on("POST /configs/own/copy", own)
                .on("POST /configs/own/change", own)
                .on("POST /configs/own/share", own)
                .on("POST /configs/own/delete", own);
    }

    private Reply reply(String line) {
        Answer answer =
                router.route(line, new Caller(Channel.CONSOLE, Optional.empty(), ZoneId.of("Europe/Paris")), "id-1");
        assertThat(answer).as(line).isInstanceOf(Reply.class);
        return (Reply) answer;
    }

    private <T> T sent(String path, Class<T> type) {
        return server.asked("POST", path).get(0).json(type);
    }

    @Test
    void showsAPodWithItsMachinesAndItsOwner() {
        assertThat(reply("pod show mine").text())
                .contains("mine", "alice's, shared with project nfv, version 3", "jump | jumphost | 4 | 8192 MiB");
        reply("pod show mine version 2 lab lab1");
        assertThat(server.asked("GET", "/pods/mine").get(1).query()).isEqualTo("lab=lab1&version=2");
        assertThat(reply("pod show mine version two").text()).contains("'two' is not a version");
    }

    @Test
    void saysWhosePodsAreThatCanBeBooked() {
        server.on("GET /pods", List.of(new PodJson("lab1", pod, pod.demand(), true, false, MADE)));
        assertThat(reply("pods").text()).contains("Jump host and five nodes (by alice)");
    }

    @Test
    void copiesAPodUnderAnotherName() {
        assertThat(reply("pod copy mine as yours to lab2").text()).contains("is a copy of mine");
        assertThat(sent("/pods/mine/copy", CopyJson.class)).isEqualTo(new CopyJson("yours", "lab2"));
        assertThat(reply("pod copy mine").text()).contains("name of the copy is needed", "Form: pod [show|copy|");
    }

    @Test
    void changesTheSizeOfAllMachinesOrOfOne() {
        assertThat(reply("pod change mine memory 4G cores 2").text())
                .contains("The pod mine has version 3 now; bookings keep the version they were made with.");
        NewPodJson all = sent("/pods/mine/change", NewPodJson.class);
        assertThat(all.name()).isNull();
        assertThat(all.nodes()).hasSize(6).allMatch(n -> n.memoryMiB() == 4096 && n.cores() == 2);
        assertThat(all.networks()).hasSize(pod.networks().size());

        reply("pod change mine machine node2 disk 7G");
        NewPodJson one = server.asked("POST", "/pods/mine/change").get(1).json(NewPodJson.class);
        assertThat(one.nodes())
                .filteredOn(n -> n.diskGiB() == 7)
                .extracting(NewNodeJson::name)
                .containsExactly("node2");
    }

    @Test
    void changesHowManyMachinesThereAre() {
        reply("pod change mine machines 2");
        reply("pod change mine machines 8");

        assertThat(sent("/pods/mine/change", NewPodJson.class).nodes())
                .extracting(NewNodeJson::name)
                .containsExactly("jump", "node1");
        NewPodJson more = server.asked("POST", "/pods/mine/change").get(1).json(NewPodJson.class);
        assertThat(more.nodes()).extracting(NewNodeJson::name).hasSize(8).contains("node6", "node7");
        assertThat(more.nodes().get(7).nics()).isEqualTo(more.nodes().get(5).nics());
    }

    @Test
    void saysWhatIsWrongWithAChangeOfAPod() {
        assertThat(reply("pod change mine").text()).contains("Say what changes");
        assertThat(reply("pod change mine memory lots").text()).contains("512M or 8G, was 'lots'");
        assertThat(reply("pod change mine cores 0").text()).contains("cores must be a whole number from 1");
        assertThat(reply("pod change mine machine nodeX cores 2").text())
                .contains("Pod mine has no machine nodeX. Machines: jump, node1");
        assertThat(reply("pod change").text()).contains("After 'change' the name of the pod is missing");
        assertThat(server.asked("POST", "/pods/mine/change")).isEmpty();
    }

    @Test
    void sharesWithNobodyEverybodyOrAProject() {
        assertThat(reply("pod share mine with nfv").text()).contains("mine is now shared with project nfv.");
        reply("pod share mine with everybody");
        reply("config share own with nobody");

        assertThat(sent("/pods/mine/share", SharingJson.class)).isEqualTo(new SharingJson("PROJECT", "nfv"));
        assertThat(server.asked("POST", "/pods/mine/share").get(1).json(SharingJson.class))
                .isEqualTo(new SharingJson("PUBLIC", null));
        assertThat(sent("/configs/own/share", SharingJson.class)).isEqualTo(new SharingJson("PRIVATE", null));
        assertThat(reply("pod share mine").text()).contains("nobody, everybody, or the name of a project");
    }

    @Test
    void asksBeforeItDeletes() {
        Reply asked = reply("pod delete mine lab lab1");
        assertThat(asked.outcome()).isEqualTo(Outcome.ASKS);
        assertThat(asked.text()).contains("bookings that use it keep it", "pod delete mine lab lab1 --yes");
        assertThat(server.asked("POST", "/pods/mine/delete")).isEmpty();

        assertThat(reply("pod delete mine --yes").text()).contains("The pod mine is deleted.");
        assertThat(reply("config delete own --yes").text()).contains("The config own is deleted.");
    }

    @Test
    void listsVersionsInTheReadersZone() {
        assertThat(reply("pod versions mine").text()).contains("3 | ").contains("16:30");
        assertThat(reply("config versions own").text()).contains("3 | ");
    }

    @Test
    void listsAndShowsConfigs() {
        assertThat(reply("config").text())
                .contains("own | lab1 | debian | alice's, shared with project nfv, version 3", "the lab lab1's own");
        assertThat(reply("config show own").text())
                .contains("Cloud-init: packages", "Other images: jumphost ubuntu", "Installer: hello-world");
    }

    @Test
    void changesTheImageOfAllMachinesOrOfOneRole() {
        reply("config change own image fedora");
        reply("config change own machine node3 image centos");

        NewConfigJson all = sent("/configs/own/change", NewConfigJson.class);
        assertThat(all.image()).isEqualTo("fedora");
        assertThat(all.images()).isEqualTo(Map.of("jumphost", "ubuntu"));
        assertThat(all.cloudInit()).containsKey("packages");
        assertThat(all.installer()).isEqualTo("hello-world");
        NewConfigJson one = server.asked("POST", "/configs/own/change").get(1).json(NewConfigJson.class);
        assertThat(one.image()).isEqualTo("debian");
        assertThat(one.images()).isEqualTo(Map.of("jumphost", "ubuntu", "node3", "centos"));
        reply("config change own iso tools");
        NewConfigJson disc = server.asked("POST", "/configs/own/change").get(2).json(NewConfigJson.class);
        assertThat(disc.isos()).containsExactly("tools");
        assertThat(disc.image()).isEqualTo("debian");
        assertThat(reply("config change own").text()).contains("image, installer or iso");
    }

    @Test
    void passesOnWhyTheServerRefuses() {
        server.on("POST /pods/mine/change", a -> Said.error(422, "TOO_LARGE", "Host h1 comes closest."));
        Reply refused = reply("pod change mine cores 99");
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.text()).contains("Host h1 comes closest.");
    }

    @Test
    void makesAndChangesProjects() {
        ProjectJson nfv = new ProjectJson("nfv", "alice", List.of("alice", "bob"), Samples.START);
        server.on("GET /projects", List.of(nfv))
                .on("POST /projects", a -> new Said(201, nfv))
                .on("POST /projects/nfv/members", nfv);

        assertThat(reply("project").text()).contains("nfv | alice | alice, bob");
        assertThat(reply("project make nfv with @bob").text()).contains("In project nfv: alice, bob");
        assertThat(sent("/projects", NewProjectJson.class)).isEqualTo(new NewProjectJson("nfv", List.of("bob")));
        reply("project change nfv with @carol without bob");
        assertThat(sent("/projects/nfv/members", MembersJson.class))
                .isEqualTo(new MembersJson(List.of("carol"), List.of("bob")));
        assertThat(reply("project change nfv").text()).contains("Say who comes");
        assertThat(reply("project make").text()).contains("name of the project is missing");
    }
}
