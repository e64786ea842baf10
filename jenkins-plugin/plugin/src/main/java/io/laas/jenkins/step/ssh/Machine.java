package io.laas.jenkins.step.ssh;

/**
 * Where a machine's ssh server answers.
 *
 * @param name its name in the pod
 * @param user account that has the users' keys
 */
public record Machine(String name, String address, int port, String user) {}
