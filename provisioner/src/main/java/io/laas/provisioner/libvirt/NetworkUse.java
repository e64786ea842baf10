package io.laas.provisioner.libvirt;

import io.laas.model.pod.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * A network that exists on a host, as far as another one can collide with it.
 *
 * @param bridge empty text if it has none
 * @param mark whose it is, if it is of LaaS
 */
record NetworkUse(
        String name, String uuid, String bridge, boolean openVSwitch, List<Cidr> subnets, Optional<OwnerMark> mark) {
    private static final int BITS = 32;

    static NetworkUse of(String xml) {
        XmlNode network = XmlNode.parse(xml);
        List<Cidr> subnets =
                network.all("ip").stream().flatMap(ip -> subnet(ip).stream()).toList();
        return new NetworkUse(
                network.text("name"),
                network.text("uuid"),
                network.attribute("bridge", "name"),
                network.attribute("virtualport", "type").equals("openvswitch"),
                subnets,
                OwnerMark.in(network));
    }

    private static Optional<Cidr> subnet(XmlNode ip) {
        try {
            long address = number(ip.attribute("address"));
            String given = ip.attribute("prefix");
            int prefix = given.isEmpty() ? Long.bitCount(number(ip.attribute("netmask"))) : Integer.parseInt(given);
            return Optional.of(new Cidr(address >> (BITS - prefix) << (BITS - prefix), prefix));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long number(String dotted) {
        String[] parts = dotted.split("\\.");
        if (parts.length != 4) {
            throw new IllegalArgumentException("not an IPv4 address");
        }
        long result = 0;
        for (String part : parts) {
            result = result << 8 | Integer.parseInt(part);
        }
        return result;
    }

    /** Returns how to name it to people. */
    String described() {
        return mark.map(m -> "network '%s' of vpod %s in lab %s"
                        .formatted(name, m.owner().vpod(), m.owner().lab()))
                .orElse("libvirt network '" + name + "', which LaaS did not make");
    }
}
