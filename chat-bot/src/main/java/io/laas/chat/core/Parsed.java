package io.laas.chat.core;

/** What became of a line. */
sealed interface Parsed {
    /** It names a command and all it needs. */
    record Good(Command command, Args args) implements Parsed {}

    /** It does not; the reply says what is wrong and what would be right. */
    record Wrong(Reply reply) implements Parsed {}
}
