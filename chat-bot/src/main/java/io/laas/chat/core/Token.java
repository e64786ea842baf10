package io.laas.chat.core;

/** One word of a line; {@code quoted} if it begins with a quote, which keeps it from being a keyword or an option. */
record Token(String text, boolean quoted) {
    boolean isOption() {
        return !quoted && text.startsWith("--") && text.length() > 2 && Character.isLetter(text.charAt(2));
    }

    boolean isUser() {
        return !quoted && text.length() > 1 && text.startsWith("@");
    }

    /** Returns the word so that reading it again gives the same token. */
    String asTyped() {
        boolean plain =
                !quoted && !text.isEmpty() && text.chars().noneMatch(c -> c == '"' || Character.isWhitespace(c));
        return plain ? text : Tokeniser.quote(text);
    }
}
