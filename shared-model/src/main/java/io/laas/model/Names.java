package io.laas.model;

import java.util.regex.Pattern;

/** Rules for names that come from outside and end up in file names, host names and libvirt objects. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final int MAX_LENGTH = 40;

    private Names() {}

    /**
     * Returns the value if it is a legal name (RFC 1123 label of at most 40 characters, lower case).
     *
     * @param what the thing named, for the message
     * @throws IllegalArgumentException with the rule and the offending value (shortened) otherwise
     */
    public static String require(String what, String value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(what + " must be given");
        }
        if (value.length() > MAX_LENGTH || !NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s must be lower-case letters, digits and hyphens, at most %d characters, was '%s'"
                            .formatted(what, MAX_LENGTH, shorten(value)));
        }
        return value;
    }

    /** Returns the text without control characters and cut to {@code max} characters, for messages and logs. */
    public static String clean(String text, int max) {
        String safe = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").strip();
        return safe.length() <= max ? safe : safe.substring(0, max - 1) + "…";
    }

    private static String shorten(String value) {
        return clean(value, MAX_LENGTH + 10);
    }
}
