package io.laas.engine.port;

import io.laas.model.UserId;
import java.util.Optional;

/** Knows users where the controller runs. It is asked outside of transactions, since a directory of users may be slow. */
@FunctionalInterface
public interface People {
    /** Returns what is known of the user now, nothing special of one who is not known; empty if that cannot be found out. */
    Optional<Person> find(UserId user);
}
