package io.laas.web.json;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Records as comma-separated values (RFC 4180) with their field names in the first line. Text that a spreadsheet would take for a
 * formula gets an apostrophe before it.
 */
public final class Csv {
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    private Csv() {}

    public static <T extends Record> String of(Class<T> type, List<T> records) {
        RecordComponent[] columns = type.getRecordComponents();
        String head =
                Arrays.stream(columns).map(RecordComponent::getName).collect(Collectors.joining(",", "", LINE_END));
        return records.stream().map(r -> line(columns, r)).collect(Collectors.joining("", head, ""));
    }

    private static String line(RecordComponent[] columns, Record row) {
        return Arrays.stream(columns).map(c -> cell(value(c, row))).collect(Collectors.joining(",", "", LINE_END));
    }

    private static Object value(RecordComponent column, Record row) {
        try {
            return column.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("field %s cannot be read".formatted(column.getName()), e);
        }
    }

    private static String cell(Object value) {
        if (value instanceof Double number) {
            return number == Math.rint(number)
                    ? String.valueOf(number.longValue())
                    : String.format(Locale.ROOT, "%s", number);
        }
        String text = value == null ? "" : value.toString();
        return value instanceof String ? quoted(harmless(text)) : text;
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
