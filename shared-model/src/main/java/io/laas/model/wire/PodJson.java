package io.laas.model.wire;

import io.laas.model.pod.Capacity;
import io.laas.model.pod.Pod;

/**
 * A hardware description of a lab.
 *
 * @param demand what it needs of a host
 * @param freeNow whether the caller could have it at once for the policy's default length
 * @param closed whether its lab lets certain people book only, and the caller is not one of them
 * @param made who made it, or null if it is the lab's own
 */
public record PodJson(String lab, Pod pod, Capacity demand, boolean freeNow, boolean closed, MadeJson made) {}
