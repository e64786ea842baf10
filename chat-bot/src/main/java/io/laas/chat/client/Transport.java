package io.laas.chat.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.laas.model.Channel;
import io.laas.model.wire.ErrorJson;
import io.laas.model.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests and answers in JSON. Thread-safe. Asks once more when no answer came to what can be asked twice without harm. */
final class Transport {
    private static final int MAX_BODY = 16 << 20;
    private static final int TRIES = 3;
    private static final JsonMapper JSON = WireJson.lenient()
            .rebuild()
            .addModule(new SimpleModule().addDeserializer(String.class, new ForeignText()))
            .build();

    private final HttpClient http;
    private final ClientSettings settings;
    private final Optional<String> actingFor;
    private final Optional<String> key;

    Transport(ClientSettings settings) {
        this(
                HttpClient.newBuilder()
                        .connectTimeout(settings.connect())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                settings,
                Optional.empty(),
                Optional.empty());
    }

    private Transport(HttpClient http, ClientSettings settings, Optional<String> actingFor, Optional<String> key) {
        this.http = http;
        this.settings = settings;
        this.actingFor = actingFor;
        this.key = key;
    }

    Transport actingFor(String identity) {
        return new Transport(http, settings, Optional.of(identity), key);
    }

    Transport through(Channel channel) {
        return new Transport(http, settings.through(channel), actingFor, key);
    }

    /** Returns a transport that sends the key with every change that names none. */
    Transport keyed(String newKey) {
        return new Transport(http, settings, actingFor, Optional.of(newKey));
    }

    /** Returns the whole address of a path below the API. */
    String address(String path) {
        return settings.api(path).toString();
    }

    <T> ApiResult<T> get(String path, JavaType type) {
        return call(request(path, settings.answer()).GET().build(), type, TRIES);
    }

    /** Reads with a longer limit, for requests that the server holds open. */
    <T> ApiResult<T> hold(String path, Duration hold, JavaType type) {
        return call(request(path, settings.answer().plus(hold)).GET().build(), type, 1);
    }

    <T> ApiResult<T> post(String path, Object body, Optional<String> own, JavaType type) {
        Optional<String> used = own.or(() -> key);
        HttpRequest request = change(path, settings.answer(), body, used);
        return call(request, type, used.isPresent() ? TRIES : 1);
    }

    /** Changes with a longer limit and without a body, for what takes long; asked once only, since it may still go on. */
    <T> ApiResult<T> holdPost(String path, Duration hold, JavaType type) {
        return call(change(path, settings.answer().plus(hold), null, key), type, 1);
    }

    private HttpRequest change(String path, Duration timeout, Object body, Optional<String> used) {
        HttpRequest.Builder request = request(path, timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(body), StandardCharsets.UTF_8));
        used.ifPresent(k -> request.header("Idempotency-Key", k));
        return request.build();
    }

    /** Opens a stream of server-sent events. */
    HttpResponse<InputStream> stream(String path, long lastSeen) throws IOException, InterruptedException {
        HttpRequest request = request(path, settings.answer())
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", String.valueOf(lastSeen))
                .GET()
                .build();
        return http.send(request, BodyHandlers.ofInputStream());
    }

    URI api(String path) {
        return settings.api(path);
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.api(path))
                .timeout(timeout)
                .header("Authorization", settings.authorization())
                .header("LaaS-Channel", settings.channel().name());
        actingFor.ifPresent(identity -> request.header("LaaS-Acting-For", identity));
        return request;
    }

    private <T> ApiResult<T> call(HttpRequest request, JavaType type, int tries) {
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return read(response.statusCode(), body.readNBytes(MAX_BODY + 1), type);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable("The wait for the server was interrupted.");
        } catch (IOException e) {
            return tries > 1 ? call(request, type, tries - 1) : unreachable(why(e));
        }
    }

    private String why(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "The server at %s did not answer in time. Try again, or look whether it is overloaded."
                    .formatted(settings.server());
        }
        if (e instanceof ConnectException) {
            return "No server answers at %s. Is it running? Start one with ./laas server, or name another with --url."
                    .formatted(settings.server());
        }
        return "The connection to %s broke: %s. Try again.".formatted(settings.server(), e.getMessage());
    }

    private static <T> ApiResult<T> read(int status, byte[] body, JavaType type) {
        if (body.length > MAX_BODY) {
            return unreachable("The server's answer is larger than 16 MiB; this client does not read it.");
        }
        try {
            if (status >= 400) {
                return new ApiResult.Failed<>(status, error(status, body));
            }
            if (status >= 300) {
                return unreachable(
                        "The server answers with a redirect (" + status + "). Use the address it is served at.");
            }
            return new ApiResult.Ok<>(body.length == 0 ? null : value(body, type));
        } catch (IOException | IllegalArgumentException e) {
            return unreachable("The server's answer (status " + status
                    + ") is not what a LaaS server sends. Is the address right?");
        }
    }

    /** Lists come as they are or as pages. */
    private static <T> T value(byte[] body, JavaType type) throws IOException {
        JsonNode tree = JSON.readTree(body);
        boolean page = type.isTypeOrSubTypeOf(List.class) && tree.has("items");
        return JSON.convertValue(page ? tree.get("items") : tree, type);
    }

    private static ErrorJson error(int status, byte[] body) {
        try {
            ErrorJson error = JSON.readValue(body, ErrorJson.class);
            if (error != null && error.code() != null && error.message() != null) {
                return error;
            }
        } catch (IOException e) {
            return foreign(status);
        }
        return foreign(status);
    }

    private static ErrorJson foreign(int status) {
        String message = switch (status) {
            case 401 -> "The server does not know this token. Give a valid one with --token-file or LAAS_TOKEN_FILE.";
            case 403 -> "The server does not allow this with your token.";
            case 404 -> "There is no LaaS server at this address, or it is of another version.";
            case 429 -> "That was too much at once. Try again in a minute.";
            default -> "The server failed with status " + status + ". Try again later; its log says more.";
        };
        return new ErrorJson("HTTP_" + status, message, Map.of());
    }

    private static <T> ApiResult<T> unreachable(String message) {
        return new ApiResult.Failed<>(0, new ErrorJson("UNREACHABLE", message, Map.of()));
    }

    private static String json(Object body) {
        try {
            return body == null ? "{}" : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + body.getClass(), e);
        }
    }
}
