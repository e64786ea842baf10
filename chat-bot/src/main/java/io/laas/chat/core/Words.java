package io.laas.chat.core;

/** Writes values into lines that are offered as commands. */
public final class Words {
    private Words() {}

    /** Returns the text as one word of a line, quoted. */
    public static String quoted(String text) {
        return Tokeniser.quote(text);
    }
}
