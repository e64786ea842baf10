package io.laas.model.wire;

/**
 * A network of a new pod. Its subnet comes from the lab.
 *
 * @param name unique in the pod
 * @param kind BRIDGE (default) or OVS
 * @param vlan tag of the machines' ports, 1 to 4094; only with OVS
 * @param addressing DHCP (default), STATIC or NONE
 * @param uplink NONE (default) or NAT
 */
public record NewNetworkJson(String name, String kind, Integer vlan, String addressing, String uplink) {}
