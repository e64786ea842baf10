package io.laas.chat.time;

import java.time.Instant;

/** What became of a time that somebody wrote. */
public sealed interface ReadTime {
    /** The moment meant. */
    record Good(Instant at) implements ReadTime {}

    /** It is not one, or could be two; the message says what would be right. */
    record Bad(String message) implements ReadTime {}
}
