package io.laas.model.wire;

import java.time.Instant;

/**
 * A lab elsewhere.
 *
 * @param user the account that serves it
 * @param state PRESENT: a worker was heard within the lease; LOST: none was; SILENT: none ever was; RETIRED: no longer bookable
 * @param worker name of the worker that was heard last, or null
 * @param publishedAt when it told last what it has, or null
 * @param seenAt when a worker was heard last, or null
 * @param waiting operations that no worker has
 * @param running operations that a worker has
 * @param trouble what is wrong with the lab file of a worker, so that what it published before counts; or null
 */
public record RemoteLabJson(
        String lab,
        String user,
        String state,
        String worker,
        Instant publishedAt,
        Instant seenAt,
        long waiting,
        long running,
        String trouble) {}
