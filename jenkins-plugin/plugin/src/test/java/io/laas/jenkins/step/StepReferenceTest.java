package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StepReferenceTest {
    private static final Path FILE = Path.of("../../docs/reference/pipeline-steps.md");

    @Test
    void theReferenceSaysWhatTheHelpTextsSay() throws IOException {
        String text = StepReference.text();
        if (Boolean.getBoolean("laas.docs.write")) {
            Files.writeString(FILE, text);
        }
        assertThat(FILE).as("run this test with -Dlaas.docs.write=true").hasContent(text);
    }
}
