package io.laas.model.wire;

/**
 * How a host of a lab elsewhere answers.
 *
 * @param host its name
 * @param state ONLINE or OFFLINE
 * @param accel what guests really run with: KVM, TCG or SIMULATED; AUTO or null while that is not known
 * @param message its version, or why it is offline; at most 500 characters, may be null
 */
public record HostStateJson(String host, String state, String accel, String message) {}
