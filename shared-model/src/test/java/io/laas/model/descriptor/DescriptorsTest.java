package io.laas.model.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.laas.model.layout.NicLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.PodDetails;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Pods;
import io.laas.model.pod.Uplink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class DescriptorsTest {
    private static final VpodPlan PHAROS = DescribedPods.plan(Pods.pharos());

    /** Reads as installers do: YAML 1.1 with numbers in base 8, 16 and 60. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String yaml) {
        return (Map<String, Object>) new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    private static Map<String, Object> pdf(VpodPlan plan) {
        return read(Descriptors.of(plan).pdf(Profile.PHAROS_STRICT));
    }

    private static Map<String, Object> idf(VpodPlan plan) {
        return read(Descriptors.of(plan).idf(Profile.PHAROS_STRICT));
    }

    /** Returns the value at a path such as {@code nodes.0.name}. */
    private static Object at(Object tree, String path) {
        Object value = tree;
        for (String step : path.split("\\.")) {
            value = value instanceof List<?> list ? list.get(Integer.parseInt(step)) : ((Map<?, ?>) value).get(step);
        }
        return value;
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void textsOfTheDefaultPodAreAsTheyAreKept(Profile profile) throws Exception {
        Descriptors made = Descriptors.of(PHAROS);

        assertThat(made.pdf(profile)).isEqualTo(kept(profile.word() + "-pdf.yaml"));
        assertThat(made.idf(profile)).isEqualTo(kept(profile.word() + "-idf.yaml"));
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void remarksAreCommentsThatChangeNothing(Profile profile) {
        Descriptors plain = Descriptors.of(PHAROS);
        Descriptors remarking = plain.remarking(List.of("a plan", "two\nversion: 2.0"));

        assertThat(remarking.pdf(profile)).startsWith("---\n# a plan\n# two version: 2.0\n");
        assertThat(read(remarking.pdf(profile))).isEqualTo(read(plain.pdf(profile)));
        assertThat(read(remarking.idf(profile))).isEqualTo(read(plain.idf(profile)));
    }

    private static String kept(String name) throws Exception {
        try (var in = DescriptorsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomPodsKeepTheRulesOfTheSchemas(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            VpodPlan plan = DescribedPods.plan(DescribedPods.random(random));
            assertThat(PharosRules.brokenByPdf(pdf(plan))).as(plan::toString).isEmpty();
            assertThat(PharosRules.brokenByIdf(idf(plan))).as(plan::toString).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void cardsHaveTheMacAndTheAddressTheirMachinesGet(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            VpodPlan plan = DescribedPods.plan(DescribedPods.random(random));
            Set<String> built = new TreeSet<>();
            VpodLayout layout = VpodLayout.of(plan);
            layout.machines().forEach(m -> m.nics().forEach(nic -> built.add(card(m.name(), nic, layout))));
            assertThat(described(pdf(plan))).isEqualTo(built);
        }
    }

    private static String card(String machine, NicLayout nic, VpodLayout layout) {
        String address = nic.address()
                .map(a -> a + "/"
                        + layout.network(nic.network()).subnet().orElseThrow().prefix())
                .orElse("none");
        return machine + " " + nic.mac() + " " + address;
    }

    private static Set<String> described(Map<String, Object> pdf) {
        List<Object> machines = new ArrayList<>((List<?>) pdf.get("nodes"));
        machines.add(pdf.get("jumphost"));
        Set<String> cards = new TreeSet<>();
        machines.forEach(m -> ((List<?>) at(m, "interfaces"))
                .forEach(nic -> cards.add(at(m, "name") + " " + at(nic, "mac_address") + " "
                        + Optional.ofNullable(at(nic, "address")).orElse("none"))));
        return cards;
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"XCI", "KUBEREF"})
    void otherDialectsHaveAPlainAddressOnEveryCard(Profile profile) {
        Random random = new Random(21);
        for (int i = 0; i < 200; i++) {
            VpodPlan plan = DescribedPods.plan(DescribedPods.random(random));
            Object pdf = read(Descriptors.of(plan).pdf(profile));
            Object networks = at(read(Descriptors.of(plan).idf(profile)), "idf.net_config");
            for (Object node : (List<?>) at(pdf, "nodes")) {
                for (Object nic : (List<?>) at(node, "interfaces")) {
                    assertThat((String) at(nic, "address")).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
                    assertThat(at(nic, "vlan")).isEqualTo("native");
                }
            }
            ((Map<?, ?>) networks)
                    .values()
                    .forEach(n -> assertThat(((Map<?, ?>) n).keySet().stream().map(String::valueOf))
                            .contains("interface", "network", "mask"));
        }
    }

    @Test
    void versionsAreNumbersWithAFraction() {
        assertThat(Descriptors.of(PHAROS).pdf(Profile.PHAROS_STRICT)).startsWith("---\nversion: 1.0\n");
        assertThat(Descriptors.of(PHAROS).idf(Profile.PHAROS_STRICT)).startsWith("---\nidf:\n  version: 0.1\n");
    }

    /** Pharos' check script takes adapters from this one line. */
    @Test
    void installersStandOnOneLine() {
        assertThat(Descriptors.of(PHAROS).idf(Profile.PHAROS_STRICT))
                .contains("\n  installer: [apex, compass4nfv, daisy, fuel, joid, osa, kubespray]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4, ''",
        "1, 4, daisy fuel osa kubespray",
        "4, 4, daisy fuel osa kubespray",
        "5, 1, apex daisy fuel osa kubespray",
        "5, 3, apex compass4nfv daisy fuel osa kubespray",
        "8, 4, apex compass4nfv daisy fuel joid osa kubespray"
    })
    void namesOnlyInstallersWhoseTemplatesFindWhatTheyLookFor(int nodes, int networks, String installers) {
        Pod pod = Pods.of("p", nodes, Pods.pharos().networks().subList(0, networks));

        List<?> named = (List<?>) at(idf(DescribedPods.plan(pod)), "idf.installer");

        assertThat(String.join(" ", named.stream().map(String::valueOf).toList()))
                .isEqualTo(installers);
    }

    @Test
    void smallSubnetsAreTooSmallForFuel() {
        Pod pod = Pods.of("p", 5, List.of(Pods.network("admin", "172.16.0.0/26")));

        assertThat(String.valueOf(at(idf(DescribedPods.plan(pod)), "idf.installer")))
                .doesNotContain("fuel");
    }

    /** PyYAML takes {@code 52:54:00:01:00:01} for a number in base 60 where it is not quoted. */
    @Test
    void everyMacAddressIsQuoted() {
        for (Profile profile : Profile.values()) {
            assertThat(Descriptors.of(PHAROS).pdf(profile).lines().filter(l -> l.contains("mac_address")))
                    .isNotEmpty()
                    .allMatch(l -> l.matches(" +mac_address: '52:54(:[0-9a-f]{2}){4}'"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "010",
                "0x1f",
                "1_000",
                "190:20:30",
                "1e3",
                "1.5",
                ".5",
                "0b11",
                "0o7",
                "yes",
                "No",
                "on",
                "off",
                "y",
                "null",
                "~",
                "",
                "true",
                "2026-03-01",
                "=",
                "<<",
                "- a",
                "a: b",
                "a #b",
                "'",
                "\"",
                "&a",
                "*a",
                "!!int 3",
                "%d",
                "@x",
                "`x",
                "{a: 1}",
                "[1]",
                "|",
                ">",
                "?",
                "é",
                "\u2028",
                "\ud83d\ude00",
                "a\tb",
                "---",
                "..."
            })
    void textsStayTheTextsTheyAre(String text) {
        Map<String, Object> tree =
                Map.of("key", text, "list", List.of(text), "flow", new YamlText.Inline(List.of(text)));

        assertThat(read(YamlText.of(tree)))
                .isEqualTo(Map.of("key", text, "list", List.of(text), "flow", List.of(text)));
    }

    @Test
    void namesOfPeopleAndSystemsCannotChangeTheDocument() {
        String hostile = "x\nversion: 2\n---\n'\"]}{[ !!python/object:os.system <b> ${jndi} %s \u0000 \u0085 *a &b";
        PodDetails details = new PodDetails("bob@evil.example", hostile, hostile, hostile, hostile);
        VpodPlan plan = DescribedPods.plan(Pods.pharos(), details, "qemu:///system", hostile);

        Map<String, Object> pdf = pdf(plan);

        assertThat(PharosRules.brokenByPdf(pdf)).isEmpty();
        assertThat(pdf.get("version")).isEqualTo(1.0);
        assertThat((String) at(pdf, "details.lab"))
                .startsWith("x version: 2 --- '\"]}{[ !!python/object:os.system <b>");
        assertThat((String) at(pdf, "nodes.4.os")).startsWith("x version: 2");
        assertThat(at(pdf, "details.contact")).isEqualTo("bob@evil.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alice | lab@example.org | lab@example.org",
                "alice | Ann <ann@example.org>; bob@example.org or #lab | ann@example.org, bob@example.org",
                "alice@example.org | #lab on Slack | alice@example.org",
                "alice | '' | nobody@laas.invalid",
                "a@b | @ | nobody@laas.invalid"
            })
    void contactIsAnEMailAddress(String owner, String contact, String shown) {
        PodDetails details = new PodDetails(owner, contact, "", "", "");
        Map<String, Object> pdf = pdf(DescribedPods.plan(Pods.pharos(), details, "qemu:///system", ""));

        assertThat(at(pdf, "details.contact")).isEqualTo(shown);
        assertThat(PharosRules.brokenByPdf(pdf)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "qemu:///system, qemu:///system",
        "qemu+ssh://root@h1/system?keyfile=/secret/key&no_verify=1, qemu+ssh://h1/system",
        "qemu+unix:///system?socket=/run/x, qemu+unix:///system",
        "qemu+tls://h1:16514/system?pkipath=/secret, qemu+tls://h1:16514/system"
    })
    void managementTellsTheHypervisorButNoSecretOfIt(String uri, String shown) {
        VpodPlan plan = DescribedPods.plan(Pods.pharos(), DescribedPods.DETAILS, uri, "");
        for (Profile profile : Profile.values()) {
            Object management = at(read(Descriptors.of(plan).pdf(profile)), "nodes.0.remote_management");

            assertThat(at(management, "address")).isEqualTo(shown);
            assertThat(at(management, "user")).isEqualTo("changeme");
            assertThat(at(management, "pass")).isEqualTo("changeme");
            assertThat(at(management, "mac_address")).isEqualTo(at(pdf(plan), "nodes.0.interfaces.0.mac_address"));
        }
    }

    @Test
    void controllersComeFirstAndComputesNext() {
        List<NetworkSpec> networks = Pods.pharos().networks();
        List<NodeSpec> machines = List.of(
                Pods.machine("jump", NodeRole.JUMPHOST, networks),
                Pods.machine("store", NodeRole.STORAGE, networks),
                Pods.machine("c2", NodeRole.COMPUTE, networks),
                Pods.machine("k1", NodeRole.CONTROLLER, networks),
                Pods.machine("c1", NodeRole.COMPUTE, networks),
                Pods.machine("k2", NodeRole.CONTROLLER, networks));
        VpodPlan plan = DescribedPods.plan(new Pod(Pods.pharos().id(), "", machines, networks));

        assertThat(((List<?>) at(pdf(plan), "nodes"))
                        .stream().map(n -> at(n, "name")).toList())
                .isEqualTo(List.of("k1", "k2", "c2", "c1", "store"));
        assertThat(at(idf(plan), "idf.osa.nodes_roles"))
                .isEqualTo(Map.of(
                        "opnfv", List.of("deployment"),
                        "k1", List.of("controller"),
                        "k2", List.of("controller"),
                        "c1", List.of("compute"),
                        "c2", List.of("compute"),
                        "store", List.of("storage")));
        assertThat(at(idf(plan), "idf.kubespray.nodes_roles.store")).isEqualTo(List.of("kube-node"));
    }

    @Test
    void thereIsAlwaysSomethingToControlAndSomebodyToDoIt() {
        Random random = new Random(31);
        for (int i = 0; i < 200; i++) {
            VpodPlan plan = DescribedPods.plan(DescribedPods.random(random));
            if (plan.pod().nodes().size() > 1) {
                String openstack = String.valueOf(at(idf(plan), "idf.osa.nodes_roles"));
                String kubernetes = String.valueOf(at(idf(plan), "idf.kubespray.nodes_roles"));
                assertThat(openstack).as(plan::toString).contains("controller", "compute", "storage");
                assertThat(kubernetes).as(plan::toString).contains("kube-master", "etcd", "kube-node");
            }
        }
    }

    @Test
    void theSwitchesTagStandsInThePdfAndCardsAreNativeInTheIdf() {
        NetworkSpec admin = Pods.network("admin", Addressing.DHCP, Uplink.NONE);
        NetworkSpec tagged = new NetworkSpec(
                "private", NetworkKind.OVS, OptionalInt.of(100), Optional.empty(), Addressing.NONE, Uplink.NONE);
        VpodPlan plan = DescribedPods.plan(Pods.of("p", 1, List.of(admin, tagged)));

        assertThat(at(pdf(plan), "nodes.0.interfaces.0.vlan")).isEqualTo("native");
        assertThat(at(pdf(plan), "nodes.0.interfaces.1.vlan")).isEqualTo(100);
        assertThat(at(idf(plan), "idf.net_config.private.vlan")).isEqualTo("native");
    }

    @Test
    void networksAreUsedForWhatTheyAreCalledAndStandInForOthers() {
        Pod pod = Pods.of(
                "p",
                2,
                List.of(
                        Pods.network("lan", Addressing.DHCP, Uplink.NONE),
                        Pods.network("wire", Addressing.NONE, Uplink.NONE),
                        Pods.network("out", Addressing.DHCP, Uplink.NAT),
                        Pods.network("mgmt", Addressing.STATIC, Uplink.NONE)));
        Object uses = at(idf(DescribedPods.plan(pod)), "idf.net_config");

        assertThat(((Map<?, ?>) uses).keySet().stream().map(String::valueOf))
                .containsExactly("oob", "admin", "mgmt", "storage", "private", "public", "lan", "wire", "out");
        assertThat(at(uses, "admin")).isEqualTo(at(uses, "lan")).isEqualTo(at(uses, "oob"));
        assertThat(at(uses, "storage")).isEqualTo(at(uses, "mgmt"));
        assertThat(at(uses, "private")).isEqualTo(at(uses, "wire"));
        assertThat(at(uses, "public")).isEqualTo(at(uses, "out"));
        assertThat(at(uses, "out.interface")).isEqualTo(2);
        assertThat(at(uses, "out.gateway")).isEqualTo("10.80.26.1");
    }

    /** Where machines get no addresses, the range that nobody else has on the host is named. */
    @Test
    void freeRangesLieBehindTheMachinesAddresses() {
        Object uses = at(idf(PHAROS), "idf.net_config");

        assertThat(at(uses, "mgmt.ip-range")).isEqualTo("10.80.25.16-10.80.25.254");
        assertThat(at(uses, "private.network")).isEqualTo("10.80.26.0");
        assertThat(at(uses, "private.ip-range")).isEqualTo("10.80.26.16-10.80.26.254");
    }

    @Test
    void bridgesAreThoseOfTheHost() {
        VpodLayout layout = VpodLayout.of(PHAROS);

        assertThat(at(idf(PHAROS), "idf.fuel.jumphost.bridges"))
                .isEqualTo(Map.of(
                        "admin", layout.network("admin").bridge(),
                        "mgmt", layout.network("mgmt").bridge(),
                        "private", layout.network("private").bridge(),
                        "public", layout.network("public").bridge()));
    }

    /** More is too much for one call of a guest agent, by which the files reach the jump host. */
    @Test
    void descriptorsOfTheLargestPodHaveLessThan128KiB() {
        List<NetworkSpec> networks = new ArrayList<>();
        for (int i = 0; i < Pod.MAX_NETWORKS; i++) {
            networks.add(Pods.network("n".repeat(39) + i, Addressing.DHCP, Uplink.NAT));
        }
        List<NodeSpec> machines = new ArrayList<>();
        for (int i = 0; i < Pod.MAX_NODES; i++) {
            NodeRole role = i == 0 ? NodeRole.JUMPHOST : NodeRole.CONTROLLER;
            machines.add(Pods.machine("m".repeat(38) + (10 + i), role, networks));
        }
        Pod largest = new Pod(Pods.pharos().id(), "", machines, networks);
        String uri = "qemu+tls://" + "h".repeat(250) + "/system";
        VpodPlan plan = DescribedPods.plan(largest, DescribedPods.DETAILS, uri, "o".repeat(100));
        for (Profile profile : Profile.values()) {
            Descriptors made = Descriptors.of(plan);
            assertThat(made.pdf(profile).length()).isLessThan(128 << 10);
            assertThat(made.idf(profile).length()).isLessThan(128 << 10);
        }
    }

    @Test
    void profilesAreNamedInWords() {
        assertThat(Profile.parse("pharos-strict")).isEqualTo(Profile.PHAROS_STRICT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Profile.parse("Fuel\n"))
                .withMessage("profile must be one of pharos-strict, xci, kuberef, was 'Fuel'");
    }
}
