package io.laas.chat.core;

/** Text files that whoever asks can name, because they are on the machine at which that person sits. */
@FunctionalInterface
public interface TextFiles {
    /** Reads the file of that name. */
    Read read(String name);

    /** What came of reading. */
    sealed interface Read permits Text, Unread {}

    /** The text of a file; its length is bounded. */
    record Text(String text) implements Read {}

    /** It was not read; {@code why} says why and what to do. */
    record Unread(String why) implements Read {}
}
