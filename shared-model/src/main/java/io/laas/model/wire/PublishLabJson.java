package io.laas.model.wire;

/**
 * Body of {@code POST /lab/publish}: what a lab elsewhere has.
 *
 * @param file text of its lab file, at most 900 000 characters
 * @param directory absolute path of the file's directory on the worker's machine, from which relative paths in it count
 */
public record PublishLabJson(String file, String directory) {}
