package io.laas.web.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes a calendar line by line as RFC 5545 wants it: text escaped, lines of at most 75 octets and folded between characters, instants
 * in UTC. Names of properties are given as they are; everything else may come from anywhere. For one thread.
 */
final class ICalendar {
    private static final int MAX_OCTETS = 75;
    private static final String LINE_END = "\r\n";
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder();

    ICalendar begin(String component) {
        return line("BEGIN:" + component);
    }

    ICalendar end(String component) {
        return line("END:" + component);
    }

    /** Adds a property whose value needs no escaping, such as a number or a word of the standard. */
    ICalendar word(String property, String value) {
        return line(property + ":" + value);
    }

    /** Adds a property with any text. */
    ICalendar text(String property, String value) {
        return line(property + ":" + escaped(value));
    }

    ICalendar instant(String property, Instant value) {
        return line(property + ":" + UTC.format(value));
    }

    private static String escaped(String value) {
        StringBuilder safe = new StringBuilder();
        value.replace("\r\n", "\n").codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> safe.append("\\\\");
                case ';' -> safe.append("\\;");
                case ',' -> safe.append("\\,");
                case '\n', '\r' -> safe.append("\\n");
                default -> safe.appendCodePoint(allowed(c) ? c : ' ');
            }
        });
        return safe.toString();
    }

    /** Controls and halves of characters have no place in a calendar. */
    private static boolean allowed(int c) {
        return c == '\t'
                || !Character.isISOControl(c) && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private ICalendar line(String whole) {
        int octets = 0;
        for (int i = 0; i < whole.length(); ) {
            int c = whole.codePointAt(i);
            int length = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > MAX_OCTETS) {
                text.append(LINE_END).append(' ');
                octets = 1;
            }
            text.appendCodePoint(c);
            octets += length;
            i += Character.charCount(c);
        }
        text.append(LINE_END);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
