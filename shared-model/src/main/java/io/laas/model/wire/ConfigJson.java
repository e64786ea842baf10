package io.laas.model.wire;

import io.laas.model.pod.Config;

/** A software description of a lab. */
public record ConfigJson(String lab, Config config) {}
