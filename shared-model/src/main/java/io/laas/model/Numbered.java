package io.laas.model;

import java.util.Locale;

/** Reads identifiers of the form prefix and number. */
final class Numbered {
    private static final int MAX_DIGITS = 18;

    private Numbered() {}

    static long parse(String what, String prefix, String text) {
        String digits = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        digits = digits.startsWith(prefix) ? digits.substring(prefix.length()) : digits;
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "%s must look like %s41, was '%s'".formatted(what, prefix, Names.clean(text, 40)));
        }
        return Long.parseLong(digits);
    }
}
