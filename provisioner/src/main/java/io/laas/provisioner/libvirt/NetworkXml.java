package io.laas.provisioner.libvirt;

import io.laas.model.layout.NetworkLayout;
import io.laas.model.operation.OwnerTag;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Uplink;
import io.laas.provisioner.download.FileDigests;
import io.laas.provisioner.hypervisor.NetworkOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Descriptions of networks. */
final class NetworkXml {
    private NetworkXml() {}

    /** A bridge that libvirt makes, with DHCP and address translation as ordered. */
    static String bridge(NetworkOrder order) {
        NetworkLayout layout = order.layout();
        XmlWriter xml = begin(layout.libvirtName(), layout.uuid().toString(), order, "bridge");
        if (layout.spec().uplink() == Uplink.NAT) {
            xml.empty("forward", "mode", "nat");
        }
        xml.empty("bridge", "name", layout.bridge(), "stp", "off", "delay", "0");
        xml.empty("mac", "address", layout.bridgeMac());
        addresses(xml, order);
        return xml.finish();
    }

    private static void addresses(XmlWriter xml, NetworkOrder order) {
        NetworkLayout layout = order.layout();
        if (layout.hostAddress().isEmpty()) {
            return;
        }
        String netmask = layout.subnet().orElseThrow().netmask();
        xml.open("ip", "address", layout.hostAddress().get(), "netmask", netmask);
        if (layout.spec().addressing() == Addressing.DHCP) {
            xml.open("dhcp");
            order.reservations()
                    .forEach(r -> xml.empty("host", "mac", r.mac(), "name", r.hostName(), "ip", r.address()));
            xml.close();
        }
        xml.close();
    }

    /** Ports on an Open vSwitch bridge that stands already. */
    static String openVSwitch(NetworkOrder order) {
        NetworkLayout layout = order.layout();
        XmlWriter xml = begin(layout.libvirtName(), layout.uuid().toString(), order, "ovs")
                .empty("forward", "mode", "bridge")
                .empty("bridge", "name", layout.bridge())
                .empty("virtualport", "type", "openvswitch");
        layout.spec()
                .vlan()
                .ifPresent(vlan -> xml.open("vlan")
                        .empty("tag", "id", String.valueOf(vlan))
                        .close());
        return xml.finish();
    }

    private static XmlWriter begin(String name, String uuid, NetworkOrder order, String kind) {
        XmlWriter xml = new XmlWriter("network").leaf("name", name).leaf("uuid", uuid);
        new OwnerMark(order.owner(), fingerprint(order, kind)).write(xml);
        return xml;
    }

    /** Returns a digest of all that makes the network what it is; the booking it was made for does not count. */
    static String fingerprint(NetworkOrder order, String kind) {
        OwnerTag owner = order.owner();
        String text = String.join(
                "\n",
                kind,
                owner.controller(),
                owner.lab().value(),
                owner.vpod().value(),
                order.layout().toString(),
                order.reservations().toString());
        MessageDigest digest = FileDigests.sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return FileDigests.hex(digest);
    }
}
