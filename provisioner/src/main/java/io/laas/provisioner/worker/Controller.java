package io.laas.provisioner.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.model.Names;
import io.laas.model.wire.ErrorJson;
import io.laas.model.wire.WireJson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The controller's HTTP API for workers. Thread-safe; blocking. */
final class Controller {
    private static final JsonMapper JSON = WireJson.lenient();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int MAX_ERROR = 1000;

    private final ControllerAddress address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Controller(ControllerAddress address) {
        this.address = address;
    }

    /**
     * Posts and reads the answer.
     *
     * @param hold how long the controller may wait before it answers
     * @throws IOException if no answer came, or one that says to come again
     * @throws ControllerRefusal if it said no
     */
    <T> T post(String path, Object body, Class<T> type, Duration hold)
            throws IOException, InterruptedException, ControllerRefusal {
        HttpRequest request = HttpRequest.newBuilder(address.api(path))
                .timeout(ANSWER.plus(hold))
                .header("Authorization", address.authorization())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        int status = answer.statusCode();
        if (status >= 500 || status == 429) {
            throw new IOException("the controller answered %d: %s".formatted(status, message(answer)));
        }
        if (status >= 300) {
            throw new ControllerRefusal(status, message(answer));
        }
        return JSON.readValue(answer.body(), type);
    }

    <T> T post(String path, Object body, Class<T> type) throws IOException, InterruptedException, ControllerRefusal {
        return post(path, body, type, Duration.ZERO);
    }

    private static String message(HttpResponse<byte[]> answer) {
        try {
            ErrorJson error = JSON.readValue(answer.body(), ErrorJson.class);
            if (error.message() != null) {
                return Names.clean(error.message(), MAX_ERROR);
            }
        } catch (JsonProcessingException e) {
            return "status %d and no message; is it a LaaS server?".formatted(answer.statusCode());
        } catch (IOException e) {
            return e.getMessage();
        }
        return "status " + answer.statusCode();
    }
}
