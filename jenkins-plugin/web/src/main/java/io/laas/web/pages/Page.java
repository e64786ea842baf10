package io.laas.web.pages;

/**
 * A file of the pages.
 *
 * @param type media type
 * @param forEver whether its name changes with its content, so that it may be kept for ever
 * @param plain its bytes
 * @param zipped the same compressed by gzip
 */
public record Page(String type, boolean forEver, byte[] plain, byte[] zipped) {}
