package io.laas.jenkins.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The web methods that {@link WebMethodsTest} calls with every permission. */
public final class WebMethods {
    private WebMethods() {}

    /** Returns class and method of everything the matrix is about. */
    public static List<String> matrix() throws IOException {
        try (var in = WebMethods.class.getResourceAsStream("web-methods.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",")[0] + "." + line.split(",")[1])
                    .toList();
        }
    }
}
