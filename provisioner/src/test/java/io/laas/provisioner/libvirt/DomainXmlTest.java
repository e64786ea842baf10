package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.lab.Accel;
import io.laas.model.lab.DirectBoot;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.pod.NetworkKind;
import io.laas.provisioner.hypervisor.MachineOrder;
import io.laas.provisioner.hypervisor.PodFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainXmlTest {
    @TempDir
    private Path directory;

    private MachineOrder order(NetworkKind kind, Optional<DirectBoot> boot) {
        PodFixture pod = PodFixture.on(
                PodFixture.host("qemu:///system", "/pool", Accel.TCG), GuestImage.hollow(directory), "c<1>&", kind);
        Map<String, NetworkLayout> networks =
                pod.layout().networks().stream().collect(Collectors.toMap(NetworkLayout::name, Function.identity()));
        return new MachineOrder(
                pod.jump(), networks, "/pool/d.qcow2", "/pool/s.iso", boot, List.of(), "f1", pod.owner());
    }

    private static XmlNode written(MachineOrder order, String type, boolean wholeChecksums) {
        return XmlNode.parse(DomainXml.of(
                order, new DomainXml.Terms(type, Optional.of("/pool/g.qcow2"), "/pool/c.log", wholeChecksums)));
    }

    @Test
    void saysWhoOwnsTheMachine() {
        XmlNode domain = written(order(NetworkKind.BRIDGE, Optional.empty()), "qemu", false);
        OwnerMark mark = OwnerMark.in(domain).orElseThrow();
        assertThat(mark.owner().controller()).isEqualTo("c<1>&");
        assertThat(mark.fingerprint()).isEqualTo("f1");
        assertThat(mark.fits(domain.text("name"))).isTrue();
        assertThat(mark.fits("laas-00000000-jump")).isFalse();
    }

    @Test
    void leavesTheGoldenImageToItsOwner() {
        XmlNode domain = written(order(NetworkKind.BRIDGE, Optional.empty()), "qemu", false);
        XmlNode golden = domain.first("devices/disk/backingStore").orElseThrow();
        assertThat(golden.attribute("source", "file")).isEqualTo("/pool/g.qcow2");
        assertThat(golden.attribute("source/seclabel", "relabel")).isEqualTo("no");
        assertThat(domain.attribute("devices/disk/driver", "cache")).isEqualTo("unsafe");
        assertThat(domain.all("devices/disk").get(1).first("readonly")).isPresent();
    }

    @Test
    void isosAreReadOnlyDisksKnownByTheirNumbers() {
        MachineOrder plain = order(NetworkKind.BRIDGE, Optional.empty());
        MachineOrder order = new MachineOrder(
                plain.layout(),
                plain.networks(),
                plain.disk(),
                plain.seed(),
                plain.boot(),
                List.of("/pool/a.iso", "/pool/b.iso"),
                plain.fingerprint(),
                plain.owner());
        List<XmlNode> disks = written(order, "qemu", false).all("devices/disk");
        assertThat(disks).hasSize(4);
        assertThat(disks.subList(2, 4))
                .extracting(d ->
                        d.attribute("source", "file") + " " + d.attribute("target", "dev") + " " + d.text("serial"))
                .containsExactly("/pool/a.iso vdc laas-iso-1", "/pool/b.iso vdd laas-iso-2");
        assertThat(disks.subList(2, 4)).allSatisfy(d -> {
            assertThat(d.first("readonly")).isPresent();
            assertThat(d.attribute("source/seclabel", "relabel")).isEqualTo("no");
        });
    }

    @Test
    void bootsTheDiskUnlessAKernelIsGiven() {
        XmlNode disk = written(order(NetworkKind.BRIDGE, Optional.empty()), "qemu", false);
        assertThat(disk.attribute("os/boot", "dev")).isEqualTo("hd");
        assertThat(disk.attribute("cpu", "mode")).isEqualTo("maximum");
        DirectBoot boot = new DirectBoot("/pool/k", "/pool/i", "console=ttyS0 a=\"<b>\"");
        XmlNode kernel = written(order(NetworkKind.BRIDGE, Optional.of(boot)), "kvm", false);
        assertThat(kernel.text("os/kernel")).isEqualTo("/pool/k");
        assertThat(kernel.text("os/cmdline")).isEqualTo("console=ttyS0 a=\"<b>\"");
        assertThat(kernel.attribute("cpu", "mode")).isEqualTo("host-passthrough");
    }

    @Test
    void cardsAreInOrderWithTheirAddresses() {
        MachineOrder order = order(NetworkKind.BRIDGE, Optional.empty());
        XmlNode domain = written(order, "qemu", true);
        assertThat(domain.all("devices/interface"))
                .extracting(n -> n.attribute("mac", "address"))
                .containsExactlyElementsOf(
                        order.layout().nics().stream().map(n -> n.mac()).toList());
        assertThat(domain.all("devices/interface"))
                .extracting(n -> n.attribute("address", "bus") + ":" + n.attribute("address", "slot"))
                .startsWith("0:3", "0:4");
        assertThat(domain.first("devices/interface/driver")).isEmpty();
    }

    @Test
    void cardsOnAUserSpaceSwitchComputeWholeChecksums() {
        XmlNode domain = written(order(NetworkKind.OVS, Optional.empty()), "qemu", true);
        assertThat(domain.attribute("devices/interface/driver/host", "csum")).isEqualTo("off");
        assertThat(domain.attribute("devices/interface/driver/guest", "tso4")).isEqualTo("off");
    }

    @Test
    void controlCharactersAreRefused() {
        DirectBoot boot = new DirectBoot("/pool/k", "/pool/i", "a\u0001b");
        assertThatThrownBy(() -> written(order(NetworkKind.BRIDGE, Optional.of(boot)), "qemu", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("control characters");
    }
}
