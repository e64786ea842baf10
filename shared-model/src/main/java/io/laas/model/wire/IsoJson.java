package io.laas.model.wire;

/**
 * An installer ISO of a lab.
 *
 * @param id its name, with which configs name it
 * @param title what is on it
 * @param url where it is fetched from, without a query; null: it is a file of the lab
 * @param sha256 checksum of its file, 64 lower-case hexadecimal digits, proved before it is used; null: not told
 */
public record IsoJson(String id, String lab, String title, String url, String sha256) {}
