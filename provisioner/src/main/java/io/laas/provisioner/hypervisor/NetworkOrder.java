package io.laas.provisioner.hypervisor;

import io.laas.model.layout.NetworkLayout;
import io.laas.model.operation.OwnerTag;
import java.util.List;

/**
 * A network to make.
 *
 * @param reservations who gets which address by DHCP; empty where the network has no DHCP
 */
public record NetworkOrder(NetworkLayout layout, List<Reservation> reservations, OwnerTag owner) {
    public NetworkOrder {
        reservations = List.copyOf(reservations);
    }

    /** A fixed address for a card. */
    public record Reservation(String mac, String address, String hostName) {}
}
