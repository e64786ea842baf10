package io.laas.model.wire;

/**
 * Body of {@code POST /labs/{lab}/file/check}.
 *
 * @param text a whole lab file, at most 900 000 characters
 */
public record LabFileTextJson(String text) {}
