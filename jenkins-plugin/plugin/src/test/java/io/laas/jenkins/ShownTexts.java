package io.laas.jenkins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts that one form or page, or the classes of one package, show: those of {@code x.jelly} or of {@code Messages}, and how
 * many values each takes. The texts in other languages are beside it in {@code x_de.properties} and so on.
 *
 * @param base the path without ending
 */
record ShownTexts(Path base) {
    static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern KEY = Pattern.compile("\\$\\{%([^(}]+)(?:\\(([^)]*)\\))?}");
    private static final Pattern TRANSLATION = Pattern.compile("(.+)_([a-z]{2}(?:_[A-Z]{2})?)\\.properties");
    private static final String MESSAGES = "Messages";

    /** Returns all that the plugin shows. */
    static List<ShownTexts> all() {
        return files(".+\\.(?:jelly|properties)")
                .filter(file -> !TRANSLATION.matcher(file.toString()).matches())
                .map(file -> new ShownTexts(Path.of(file.toString().replaceFirst("\\.\\w+$", ""))))
                .distinct()
                .filter(texts -> !texts.values().isEmpty())
                .toList();
    }

    /** Returns all languages that there is at least one file of. */
    static List<String> languages() {
        return translations().map(m -> m.group(2)).distinct().sorted().toList();
    }

    /** Returns what the files in a language are the translation of, whether that is there or not. */
    static List<Path> translated(String language) {
        return translations()
                .filter(m -> m.group(2).equals(language))
                .map(m -> Path.of(m.group(1)))
                .toList();
    }

    private static Stream<Matcher> translations() {
        return files(".+\\.properties")
                .map(file -> TRANSLATION.matcher(file.toString()))
                .filter(Matcher::matches);
    }

    private static Stream<Path> files(String name) {
        try (Stream<Path> all = Files.walk(RESOURCES)) {
            return all.filter(file -> file.getFileName().toString().matches(name)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns each key with the number of values that are put into its text. */
    Map<String, Integer> values() {
        if (base.endsWith(MESSAGES)) {
            Map<String, Integer> values = new TreeMap<>();
            texts("").forEach((key, text) -> values.put(key, placesIn(text)));
            return values;
        }
        Map<String, Integer> values = new TreeMap<>();
        for (Matcher key = KEY.matcher(read(Path.of(base + ".jelly"))); key.find(); ) {
            values.put(key.group(1), key.group(2) == null ? 0 : key.group(2).split(",").length);
        }
        return values;
    }

    /** Returns the English texts that are not the keys themselves. */
    Map<String, String> english() {
        return texts("");
    }

    /** Returns the texts in a language. */
    Map<String, String> in(String language) {
        return texts("_" + language);
    }

    private Map<String, String> texts(String ending) {
        Path file = Path.of(base + ending + ".properties");
        if (!Files.exists(file)) {
            return Map.of();
        }
        try (InputStream in = Files.newInputStream(file)) {
            PropertyResourceBundle bundle = new PropertyResourceBundle(in);
            Map<String, String> texts = new TreeMap<>();
            bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many values a text takes; a place that an apostrophe hides does not count. */
    static int placesIn(String text) {
        return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
