package io.laas.model.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.ConfigId;
import io.laas.model.ImageId;
import io.laas.model.IsoId;
import io.laas.model.PodId;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Config;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Pods;
import io.laas.model.pod.Uplink;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DesignCheckTest {
    private static final String LAB = """
            lab: {name: demo}
            hosts:
              - {name: small, uri: 'qemu:///system', accel: tcg, cores: 4, memory: 512G, disk: 1T, storage: /x, addresses: 10.80.0.0/16}
              - {name: big, uri: 'qemu+tls://big/system', accel: tcg, cores: 16, memory: 64G, disk: 1T, storage: /x, addresses: 10.81.0.0/16}
            images: [{name: debian, file: d.qcow2, os: debian, user: debian}]
            pods:
              - name: pair
                networks: [{name: admin}, {name: public, uplink: nat}]
                machines: [{name: jump, role: jumphost, cores: 1, memory: 1G, disk: 10G, networks: [admin, public]}]
            """;

    private static Lab lab(String more) {
        return read(LAB + more);
    }

    private static Lab read(String text) {
        LabFileResult result = LabFile.parse(text, "lab.yaml", Path.of("/etc"));
        assertThat(result).isInstanceOf(LabFileResult.Good.class);
        return ((LabFileResult.Good) result).lab();
    }

    private static String refused(Optional<Refusal> refusal, RefusalCode code) {
        assertThat(refusal).isPresent();
        assertThat(refusal.get().code()).isEqualTo(code);
        return refusal.get().message();
    }

    private static Pod pod(int nodes, NetworkSpec... networks) {
        return Pods.of("mine", nodes, List.of(networks));
    }

    private static NetworkSpec admin() {
        return Pods.network("admin", Addressing.DHCP, Uplink.NONE);
    }

    @Test
    void takesWhatAHostHasRoomFor() {
        assertThat(DesignCheck.pod(pod(3, admin()), lab(""))).isEmpty();
    }

    @Test
    void saysHowMuchTooLargeAPodIsAndWhatWouldFit() {
        assertThat(refused(DesignCheck.pod(pod(5, admin()), lab("")), RefusalCode.TOO_LARGE))
                .isEqualTo(
                        "Pod mine needs 24 cores, 49152 MiB memory, 600 GiB disk; no host of lab demo is that large. Host big comes closest with 16 cores, 65536 MiB memory, 1024 GiB disk, which is 8 cores too few; 4 of the 6 machines would fit on it.");
    }

    @Test
    void namesAllThatIsLackingOnTheClosestHost() {
        assertThat(refused(DesignCheck.pod(pod(11, admin()), lab("")), RefusalCode.TOO_LARGE))
                .contains("Host big comes closest", "32 cores, 32768 MiB memory, 176 GiB disk too few", "4 of the 12");
    }

    @Test
    void givesTheKindsOfNetworkThatTheLabsOwnPodsHave() {
        NetworkSpec ovs = admin().withKind(NetworkKind.OVS);
        assertThat(DesignCheck.pod(pod(1, admin(), Pods.network("out", Addressing.DHCP, Uplink.NAT)), lab("")))
                .isEmpty();
        assertThat(refused(DesignCheck.pod(pod(1, ovs), lab("")), RefusalCode.POLICY))
                .isEqualTo("Network admin of pod mine is of kind ovs; lab demo gives bridge.");
    }

    @Test
    void givesTheKindsOfNetworkThatTheLabFileSays() {
        Lab lab = lab("user-pods: {networks: [bridge, ovs], uplinks: [none], max-machines: 3, max-kept: 5}");
        assertThat(DesignCheck.pod(pod(1, admin().withKind(NetworkKind.OVS)), lab))
                .isEmpty();
        assertThat(refused(
                        DesignCheck.pod(pod(1, admin(), Pods.network("out", Addressing.DHCP, Uplink.NAT)), lab),
                        RefusalCode.POLICY))
                .isEqualTo("Network out of pod mine has uplink nat; lab demo gives none.");
        assertThat(refused(DesignCheck.pod(pod(3, admin()), lab), RefusalCode.POLICY))
                .isEqualTo("Pod mine has 4 machines; pods of users may have at most 3 in lab demo.");
        assertThat(lab.userPods().maxKept()).isEqualTo(5);
    }

    @Test
    void takesNoSubnetThatCouldBeSomebodyElses() {
        assertThat(refused(
                        DesignCheck.pod(pod(1, Pods.network("admin", "192.168.1.0/24")), lab("")), RefusalCode.POLICY))
                .contains("192.168.1.0/24", "Leave the subnet out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "\u0007"})
    void takesOneLineAsDescription(String text) {
        Pod pod = new Pod(new PodId("mine"), text, pod(1, admin()).nodes(), List.of(admin()));
        assertThat(refused(DesignCheck.pod(pod, lab("")), RefusalCode.INVALID)).contains("one line");
    }

    @Test
    void refusesAnIsoThatTheLabDoesNotHave() {
        Lab lab = lab("isos: [{name: tools, file: tools.iso}]\n");
        Config plain = config(Map.of(), Map.of());
        assertThat(DesignCheck.config(plain.withIsos(List.of(new IsoId("tools"))), lab))
                .isEmpty();
        assertThat(refused(
                        DesignCheck.config(plain.withIsos(List.of(new IsoId("other"))), lab),
                        RefusalCode.UNKNOWN_CONFIG))
                .contains("wants the ISO other, which lab demo does not have. ISOs: tools.");
    }

    @Test
    void namesTheFieldThatIsMeant() {
        Lab lab = lab("");
        Config good = config(Map.of(), Map.of());
        Config without = new Config(
                good.id(), "", new ImageId("gone"), Map.of("node1", new ImageId("lost")), Map.of(), Optional.empty());
        assertThat(fieldOf(without, lab)).contains("image");
        assertThat(fieldOf(config(Map.of("node1", new ImageId("lost")), Map.of()), lab))
                .contains("images");
        assertThat(fieldOf(config(Map.of("no name", new ImageId("debian")), Map.of()), lab))
                .contains("images");
        assertThat(fieldOf(good.withIsos(List.of(new IsoId("gone"))), lab)).contains("isos");
        assertThat(fieldOf(config(Map.of(), Map.of("a", "x".repeat(32_001))), lab))
                .contains("cloudInit");
        assertThat(fieldOf(
                        new Config(good.id(), "two\nlines", good.image(), Map.of(), Map.of(), Optional.empty()), lab))
                .contains("description");
    }

    private static Optional<String> fieldOf(Config config, Lab lab) {
        return DesignCheck.config(config, lab).flatMap(Refusal::field);
    }

    private static Config config(Map<String, ImageId> images, Map<String, Object> cloudInit) {
        return new Config(new ConfigId("mine"), "", new ImageId("debian"), images, cloudInit, Optional.empty());
    }

    @Test
    void takesImagesOfTheLabOnly() {
        assertThat(DesignCheck.config(config(Map.of("jumphost", new ImageId("debian")), Map.of()), lab("")))
                .isEmpty();
        assertThat(refused(
                        DesignCheck.config(config(Map.of("node3", new ImageId("centos")), Map.of()), lab("")),
                        RefusalCode.UNKNOWN_CONFIG))
                .isEqualTo("Config mine wants image centos, which lab demo does not have. Images: debian.");
        assertThat(refused(
                        DesignCheck.config(config(Map.of("<b>", new ImageId("debian")), Map.of()), lab("")),
                        RefusalCode.INVALID))
                .contains("neither a role (jumphost, controller")
                .doesNotContain("<b>");
    }

    @Test
    void refusesAnImageForOtherProcessors() {
        Lab lab = read(LAB.replace(
                "images: [", "images: [{name: arm, file: a.qcow2, os: debian, user: debian, arch: aarch64}, "));
        assertThat(DesignCheck.config(config(Map.of(), Map.of()), lab)).isEmpty();
        assertThat(refused(
                        DesignCheck.config(config(Map.of("node2", new ImageId("arm")), Map.of()), lab),
                        RefusalCode.UNKNOWN_CONFIG))
                .isEqualTo(
                        "Config mine wants image arm, which is for aarch64; machines are made for x86_64 only. Take an image for x86_64.");
    }

    @Test
    void boundsCloudInitInLengthAndDepth() {
        Map<String, Object> deep = Map.of("a", "b");
        for (int i = 0; i < 30; i++) {
            deep = Map.of("a", List.of(deep));
        }
        Map<String, Object> wide = Map.of("write_files", Collections.nCopies(2000, Map.of("content", "0123456789")));
        for (Map<String, Object> wrong : List.of(Map.<String, Object>of("a", "x".repeat(32_001)), deep, wide)) {
            assertThat(refused(DesignCheck.config(config(Map.of(), wrong), lab("")), RefusalCode.TOO_LARGE))
                    .contains("at most 32000 characters");
        }
        assertThat(DesignCheck.config(config(Map.of(), Map.of("packages", List.of("git"), "n", 7)), lab("")))
                .isEmpty();
    }

    @Test
    void readsWhatTheLabFileSaysAboutUserPods() {
        LabFileResult bad =
                LabFile.parse(LAB + "user-pods: {networks: [token-ring], max-machines: 99}", "lab.yaml", Path.of("/"));
        assertThat(((LabFileResult.Bad) bad).problems())
                .extracting(Object::toString)
                .anySatisfy(p -> assertThat(p).contains("networks", "token-ring", "bridge"));
    }

    @Test
    void sharesWithAProjectOnlyByItsName() {
        assertThat(Sharing.with("nfv")).hasToString("PROJECT nfv");
        assertThatThrownBy(() -> new Sharing(Audience.PROJECT, Optional.empty()))
                .hasMessageContaining("project must be given");
        assertThatThrownBy(() -> new Sharing(Audience.PUBLIC, Optional.of("nfv")))
                .hasMessageContaining("left out");
        assertThatThrownBy(() -> Sharing.with("Not a name")).hasMessageContaining("lower-case");
    }
}
