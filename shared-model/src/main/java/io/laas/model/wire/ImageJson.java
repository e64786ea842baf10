package io.laas.model.wire;

/**
 * A bootable image of a lab.
 *
 * @param id its name, with which configs name it
 * @param os what is on it
 * @param arch processor it was made for, such as {@code x86_64}
 * @param user the account that gets the users' keys
 * @param url where it is fetched from, without a query; null: it is a file of the lab
 * @param sha256 checksum of its file, 64 lower-case hexadecimal digits, proved before it is used; null: not told
 * @param diskBytes size of the disk in it, in bytes; machines need a disk of at least that size; null: not known yet
 * @param fileBytes size of its file, in bytes; null: not known yet
 */
public record ImageJson(
        String id,
        String lab,
        String os,
        String arch,
        String user,
        String url,
        String sha256,
        Long diskBytes,
        Long fileBytes) {}
