package io.laas.web.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the model's sources say of their records.
 *
 * @param types first sentence by simple name
 * @param components text of {@code @param} by {@code Record.component}
 */
record JavadocOfRecords(Map<String, String> types, Map<String, String> components) {
    private static final Pattern COMMENTED_RECORD =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public record (\\w+)", Pattern.DOTALL);

    static JavadocOfRecords read() throws IOException {
        JavadocOfRecords found = new JavadocOfRecords(new HashMap<>(), new HashMap<>());
        Path model = Path.of("..", "..", "shared-model", "src", "main", "java");
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(model)) {
            files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(sources::add);
        }
        for (Path source : sources) {
            found.add(Files.readString(source));
        }
        return found;
    }

    private void add(String source) {
        Matcher record = COMMENTED_RECORD.matcher(source);
        while (record.find()) {
            String[] parts = plain(record.group(1)).split(" ?@param ");
            types.put(record.group(2), parts[0].strip());
            for (int i = 1; i < parts.length; i++) {
                String[] words = parts[i].strip().split(" ", 2);
                components.put(record.group(2) + "." + words[0], words.length > 1 ? words[1] : "");
            }
        }
    }

    private static String plain(String comment) {
        return comment.replaceAll("(?m)^\\s*\\*", " ")
                .replaceAll("\\{@\\w+ #?([^}]*)}", "$1")
                .replaceAll("</?\\w+>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
