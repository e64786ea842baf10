package io.laas.engine.labfile;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows the {@code ?} of web addresses in a text, which may be a key, so that nobody is shown it. It is put back where a stand-in
 * stands behind the same address in another text.
 */
final class HiddenParts {
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(https?://[^\\s?#'\"<>]{1,1000}+\\?)([^\\s'\"]{0,2000}[^\\s'\",}\\]])");
    private static final Pattern STAND_IN =
            Pattern.compile("(?i)(https?://[^\\s?#'\"<>]{1,1000}+\\?)(\\(hidden-(\\d{1,6})\\))");
    private static final Pattern ANY = Pattern.compile("\\(hidden-\\d{1,6}\\)");

    private final List<Part> found;
    private final String shown;

    private record Part(String address, String rest) {}

    private HiddenParts(List<Part> found, String shown) {
        this.found = found;
        this.shown = shown;
    }

    static HiddenParts of(String text) {
        List<Part> found = new ArrayList<>();
        String shown = ADDRESS.matcher(text).replaceAll(m -> {
            found.add(new Part(m.group(1), m.group(2)));
            return Matcher.quoteReplacement(m.group(1) + "(hidden-" + found.size() + ")");
        });
        return new HiddenParts(found, shown);
    }

    /** Returns the text with stand-ins. */
    String shown() {
        return shown;
    }

    /** Puts back what the stand-ins of another text stand for; what stands for nothing is left as it is. */
    String restored(String text) {
        return STAND_IN.matcher(text).replaceAll(m -> {
            int number = Integer.parseInt(m.group(3));
            boolean known = number >= 1
                    && number <= found.size()
                    && found.get(number - 1).address().equals(m.group(1));
            return Matcher.quoteReplacement(
                    known ? m.group(1) + found.get(number - 1).rest() : m.group());
        });
    }

    /** Returns the stand-ins in a text. */
    static TreeSet<String> standIns(String text) {
        TreeSet<String> names = new TreeSet<>();
        ANY.matcher(text).results().forEach(m -> names.add(m.group()));
        return names;
    }
}
