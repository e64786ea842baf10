package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * Disks of machines that a user saved.
 *
 * @param name unique in its lab
 * @param owner who took it
 * @param sharing PRIVATE, PROJECT or PUBLIC
 * @param project with whose members it is shared, or null
 * @param state MAKING, READY, FAILED, DELETED or GONE
 * @param host the host that keeps it; pods that use it stand there
 * @param booking the booking whose machines it was taken of
 * @param operation the operation that makes it, or made it
 * @param at when it was asked for
 * @param bytes size of its files together; 0 while they are made and when they are gone
 * @param reason why it could not be made, or null
 * @param images what configs name: one for each machine that was saved
 */
public record SnapshotJson(
        String name,
        String lab,
        String owner,
        String sharing,
        String project,
        String state,
        String host,
        String booking,
        String operation,
        Instant at,
        long bytes,
        String reason,
        List<SnapshotImageJson> images) {}
