package io.laas.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The matrix of rights, {@code rights.csv}, names every route of the API, so that a new one is called with every right in both
 * hosts, by strangers and through a chat, or this fails.
 */
class RightsMatrixTest {
    /** Routes that ask for no right, and the one whose answer does not end; {@code EventContract} asks it for its refusals. */
    private static final Set<String> TESTED_ELSEWHERE =
            Set.of("GET /openapi.json", "GET /feeds/{id}.ics", "GET /events/stream");

    @Test
    void namesEveryRoute() throws Exception {
        List<Route> routes = routes();
        Set<String> missing = routes.stream().map(Route::toString).collect(Collectors.toCollection(TreeSet::new));

        for (String called : calls()) {
            Route route = routes.stream()
                    .filter(r -> r.isCalledBy(called))
                    .min(Comparator.comparingInt(Route::variables))
                    .orElseThrow(() -> new AssertionError(called + " is in rights.csv and no route of the API"));
            missing.remove(route.toString());
        }

        assertThat(missing).isEqualTo(new TreeSet<>(TESTED_ELSEWHERE));
    }

    private record Route(String method, String path) {
        boolean isCalledBy(String call) {
            String literal = Pattern.compile("\\{[^}]+}")
                    .splitAsStream(path + " ")
                    .map(Pattern::quote)
                    .collect(Collectors.joining("[^/]+"));
            return (call + " ").matches(method + " " + literal);
        }

        int variables() {
            return path.split("\\{", -1).length;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static List<Route> routes() throws Exception {
        JsonNode paths =
                new ObjectMapper().readTree(OpenApiGenerator.document()).path("paths");
        return paths.properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation ->
                                new Route(operation.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey())))
                .toList();
    }

    private static List<String> calls() throws Exception {
        try (InputStream in = RightsMatrixTest.class.getResourceAsStream("/io/laas/web/contract/rights.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(row -> row[0] + " " + row[1].replaceAll("\\?.*", ""))
                    .toList();
        }
    }
}
