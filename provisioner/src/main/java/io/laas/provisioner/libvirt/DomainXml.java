package io.laas.provisioner.libvirt;

import io.laas.model.lab.DirectBoot;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.layout.NicLayout;
import io.laas.model.pod.NetworkKind;
import io.laas.provisioner.hypervisor.MachineOrder;
import java.util.Optional;

/**
 * The description of a machine: disks and cards on virtio, a serial console that is also written to a file, the agent's
 * channel, and nothing else that costs time to start.
 */
final class DomainXml {
    /**
     * What the host adds to the order.
     *
     * @param type domain type: {@code kvm}, {@code qemu}, {@code test}
     * @param golden path of the image under the disk, if there is one
     * @param consoleLog file on the host that keeps what the console prints
     * @param wholeChecksums whether cards on Open vSwitch must not leave checksums to others
     */
    record Terms(String type, Optional<String> golden, String consoleLog, boolean wholeChecksums) {}

    private final MachineOrder order;
    private final Terms terms;
    private final XmlWriter xml;

    private DomainXml(MachineOrder order, Terms terms) {
        this.order = order;
        this.terms = terms;
        this.xml = new XmlWriter("domain", "type", terms.type());
    }

    static String of(MachineOrder order, Terms terms) {
        return new DomainXml(order, terms).write();
    }

    private String write() {
        MachineLayout layout = order.layout();
        xml.leaf("name", layout.domain()).leaf("uuid", layout.uuid());
        new OwnerMark(order.owner(), order.fingerprint()).write(xml);
        xml.leaf("memory", layout.spec().memoryMiB(), "unit", "MiB")
                .leaf("vcpu", layout.spec().cores());
        boot();
        xml.open("features").empty("acpi").empty("apic").close();
        processor();
        xml.empty("clock", "offset", "utc")
                .leaf("on_poweroff", "destroy")
                .leaf("on_reboot", "restart")
                .leaf("on_crash", "destroy");
        devices();
        return xml.finish();
    }

    /** All that the host or the emulator can do: some distributions refuse QEMU's default processor. */
    private void processor() {
        switch (terms.type()) {
            case "kvm" -> xml.empty("cpu", "mode", "host-passthrough");
            case "qemu" -> xml.empty("cpu", "mode", "maximum");
            default -> {}
        }
    }

    private void boot() {
        xml.open("os").leaf("type", "hvm", "arch", "x86_64");
        Optional<DirectBoot> boot = order.boot();
        if (boot.isPresent()) {
            xml.leaf("kernel", boot.get().kernel())
                    .leaf("initrd", boot.get().initrd())
                    .leaf("cmdline", boot.get().commandLine());
        } else {
            xml.empty("boot", "dev", "hd");
        }
        xml.close();
    }

    private void devices() {
        xml.open("devices");
        systemDisk();
        seedDisk();
        discs();
        cards();
        xml.open("serial", "type", "pty")
                .empty("log", "file", terms.consoleLog(), "append", "on")
                .empty("target", "port", "0")
                .close();
        xml.open("console", "type", "pty")
                .empty("target", "type", "serial", "port", "0")
                .close();
        xml.open("channel", "type", "unix")
                .empty("target", "type", "virtio", "name", "org.qemu.guest_agent.0")
                .close();
        xml.open("rng", "model", "virtio")
                .leaf("backend", "/dev/urandom", "model", "random")
                .close();
        xml.empty("controller", "type", "usb", "model", "none")
                .empty("memballoon", "model", "none")
                .close();
    }

    /** The golden image under the disk is named and exempt from labelling: libvirt would give it to the machine's user. */
    private void systemDisk() {
        xml.open("disk", "type", "file", "device", "disk")
                .empty("driver", "name", "qemu", "type", "qcow2", "cache", "unsafe", "discard", "unmap")
                .empty("source", "file", order.disk());
        terms.golden()
                .ifPresent(golden -> xml.open("backingStore", "type", "file")
                        .empty("format", "type", "qcow2")
                        .open("source", "file", golden)
                        .empty("seclabel", "model", "dac", "relabel", "no")
                        .close()
                        .empty("backingStore")
                        .close());
        xml.empty("target", "dev", "vda", "bus", "virtio").close();
    }

    private void seedDisk() {
        xml.open("disk", "type", "file", "device", "disk")
                .empty("driver", "name", "qemu", "type", "raw")
                .empty("source", "file", order.seed())
                .empty("target", "dev", "vdb", "bus", "virtio")
                .empty("readonly")
                .close();
    }

    /** ISOs are read-only disks: every image that boots from such a disk can read them, and not every kernel has drivers for drives. */
    private void discs() {
        char letter = 'c';
        for (String iso : order.isos()) {
            xml.open("disk", "type", "file", "device", "disk")
                    .empty("driver", "name", "qemu", "type", "raw")
                    .open("source", "file", iso)
                    .empty("seclabel", "model", "dac", "relabel", "no")
                    .close()
                    .empty("target", "dev", "vd" + letter, "bus", "virtio")
                    .empty("readonly")
                    .leaf("serial", "laas-iso-" + (letter - 'b'))
                    .close();
            letter++;
        }
    }

    /** Descriptors name the slots of the cards, so they are not left to libvirt. */
    private void cards() {
        int slot = MachineLayout.slot(0);
        for (NicLayout nic : order.layout().nics()) {
            card(nic, slot);
            slot++;
        }
    }

    private void card(NicLayout nic, int slot) {
        NetworkLayout network = order.networks().get(nic.network());
        xml.open("interface", "type", "network")
                .empty("mac", "address", nic.mac())
                .empty("source", "network", network.libvirtName())
                .empty("model", "type", "virtio");
        if (terms.wholeChecksums() && network.spec().kind() == NetworkKind.OVS) {
            xml.open("driver")
                    .empty("host", offload("csum", "gso", "tso4", "tso6", "ecn", "ufo"))
                    .empty("guest", offload("csum", "tso4", "tso6", "ecn", "ufo"))
                    .close();
        }
        xml.empty("address", "type", "pci", "domain", "0", "bus", "0", "slot", String.valueOf(slot), "function", "0");
        xml.close();
    }

    private static String[] offload(String... names) {
        String[] result = new String[names.length * 2];
        for (int i = 0; i < names.length; i++) {
            result[2 * i] = names[i];
            result[2 * i + 1] = "off";
        }
        return result;
    }
}
