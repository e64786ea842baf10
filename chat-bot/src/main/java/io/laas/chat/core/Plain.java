package io.laas.chat.core;

import java.util.regex.Pattern;

/** Makes text of others harmless to show: no escape sequences, no control characters, no tricks with writing direction. */
public final class Plain {
    /** CSI … final byte; OSC, DCS, SOS, PM and APC strings to their end; other two-byte escapes. Also with 8-bit introducers. */
    private static final Pattern ESCAPES = Pattern.compile("(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]?"
            + "|(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])[^\\x07\\x1b\\x9c]*(?:\\x07|\\x1b\\\\|\\x9c)?"
            + "|\\x1b[ -/]*[0-~]?");

    private static final Pattern UNSEEN = Pattern.compile(
            "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
                    + "\\ufeff\\ufff9-\\ufffb]");

    private Plain() {}

    /** Returns the text without what could act on a terminal; line breaks stay, tabs become a space. */
    public static String lines(String text) {
        if (text == null) {
            return "";
        }
        String unix = ESCAPES.matcher(text.replace("\r\n", "\n")).replaceAll("");
        return UNSEEN.matcher(unix.replace('\t', ' ')).replaceAll("");
    }

    /** Returns the text on one line. */
    public static String line(String text) {
        return lines(text).replace('\n', ' ').strip();
    }

    /** Returns at most {@code max} characters, an ellipsis for the rest. */
    public static String shortened(String text, int max) {
        return text.length() <= max ? text : text.substring(0, Math.max(0, max - 1)) + "…";
    }
}
