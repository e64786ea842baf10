package io.laas.engine.remote;

import io.laas.model.LabId;
import io.laas.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A lab elsewhere, as stored.
 *
 * @param user the account that serves it
 * @param file text of the lab file it published
 * @param directory from which relative paths in the file count
 * @param worker name of the worker that was heard last
 * @param retired whether it cannot be booked any more; what is there is still given back by its worker
 */
public record RemoteLab(
        LabId id,
        UserId user,
        Optional<String> file,
        String directory,
        String worker,
        Optional<Instant> publishedAt,
        Optional<Instant> seenAt,
        boolean retired) {}
