package io.laas.model.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.IsoId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.lab.LabFileResult.Bad;
import io.laas.model.lab.LabFileResult.Good;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Uplink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a lab file without faults becomes, and what happens to files that are hardly lab files. */
class LabFileTest {
    @TempDir
    Path directory;

    @Test
    void readsTheSiteAndItsHosts() {
        Lab lab = small();
        assertThat(lab.id()).hasToString("small");
        assertThat(lab.title()).isEqualTo("Small lab");
        assertThat(lab.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
        Host host = lab.host(new HostId("h1")).orElseThrow();
        assertThat(host.capacity()).isEqualTo(new Capacity(8, 16 * 1024, 1024));
        assertThat(host.accel()).isEqualTo(Accel.TCG);
        assertThat(host.addresses()).isEqualTo(Cidr.parse("10.80.0.0/20"));
    }

    @Test
    void resolvesPathsOfImagesAgainstTheDirectoryOfTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("lab.yaml"), LabFixtures.text("small.yaml"));
        Image image =
                ((Good) LabFile.read(file)).lab().image(new ImageId("guest")).orElseThrow();
        assertThat(image.file())
                .isEqualTo(directory.resolve("images/guest.qcow2").toString());
        assertThat(image.boot().orElseThrow().kernel())
                .isEqualTo(directory.resolve("images/vmlinuz").toString());
        assertThat(image.boot().orElseThrow().initrd()).isEqualTo("/boot/initrd");
        assertThat(image.user()).isEqualTo("laas");
    }

    @Test
    void anImageMayComeFromAWebServerIfItsChecksumIsTold() {
        String sum = "0a".repeat(32);
        Image image = ((Good) withImage("url: 'https://cloud.example.org/d.qcow2?key=x', sha256: " + sum))
                .lab()
                .image(new ImageId("far"))
                .orElseThrow();
        assertThat(image.remote().orElseThrow().url()).isEqualTo("https://cloud.example.org/d.qcow2?key=x");
        assertThat(image.remote().orElseThrow().shown()).isEqualTo("https://cloud.example.org/d.qcow2");
        assertThat(small().image(new ImageId("guest")).orElseThrow().remote()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            url: 'https://cloud.example.org/d.qcow2'                         | image far: a url needs sha256, so that what arrives can be proved
            sha256: SUM                                                       | image far: give either file, which is there already, or url, from which it is fetched
            file: d.qcow2, url: 'https://c.example.org/d', sha256: SUM        | image far: give either file
            file: 'https://c.example.org/d'                                 | a file is a path; give an address as url, with its sha256
            url: 'ftp://c.example.org/d', sha256: SUM                         | url must be a web address such as https://cloud.example.org/debian-12.qcow2, without '#', was 'ftp://c.example.org/d'
            url: 'https:///d', sha256: SUM                                    | url must be a web address
            url: 'https://a:b@c.example.org/d', sha256: SUM                   | url must not contain a user or password; the lab file is no place for secrets
            url: 'https://c.example.org/d#e', sha256: SUM                     | url must be a web address
            url: 'https://c.example.org:65536/d', sha256: SUM               | url must be a web address
            url: 'https://c.example.org/%zz', sha256: SUM                   | url must be a web address
            url: 'https://c.example.org/a b', sha256: SUM                     | url must be a web address
            file: d.qcow2, arch: arm                                          | arch must be one of x86_64, aarch64, riscv64, ppc64le, s390x, was 'arm'
            """)
    void saysWhatIsWrongWithAnAddress(String keys, String problem) {
        Bad bad = (Bad) withImage(keys.replace("SUM", "0a".repeat(32)).strip());
        assertThat(bad.problems()).hasSize(1);
        assertThat(bad.problems().get(0).toString()).contains(problem.strip());
    }

    @Test
    void configsNameIsosOfTheLab() {
        String sum = "0a".repeat(32);
        Lab lab = ((Good) withIsos(
                        "[{name: tools, file: isos/tools.iso, title: Tools}, {name: far, url: 'https://c.example.org/f.iso', sha256: "
                                + sum + "}]",
                        "[far, tools]"))
                .lab();

        assertThat(lab.isos())
                .containsExactly(
                        new Iso(new IsoId("tools"), "/etc/laas/isos/tools.iso", Optional.empty(), "Tools"),
                        new Iso(new IsoId("far"), "https://c.example.org/f.iso", Optional.of(sum), ""));
        assertThat(lab.config(new ConfigId("plain")).orElseThrow().isos())
                .containsExactly(new IsoId("far"), new IsoId("tools"));
        assertThat(small().isos()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [{name: a, url: 'https://c.example.org/a'}]                | [a]             | ISO a: a url needs sha256
            [{name: a, file: a.iso, user: laas}]                       | [a]             | has the unknown key 'user'
            [{name: a}]                                                | [a]             | ISO a: give either file
            [{name: a, file: a.iso}, {name: a, file: b.iso}]           | [a]             | has the name 'a', which the ISO on line
            [{name: a, file: a.iso}]                                   | [b]             | names the ISO 'b', which the lab does not have
            [{name: a, file: a.iso}]                                   | [a, a]          | config plain: isos must name each ISO once
            [{name: a, file: a}, {name: b, file: a}, {name: c, file: a}, {name: d, file: a}, {name: e, file: a}] | [a, b, c, d, e] | config plain: isos must be at most 4, were 5
            """)
    void saysWhatIsWrongWithIsos(String isos, String named, String problem) {
        Bad bad = (Bad) withIsos(isos.strip(), named.strip());
        assertThat(bad.problems().get(0).toString()).contains(problem.strip());
    }

    private static LabFileResult withIsos(String isos, String named) {
        return LabFixtures.parse(LabFixtures.text("small.yaml")
                .replace("pods:\n  - name: pair", "isos: " + isos + "\npods:\n  - name: pair")
                .replace("    image: guest\n    images:", "    image: guest\n    isos: " + named + "\n    images:"));
    }

    @Test
    void anImageIsForX86UnlessItSaysOtherwise() {
        assertThat(small().image(new ImageId("guest")).orElseThrow().arch()).isEqualTo(Arch.X86_64);
        Image far = ((Good) withImage("file: d.qcow2, arch: aarch64"))
                .lab()
                .image(new ImageId("far"))
                .orElseThrow();
        assertThat(far.arch()).isEqualTo(Arch.AARCH64);
    }

    @Test
    void unusedImagesAreKeptForWhatThePolicySays() {
        assertThat(small().policy().keepUnusedImages()).isEmpty();
        assertThat(withPolicy("keep-unused-images: 14d"))
                .isInstanceOfSatisfying(
                        Good.class,
                        good -> assertThat(good.lab().policy().keepUnusedImages())
                                .contains(Duration.ofDays(14)));
        assertThat(withPolicy("keep-unused-images: 5m"))
                .isInstanceOfSatisfying(
                        Bad.class,
                        bad -> assertThat(bad.problems())
                                .singleElement()
                                .asString()
                                .contains("keep-unused-images must be 1h to", "was 5m"));
    }

    @Test
    void peopleAreKnownForAsLongAsThePolicySays() {
        assertThat(small().policy().forgetPeople()).isEmpty();
        assertThat(withPolicy("forget-people: 365d"))
                .isInstanceOfSatisfying(
                        Good.class,
                        good -> assertThat(good.lab().policy().forgetPeople()).contains(Duration.ofDays(365)));
        assertThat(withPolicy("forget-people: 29d"))
                .isInstanceOfSatisfying(
                        Bad.class,
                        bad -> assertThat(bad.problems())
                                .singleElement()
                                .asString()
                                .contains("forget-people must be 30d to 3650d, was 29d"));
    }

    private static LabFileResult withPolicy(String keys) {
        return LabFixtures.parse(LabFixtures.text("small.yaml").replace("policy:\n", "policy:\n  " + keys + "\n"));
    }

    private static LabFileResult withImage(String keys) {
        return LabFixtures.parse(LabFixtures.text("small.yaml")
                .replace(
                        "images:\n  - name: guest",
                        "images:\n  - {name: far, user: laas, " + keys + "}\n  - name: guest"));
    }

    @Test
    void unfoldsCountedMachines() {
        Pod pod = small().pod(new PodId("pair")).orElseThrow();
        assertThat(pod.nodes()).extracting(NodeSpec::name).containsExactly("jump", "node1", "node2");
        assertThat(pod.nodes())
                .extracting(NodeSpec::role)
                .containsExactly(NodeRole.JUMPHOST, NodeRole.COMPUTE, NodeRole.COMPUTE);
        assertThat(pod.jumpHost().nics())
                .extracting(n -> n.name() + "=" + n.network())
                .containsExactly("nic1=admin", "nic2=data");
        assertThat(pod.network("data").kind()).isEqualTo(NetworkKind.OVS);
        assertThat(pod.network("data").vlan()).hasValue(7);
        assertThat(pod.network("admin").addressing()).isEqualTo(Addressing.DHCP);
        assertThat(pod.network("admin").uplink()).isEqualTo(Uplink.NONE);
        assertThat(pod.demand()).isEqualTo(new Capacity(5, 2560, 50));
    }

    @Test
    void readsWhichBookingsNeedApproval() {
        assertThat(small().policy().approval()).isEmpty();
        String rules = "  approval: {longer-than: 1d, pods-above: 2, pods: [pair], outside: [nfv], approvers: [carol],"
                + " approver-projects: [leads], within: 4h, holds: no}\n";
        assertThat(good(LabFixtures.text("small.yaml") + rules).policy().approval())
                .contains(new Approval(
                        Optional.of(Duration.ofDays(1)),
                        Optional.of(2),
                        List.of(new PodId("pair")),
                        List.of("nfv"),
                        List.of(new UserId("carol")),
                        List.of("leads"),
                        Duration.ofHours(4),
                        false));
    }

    @Test
    void readsWhoMayBook() {
        assertThat(small().policy().access()).isEmpty();
        String rules = "  access: {people: [carol, laas-pipelines], projects: [nfv], groups: ['NFV <team> & co']}\n";
        assertThat(good(LabFixtures.text("small.yaml") + rules).policy().access())
                .contains(new LabAccess(
                        List.of(new UserId("carol"), new UserId("laas-pipelines")),
                        List.of("nfv"),
                        List.of("NFV <team> & co")));
    }

    @Test
    void readsWhoGoesBeforeWhomInTheQueue() {
        assertThat(small().policy().headStart()).isEqualTo(HeadStart.NONE);
        String rules = "  head-start: {people: 1h, projects: {nfv: 4h}}\n";
        assertThat(good(LabFixtures.text("small.yaml") + rules).policy().headStart())
                .isEqualTo(new HeadStart(Duration.ofHours(1), Duration.ZERO, Map.of("nfv", Duration.ofHours(4))));
    }

    @Test
    void readsWhenIdlePodsAreTakenBack() {
        assertThat(small().policy().idle()).isEmpty();
        String text = LabFixtures.text("small.yaml");
        assertThat(good(text + "  idle: {after: 8h}\n").policy().idle())
                .contains(new IdlePolicy(Duration.ofHours(8), Duration.ofHours(2), 25, 1000));
        assertThat(good(text + "  idle: {after: 10m, grace: 30d, cpu: 100, traffic: 1}\n")
                        .policy()
                        .idle())
                .contains(new IdlePolicy(Duration.ofMinutes(10), Duration.ofDays(30), 100, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "grace: 1h, must have the key 'after'",
        "after: 9m, after must be 10m to 30d",
        "after: 1h$ grace: 31d, grace must be 10m to 30d",
        "after: 1h$ cpu: 0, cpu must be 1 to 100",
        "after: 1h$ traffic: 0, traffic must be 1 to 1000000000",
        "after: 1h$ load: 3, has the unknown key 'load'"
    })
    void saysWhatIsWrongWithTheRuleForIdlePods(String rule, String problem) {
        String text = LabFixtures.text("small.yaml") + "  idle: {" + rule.replace('$', ',') + "}\n";
        LabFileResult result = LabFile.parse(text, "lab.yaml", Path.of("/labs"));
        assertThat(((LabFileResult.Bad) result).problems().toString()).contains(problem);
    }

    @Test
    void keepsCloudInitAsItIsWritten() {
        var config = small().config(new ConfigId("plain")).orElseThrow();
        assertThat(config.cloudInit())
                .containsExactly(
                        Map.entry("package_update", false),
                        Map.entry("write_files", List.of(Map.of("path", "/etc/x", "content", "hello", "defer", true))));
        assertThat(config.images()).containsOnlyKeys("jumphost", "node2");
        assertThat(config.installer()).contains("hello-world");
    }

    @Test
    void readsStaticVpods() {
        StaticVpod vpod = small().vpod(new VpodId("vpod1")).orElseThrow();
        assertThat(vpod)
                .isEqualTo(new StaticVpod(
                        new VpodId("vpod1"), new HostId("h1"), new PodId("pair"), new ConfigId("plain")));
    }

    @Test
    void takesDefaultsForWhatPolicyLeavesOut() {
        Policy policy = small().policy();
        assertThat(policy.defaultLength()).isEqualTo(Duration.ofMinutes(90));
        assertThat(policy.maxLength()).isEqualTo(Duration.ofDays(2));
        assertThat(policy.reminders()).containsExactly(Duration.ofHours(1), Duration.ofMinutes(5));
        assertThat(policy.maxActive()).isEqualTo(5);
        assertThat(policy.maxFuture()).isEqualTo(Policy.DEFAULT.maxFuture());
        assertThat(policy.cleaning()).isEqualTo(Policy.DEFAULT.cleaning());
    }

    @Test
    void allowsAnchorsAndAliases() {
        String text = LabFixtures.text("small.yaml")
                .replace("networks: [admin, data]}", "networks: &both [admin, data]}")
                .replace("networks: [data]}", "networks: *both}");
        Pod pod = good(text).pod(new PodId("pair")).orElseThrow();
        assertThat(pod.nodes()).allSatisfy(n -> assertThat(n.nics()).hasSize(2));
    }

    @Test
    void reportsAllProblemsAtOnceInTheOrderOfTheFile() {
        assertThat(LabFixtures.problems(LabFixtures.text("hopeless.yaml")))
                .containsExactly(LabFixtures.text("hopeless.txt").strip().split("\n"));
    }

    @Test
    void saysThatAFileDoesNotExist() {
        Path missing = directory.resolve("none.yaml");
        assertThat(((Bad) LabFile.read(missing)).problems())
                .singleElement()
                .hasToString("none.yaml: the lab file does not exist: " + missing + "; check the path");
    }

    @Test
    void saysThatADirectoryIsNoFile() {
        assertThat(((Bad) LabFile.read(directory)).problems())
                .singleElement()
                .asString()
                .contains("the lab file cannot be read");
    }

    @Test
    void refusesOtherEncodings() throws IOException {
        Path file = Files.write(directory.resolve("lab.yaml"), "title: é".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(((Bad) LabFile.read(file)).problems())
                .singleElement()
                .hasToString("lab.yaml: the lab file must be UTF-8 text; save it again with that encoding");
    }

    @Test
    void refusesEnormousFiles() throws IOException {
        Path file = Files.writeString(directory.resolve("lab.yaml"), "#".repeat((1 << 20) + 1));
        assertThat(((Bad) LabFile.read(file)).problems())
                .singleElement()
                .hasToString("lab.yaml: the lab file must be at most 1 MiB long; split the lab into several files");
    }

    @Test
    void refusesASmallFileThatUnfoldsToAnEnormousOne() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("      a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }
        String text = LabFixtures.text("small.yaml")
                .replace("package_update: false", bomb.toString().strip());
        assertThat(LabFixtures.problems(text)).isNotEmpty().allMatch(p -> p.contains("unfolds to too m"));
    }

    @Test
    void refusesAValueThatContainsItself() {
        String text = LabFixtures.text("small.yaml").replace("package_update: false", "loop: &loop [*loop]");
        assertThat(LabFixtures.problems(text)).singleElement().asString().contains("unfolds to too much");
    }

    @Test
    void endsAfterAHundredProblems() {
        String many = LabFixtures.text("small.yaml").replace("policy:\n", "policy:\n" + "  nonsense: 1\n".repeat(500));
        assertThat(LabFixtures.problems(many)).hasSizeLessThanOrEqualTo(100);
    }

    private static Lab small() {
        return good(LabFixtures.text("small.yaml"));
    }

    private static Lab good(String text) {
        return ((Good) LabFixtures.parse(text)).lab();
    }
}
