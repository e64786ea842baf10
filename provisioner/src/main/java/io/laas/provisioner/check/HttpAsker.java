package io.laas.provisioner.check;

import io.laas.model.Names;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks web servers of pods once; follows no redirect and reads at most 64 KiB. Thread-safe. */
public final class HttpAsker {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 64 * 1024;
    private static final int SHOWN = 60;

    /**
     * Asks once.
     *
     * @param contains texts that all have to be in the answer
     * @return what was wrong; empty if it gave the answer wanted
     */
    public Optional<String> wrong(URI uri, List<String> contains) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String text = new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
                return wrong(response.statusCode(), text, contains);
            }
        } catch (IOException e) {
            return Optional.of(Names.clean(
                    Optional.ofNullable(e.getMessage())
                            .orElseGet(() -> e.getClass().getSimpleName()),
                    SHOWN * 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("it was interrupted");
        }
    }

    private static Optional<String> wrong(int status, String text, List<String> contains) {
        if (status < 200 || status > 299) {
            return Optional.of("it answers with status " + status);
        }
        return contains.stream()
                .filter(wanted -> !text.contains(wanted))
                .findFirst()
                .map(wanted -> "its answer lacks '%s'".formatted(Names.clean(wanted, SHOWN)));
    }
}
