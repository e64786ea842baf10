package io.laas.model.wire;

/** A difference between store and host; {@code kind} is UNTRACKED or MISSING. */
public record LeakJson(String kind, String host, String vpod, String resource, String name) {}
