package io.laas.model.wire;

import java.time.Instant;

/** What answers: product version, the controller's stable identity and its clock. */
public record InfoJson(String version, String controller, Instant time) {}
