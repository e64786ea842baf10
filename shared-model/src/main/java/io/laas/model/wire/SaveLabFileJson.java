package io.laas.model.wire;

/**
 * Body of {@code POST /labs/{lab}/file}.
 *
 * @param text the whole lab file, at most 900 000 characters
 * @param version of the text that this one was made from
 */
public record SaveLabFileJson(String text, String version) {}
