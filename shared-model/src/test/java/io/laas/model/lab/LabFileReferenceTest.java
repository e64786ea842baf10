package io.laas.model.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/lab-file.md against what the reader knows. */
class LabFileReferenceTest {
    private static final Pattern SECTION = Pattern.compile("## `([a-z.-]+)`");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9-]+)` \\| ([^|]*) \\| ([^|]*) \\|.*");

    private static final Map<String, List<String>> KEYS = new LinkedHashMap<>();
    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

    @BeforeAll
    static void readReference() throws IOException {
        String section = "";
        for (String line : Files.readAllLines(Path.of("../docs/reference/lab-file.md"))) {
            Matcher heading = SECTION.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
                KEYS.put(section, new ArrayList<>());
            } else if (row.matches()) {
                KEYS.get(section).add(row.group(1));
                DEFAULTS.put(section + "." + row.group(1), row.group(3).replace("`", ""));
            }
        }
    }

    @Test
    void listsEveryKeyTheReaderKnowsAndNoOther() {
        assertThat(KEYS).isEqualTo(LabFile.knownKeys());
    }

    @Test
    void namesTheDefaultsOfThePolicy() {
        Policy usual = Policy.DEFAULT;
        assertPolicy("default-length", usual.defaultLength());
        assertPolicy("min-length", usual.minLength());
        assertPolicy("max-length", usual.maxLength());
        assertPolicy("max-extension", usual.maxExtension());
        assertPolicy("extension-window", usual.extensionWindow());
        assertPolicy("pipeline-default", usual.pipelineDefault());
        assertPolicy("pipeline-max", usual.pipelineMax());
        assertPolicy("horizon", usual.horizon());
        assertPolicy("cleaning", usual.cleaning());
        assertPolicy("offer-stands", usual.offerStands());
        assertThat(DEFAULTS)
                .containsEntry("policy.max-extensions", String.valueOf(usual.maxExtensions()))
                .containsEntry("policy.max-active", String.valueOf(usual.maxActive()))
                .containsEntry("policy.max-future", String.valueOf(usual.maxFuture()))
                .containsEntry(
                        "policy.reminders",
                        usual.reminders().stream().map(Quantities::shown).collect(Collectors.joining(", ", "[", "]")));
    }

    private static void assertPolicy(String key, Duration value) {
        assertThat(DEFAULTS.get("policy." + key)).isEqualTo(Quantities.shown(value));
    }
}
