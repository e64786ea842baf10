package io.laas.model.wire;

/**
 * A network card of a machine of a new pod.
 *
 * @param name unique in the machine; left out: nic1, nic2 and so on
 * @param network the network of the pod it is plugged into
 */
public record NewNicJson(String name, String network) {}
