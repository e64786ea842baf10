package io.laas.model.wire;

import java.util.List;

/**
 * Body of {@code POST /pods} and {@code POST /pods/{pod}/change}.
 *
 * @param lab the lab it is for; left out: the only one, and in a change
 * @param name lower-case letters, digits and hyphens, at most 40; left out in a change
 * @param description one line for people, at most 200 characters
 * @param nodes 1 to 32 machines, the jump host first
 * @param networks 1 to 8 networks
 * @param sharing PRIVATE (default), PROJECT or PUBLIC; left out in a change
 * @param project with whose members it is shared; only with PROJECT
 */
public record NewPodJson(
        String lab,
        String name,
        String description,
        List<NewNodeJson> nodes,
        List<NewNetworkJson> networks,
        String sharing,
        String project) {}
