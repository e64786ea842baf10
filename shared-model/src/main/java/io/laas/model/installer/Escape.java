package io.laas.model.installer;

import java.util.Map;

/** What is done to values that go into a text, so that they stay values there. */
public enum Escape {
    /** Nothing: for plain text. */
    NONE(Map.of()),
    /** For text and quoted attributes of HTML and XML. */
    HTML(Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;")),
    /** For the inside of double quotes in JSON and in YAML. */
    JSON(Map.of('"', "\\\"", '\\', "\\\\")),
    /** For the inside of single quotes in a shell script. */
    SHELL(Map.of('\'', "'\\''"));

    private static final int SPACE = 0x20;

    private final Map<Character, String> special;

    Escape(Map<Character, String> special) {
        this.special = special;
    }

    /** Returns the value as it may stand in the text. */
    public String of(String value) {
        StringBuilder result = new StringBuilder(value.length());
        for (char c : value.toCharArray()) {
            if (this == JSON && c < SPACE) {
                result.append("\\u%04x".formatted((int) c));
            } else {
                result.append(special.getOrDefault(c, String.valueOf(c)));
            }
        }
        return result.toString();
    }
}
