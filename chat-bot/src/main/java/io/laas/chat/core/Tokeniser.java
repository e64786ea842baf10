package io.laas.chat.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into words. Double quotes keep words together, also the curly ones of phones; apostrophes are letters; all
 * kinds of spaces part words; a dash that a phone made of {@code --} is taken back at the start of a word. A quote that is
 * never closed reaches to the end.
 */
final class Tokeniser {
    static final int MAX_LINE = 4000;
    private static final String QUOTES = "\"\u201c\u201d\u201e\u201f\u00ab\u00bb";

    private final String line;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inQuotes;
    private boolean quoted;

    private Tokeniser(String line) {
        this.line = line;
    }

    static List<Token> tokens(String line) {
        return new Tokeniser(line).run();
    }

    /** Returns the text as one quoted word. */
    static String quote(String text) {
        StringBuilder clean = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> clean.append(QUOTES.indexOf(c) >= 0 ? '\'' : (char) c));
        return clean.append('"').toString();
    }

    private List<Token> run() {
        for (int i = 0; i < line.length(); i++) {
            accept(line.charAt(i));
        }
        end();
        return tokens;
    }

    private void accept(char c) {
        if (QUOTES.indexOf(c) >= 0) {
            quoted |= word.isEmpty();
            inQuotes = !inQuotes;
        } else if (!inQuotes && isSpace(c)) {
            end();
        } else if (!inQuotes && word.isEmpty() && (c == '\u2014' || c == '\u2013')) {
            word.append("--");
        } else {
            word.append(isSpace(c) ? ' ' : c);
        }
    }

    private void end() {
        if (!word.isEmpty() || quoted) {
            tokens.add(new Token(word.toString(), quoted));
        }
        word.setLength(0);
        quoted = false;
        inQuotes = false;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
