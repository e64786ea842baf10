package io.laas.model.wire;

/**
 * The disk of one machine in a snapshot.
 *
 * @param id the name of the image, with which configs name it
 * @param machine the machine it was taken of
 * @param sha256 checksum of its file, 64 lower-case hexadecimal digits; null until it is ready
 * @param diskGiB size of the disk in GiB, rounded up; machines need one of at least that size; 0 until it is ready
 * @param os what is on it
 * @param user the account that gets the users' keys
 */
public record SnapshotImageJson(String id, String machine, String sha256, int diskGiB, String os, String user) {}
