package io.laas.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text that is shown is there in every language that the plugin speaks, and nothing is there that is not shown any more. */
class TranslationTest {
    /** A text in the code where a form would be told one from Messages. */
    private static final Pattern FIXED = Pattern.compile(
            "(?:FormValidation\\.\\w+\\(|getDisplayName\\(\\) \\{\\s*return|getShortDescription\\(\\) \\{\\s*return)\\s*\"");

    /** A text of a form or page that is written there as it is. */
    private static final Pattern LITERAL =
            Pattern.compile("\\s(?:title|placeholder|progress|add|header|value)=\"(?!\\$\\{)[A-Z][^\"]*[a-z ][^\"]*\"");

    static Stream<String> languages() {
        return ShownTexts.languages().stream();
    }

    @Test
    void thePluginSpeaksGerman() {
        assertThat(ShownTexts.languages()).contains("de");
        assertThat(ShownTexts.all()).hasSizeGreaterThan(30);
    }

    @Test
    void englishTextsAreThereForTheKeysThatAreUsed() {
        for (ShownTexts texts : ShownTexts.all()) {
            assertThat(texts.values().keySet())
                    .as("keys used by %s", texts)
                    .containsAll(texts.english().keySet());
            texts.english()
                    .forEach((key, text) -> assertThat(ShownTexts.placesIn(text))
                            .as("values in %s of %s", key, texts)
                            .isEqualTo(texts.values().get(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyTextIsThereInEachLanguageAndNoOther(String language) {
        for (ShownTexts texts : ShownTexts.all()) {
            assertThat(texts.in(language).keySet())
                    .as("%s of %s", language, texts)
                    .isEqualTo(texts.values().keySet());
            assertThat(texts.in(language).values())
                    .as("%s of %s", language, texts)
                    .noneMatch(String::isBlank);
        }
        assertThat(new TreeSet<>(ShownTexts.translated(language)))
                .as("files in %s", language)
                .isEqualTo(new TreeSet<>(
                        ShownTexts.all().stream().map(ShownTexts::base).toList()));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyTextTakesTheSameValuesInEachLanguage(String language) {
        for (ShownTexts texts : ShownTexts.all()) {
            Map<String, Integer> places = new TreeMap<>();
            texts.in(language).forEach((key, text) -> places.put(key, ShownTexts.placesIn(text)));

            assertThat(places).as("%s of %s", language, texts).isEqualTo(texts.values());
            texts.in(language)
                    .forEach((key, text) -> assertThat(shown(text, language))
                            .as("%s of %s", key, texts)
                            .isEqualTo(text.replace("''", "'").replaceAll("\\{\\d}", "X")));
        }
    }

    /** An apostrophe that is not doubled swallows what follows. */
    private static String shown(String text, String language) {
        return new MessageFormat(text, Locale.forLanguageTag(language.replace('_', '-')))
                .format(new Object[] {"X", "X", "X", "X"});
    }

    @Test
    void formsAreToldNothingThatIsFixedInTheCode() throws IOException {
        assertThat(FIXED.matcher("return FormValidation.error(\n    \"No.\");").find())
                .isTrue();
        assertThat(LITERAL.matcher("<f:entry title=\"Time zone\"/>").find()).isTrue();

        assertNone(Path.of("src/main/java"), ".java", FIXED);
        assertNone(ShownTexts.RESOURCES, ".jelly", LITERAL);
    }

    private static void assertNone(Path folder, String ending, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                assertThat(Files.readString(file)).as("%s", file).doesNotContainPattern(pattern);
            }
        }
    }
}
