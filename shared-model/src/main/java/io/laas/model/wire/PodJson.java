package io.laas.model.wire;

import io.laas.model.pod.Capacity;
import io.laas.model.pod.Pod;

/**
 * A hardware description of a lab.
 *
 * @param demand what it needs of a host
 * @param freeNow whether it could be had at once for the policy's default length
 * @param made who made it, or null if it is the lab's own
 */
public record PodJson(String lab, Pod pod, Capacity demand, boolean freeNow, MadeJson made) {}
