package io.laas.chat.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Pattern KEY = Pattern.compile("Texts\\.of\\(\\s*\"([a-z.-]+[a-z])\"");

    @Test
    void hasEveryTextThatTheCodeAsksFor() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            Set<String> keys = files.filter(f -> f.toString().endsWith(".java"))
                    .flatMap(f -> KEY.matcher(read(f)).results().map(r -> r.group(1)))
                    .collect(Collectors.toSet());
            assertThat(keys)
                    .hasSizeGreaterThan(80)
                    .allSatisfy(k -> assertThat(Texts.of(k)).isNotBlank());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
