package io.laas.chat.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Cuts a stream of server-sent events into their data; comments and other fields are passed over. */
final class SseReader {
    private static final int MAX_DATA = 1 << 20;

    private final BufferedReader reader;

    SseReader(InputStream stream) {
        reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** Returns the data of the next event, or empty at the end of the stream. */
    Optional<String> next() throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty() && !data.isEmpty()) {
                return Optional.of(data.substring(0, data.length() - 1));
            }
            if (line.startsWith("data:")) {
                data.append(line.substring(line.startsWith("data: ") ? 6 : 5)).append('\n');
            }
            if (data.length() > MAX_DATA) {
                throw new IOException("an event is larger than 1 MiB");
            }
        }
        return Optional.empty();
    }
}
