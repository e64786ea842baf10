package io.laas.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The project's pages hang together and name what there is. */
class DocumentationTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern USAGE = Pattern.compile("(?m)^  ([a-z]+(?:\\|[a-z]+)*)(?: |$)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)[^`]*`");

    static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(PROJECT);
                Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(p -> p.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        LINK.matcher(Files.readString(page))
                .results()
                .map(m -> m.group(1))
                .filter(target -> !target.contains("://"))
                .forEach(target -> assertThat(page.resolveSibling(target))
                        .as("link in %s", page)
                        .exists());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageBeginsWithOneTitle(Path page) throws IOException {
        String text = Files.readString(page).replaceAll("(?s)```.*?```", "");
        assertThat(text).startsWith("# ");
        assertThat(text.lines().filter(l -> l.startsWith("# "))).hasSize(1);
    }

    @Test
    void theLaunchersPageNamesItsCommands() throws IOException {
        String script = Files.readString(PROJECT.resolve("laas"));
        String usage = script.substring(script.indexOf("usage: ./laas"), script.indexOf("Environment:"));
        String page = Files.readString(PROJECT.resolve("docs/reference/laas.md"));
        assertThat(words(ROW, page.substring(0, page.indexOf("\n## ")))).isEqualTo(words(USAGE, usage));
    }

    private static Set<String> words(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
