package io.laas.chat.core;

/** How one thing stands; each face of the chat has its own sign for it. */
public enum Mark {
    WAITING("waiting"),
    RUNNING("running"),
    GOOD("ok"),
    BAD("failed"),
    SKIPPED("skipped");

    private final String word;

    Mark(String word) {
        this.word = word;
    }

    /** Returns the word for faces without signs. */
    public String word() {
        return word;
    }
}
