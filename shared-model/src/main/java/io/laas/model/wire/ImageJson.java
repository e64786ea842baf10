package io.laas.model.wire;

/** A bootable image of a lab. */
public record ImageJson(String id, String lab, String os, String user) {}
