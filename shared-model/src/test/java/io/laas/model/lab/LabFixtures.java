package io.laas.model.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Lab files among the test's resources. */
final class LabFixtures {
    private LabFixtures() {}

    static String text(String name) {
        try (InputStream in = LabFixtures.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LabFileResult parse(String text) {
        return LabFile.parse(text, "lab.yaml", Path.of("/etc/laas"));
    }

    /** Returns the sentences about a bad text; none if it is good. */
    static List<String> problems(String text) {
        LabFileResult result = parse(text);
        if (result instanceof LabFileResult.Bad bad) {
            return bad.problems().stream().map(LabProblem::toString).toList();
        }
        return List.of();
    }
}
