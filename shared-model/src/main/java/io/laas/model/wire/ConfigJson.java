package io.laas.model.wire;

import io.laas.model.pod.Config;

/**
 * A software description of a lab.
 *
 * @param made who made it, or null if it is the lab's own
 */
public record ConfigJson(String lab, Config config, MadeJson made) {}
