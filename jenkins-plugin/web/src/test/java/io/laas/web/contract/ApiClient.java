package io.laas.web.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.laas.model.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A caller with one token. Immutable; {@link #with} adds headers. */
public final class ApiClient {
    static final ObjectMapper JSON = WireJson.lenient();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final URI api;
    private final List<String> headers;

    private ApiClient(URI api, List<String> headers) {
        this.api = api;
        this.headers = List.copyOf(headers);
    }

    /** Returns a caller without a token. */
    public static ApiClient anonymous(URI api) {
        return new ApiClient(api, List.of());
    }

    public ApiClient with(String header, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new ApiClient(api, more);
    }

    public ApiClient token(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    /** Posts the fields (name, value, name, value …) as JSON object. */
    public Reply post(String path, Object... fields) {
        Map<String, Object> body = new java.util.LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        try {
            return raw("POST", path, "application/json", JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + body, e);
        }
    }

    /** Posts without any body. */
    public Reply postNothing(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    public Reply raw(String method, String path, String type, String body) {
        return raw(method, path, type, HttpRequest.BodyPublishers.ofString(body));
    }

    public Reply raw(String method, String path, String type, HttpRequest.BodyPublisher body) {
        return send(request(path).header("Content-Type", type).method(method, body));
    }

    /** Opens a path whose answer does not end. */
    HttpResponse<java.io.InputStream> open(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(api + path)).timeout(PATIENCE);
        for (int i = 0; i < headers.size(); i += 2) {
            builder.header(headers.get(i), headers.get(i + 1));
        }
        return builder;
    }

    private static Reply send(HttpRequest.Builder builder) {
        try {
            HttpResponse<byte[]> answer = HTTP.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(answer.statusCode(), answer.headers(), json(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(new String(body, StandardCharsets.UTF_8));
        }
    }
}
