package io.laas.model.wire;

import java.util.List;

/**
 * Something that can be put on a pod.
 *
 * @param name by which it is asked for
 * @param title for people
 * @param description what it does
 * @param parameters what it wants to know
 * @param steps titles of its steps, in their order
 * @param nodes machines it needs besides the jump host, at least
 * @param memoryMiB memory it needs on every machine, in MiB, at least
 * @param cores virtual CPUs it needs on every machine, at least
 * @param networks names of networks it needs
 * @param internet whether it needs the internet on every machine
 * @param limit how long it may take at most, ISO 8601 duration
 */
public record InstallerJson(
        String name,
        String title,
        String description,
        List<ParameterJson> parameters,
        List<String> steps,
        int nodes,
        int memoryMiB,
        int cores,
        List<String> networks,
        boolean internet,
        String limit) {}
