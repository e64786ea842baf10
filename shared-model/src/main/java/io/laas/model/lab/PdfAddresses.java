package io.laas.model.lab;

import io.laas.model.pod.Cidr;
import java.util.Optional;

/** Subnets of addresses in descriptors. */
final class PdfAddresses {
    private PdfAddresses() {}

    /** Returns the subnet of an address with prefix; notes one that is none. */
    static Optional<Cidr> subnet(YamlValue place, String text) {
        try {
            return Optional.of(Cidr.around(text));
        } catch (IllegalArgumentException e) {
            place.note("is not kept: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Returns the subnet of an address of which nothing else is known. */
    static Optional<Cidr> usual(String address) {
        try {
            return Optional.of(Cidr.around(address + "/24"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the address is one of the subnet's. */
    static boolean isIn(String address, Cidr subnet) {
        try {
            return Cidr.around(address + "/" + subnet.prefix()).equals(subnet);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
