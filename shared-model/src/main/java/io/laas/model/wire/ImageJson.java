package io.laas.model.wire;

/**
 * A bootable image of a lab.
 *
 * @param id its name, with which configs name it
 * @param os what is on it
 * @param user the account that gets the users' keys
 * @param url where it is fetched from, without a query; null: it is a file of the lab
 * @param sha256 checksum of its file, 64 lower-case hexadecimal digits, proved before it is used; null: not told
 */
public record ImageJson(String id, String lab, String os, String user, String url, String sha256) {}
