package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.laas.model.descriptor.Descriptors;
import io.laas.model.descriptor.Profile;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.guest.Guest;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInterface;
import org.libvirt.LibvirtException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What descriptors say against what libvirt and the machines say. */
@Tag("pod")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescribedPodTest {
    private static final int BY_AGENT = 1;
    private static final int LIVE = 0;
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    private final LibvirtHypervisors hypervisors = new LibvirtHypervisors();
    private final Provisioner provisioner = new Provisioner(hypervisors, InstantSource.system());
    private VpodPlan plan;
    private SshLogin alice;
    private JsonNode pdf;
    private JsonNode idf;
    private Connect libvirt;

    @BeforeAll
    void standUp(@TempDir Path dir) throws Exception {
        alice = SshLogin.generate(dir.resolve("alice"));
        plan = RealHost.plan("described")
                .index(20)
                .nodes(1)
                .keys(alice.key())
                .owner("alice")
                .build();
        run(OperationKind.REMOVE, plan);
        run(OperationKind.PROVISION, plan);
        pdf = yaml(Descriptors.of(plan).pdf(Profile.PHAROS_STRICT));
        idf = yaml(Descriptors.of(plan).idf(Profile.PHAROS_STRICT));
        libvirt = new Connect(plan.host().uri());
    }

    @AfterAll
    void takeDown() throws Exception {
        if (libvirt != null) {
            libvirt.close();
        }
        run(OperationKind.REMOVE, plan);
        provisioner.close();
        hypervisors.close();
    }

    private void run(OperationKind kind, VpodPlan what) {
        assertThat(provisioner.run(kind, what, report -> {}, CancelSignal.NEVER))
                .isInstanceOf(Succeeded.class);
    }

    private static JsonNode yaml(String text) throws Exception {
        return new ObjectMapper(new YAMLFactory()).readTree(text);
    }

    /** The machines of the PDF beside those of the layout: the jump host, then the node. */
    private JsonNode described(int machine) {
        return machine == 0 ? pdf.path("jumphost") : pdf.path("nodes").path(machine - 1);
    }

    private Document xml(MachineLayout machine) throws Exception {
        Domain domain = libvirt.domainLookupByName(machine.domain());
        try {
            return document(domain.getXMLDesc(LIVE));
        } finally {
            domain.free();
        }
    }

    private static Document document(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<String> all(Document xml, String path) throws Exception {
        NodeList found = (NodeList) XPATH.evaluate(path, xml, XPathConstants.NODESET);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            values.add(found.item(i).getNodeValue());
        }
        return values;
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> values = new ArrayList<>();
        list.forEach(item ->
                values.add(field.isEmpty() ? item.asText() : item.path(field).asText()));
        return values;
    }

    @Test
    void macAddressesAreThoseOfTheRunningMachines() throws Exception {
        List<MachineLayout> machines = VpodLayout.of(plan).machines();
        for (int i = 0; i < machines.size(); i++) {
            assertThat(described(i).path("name").asText())
                    .isEqualTo(machines.get(i).name());
            assertThat(texts(described(i).path("interfaces"), "mac_address"))
                    .hasSize(4)
                    .isEqualTo(all(xml(machines.get(i)), "//devices/interface/mac/@address"));
        }
    }

    @Test
    void addressesAndNamesOfCardsAreThoseTheMachinesTell() throws Exception {
        List<MachineLayout> machines = VpodLayout.of(plan).machines();
        for (int i = 0; i < machines.size(); i++) {
            Map<String, String> told = told(machines.get(i));
            JsonNode cards = described(i).path("interfaces");
            for (int card = 0; card < cards.size(); card++) {
                String name =
                        idf.at("/idf/fuel/network/node/0/interfaces/" + card).asText();
                assertThat(told)
                        .containsEntry(
                                name + " "
                                        + cards.path(card).path("mac_address").asText(),
                                cards.path(card).path("address").asText(""));
            }
        }
    }

    private Map<String, String> told(MachineLayout machine) throws LibvirtException {
        Domain domain = libvirt.domainLookupByName(machine.domain());
        try {
            Map<String, String> told = new TreeMap<>();
            for (DomainInterface card : domain.interfaceAddresses(BY_AGENT, 0)) {
                String addresses = String.join(
                        " ",
                        card.addrs.stream()
                                .filter(a -> a.address instanceof java.net.Inet4Address)
                                .map(a -> a.address.getHostAddress() + "/" + a.prefixLength)
                                .toList());
                told.put(card.name + " " + card.hwAddr, addresses);
            }
            return told;
        } finally {
            domain.free();
        }
    }

    @Test
    void busAddressesAndBridgesAreThoseOfLibvirt() throws Exception {
        Document node = xml(VpodLayout.of(plan).machines().get(1));
        List<String> slots = all(node, "//devices/interface/address/@slot");
        List<String> buses = all(node, "//devices/interface/address/@bus");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            expected.add("0000:%s:%s.0"
                    .formatted(buses.get(i).substring(2), slots.get(i).substring(2)));
        }
        assertThat(texts(idf.at("/idf/fuel/network/node/0/busaddr"), "")).isEqualTo(expected);
        JsonNode bridges = idf.at("/idf/fuel/jumphost/bridges");
        assertThat(List.of(
                        bridges.path("admin").asText(),
                        bridges.path("mgmt").asText(),
                        bridges.path("private").asText(),
                        bridges.path("public").asText()))
                .isEqualTo(all(node, "//devices/interface/source/@bridge"));
    }

    @Test
    void networksAreThoseOfTheHost() throws Exception {
        String name = VpodLayout.of(plan).network("public").libvirtName();
        var network = libvirt.networkLookupByName(name);
        Document xml = document(network.getXMLDesc(0));
        network.free();

        assertThat(all(xml, "/network/ip/@address"))
                .containsExactly(idf.at("/idf/net_config/public/gateway").asText());
        assertThat(all(xml, "/network/ip/@netmask")).containsExactly("255.255.255.0");
        assertThat(idf.at("/idf/net_config/public/mask").asInt()).isEqualTo(24);
        assertThat(all(xml, "/network/bridge/@name"))
                .containsExactly(idf.at("/idf/fuel/jumphost/bridges/public").asText());
    }

    @Test
    void filesOnTheJumpHostAreReadByItsUserAsTheApiShowsThem() {
        String jump =
                described(0).path("interfaces").path(0).path("address").asText().replaceFirst("/.*", "");
        Descriptors descriptors = Descriptors.of(plan);

        assertThat(alice.run(jump, "cat /etc/laas/pdf.yaml"))
                .isEqualTo(descriptors.pdf(Profile.PHAROS_STRICT).strip());
        assertThat(alice.run(jump, "cat /etc/laas/idf.yaml"))
                .isEqualTo(descriptors.idf(Profile.PHAROS_STRICT).strip());
        assertThat(alice.run(jump, "ls /etc/laas")).isEqualTo("idf.yaml\npdf.yaml");
    }

    /** The descriptors of the largest pod have less than 128 KiB; twice that is too much for one call of the agent. */
    @Test
    void filesOfTheLargestPodArriveWhole() {
        String large = "0123456789abcde\n".repeat(1 << 13);
        MachineLayout node = VpodLayout.of(plan).machines().get(1);
        try (Hypervisor hypervisor = hypervisors.open(plan.host())) {
            Guest guest = new Guest(hypervisor, node.domain(), node.name());
            guest.put("/etc/laas/large", large);
            guest.put("/etc/laas/large", large);
        }
        String address = VpodLayout.of(plan).hostReachable(node).orElseThrow();
        assertThat(alice.run(address, "wc -c </etc/laas/large; tail -n 1 /etc/laas/large; ls /etc/laas"))
                .isEqualTo("131072\n0123456789abcde\nlarge");
    }
}
