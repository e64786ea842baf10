package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** An answer of the API. */
public record Reply(int status, HttpHeaders headers, JsonNode body) {
    /** Fails unless the answer has the status; returns its body. */
    public JsonNode expect(int expected) {
        assertThat(status).as(() -> "status of " + body).isEqualTo(expected);
        return body;
    }

    /** Fails unless the answer is this refusal in the API's form; returns its message. */
    public String refused(int expected, String code) {
        expect(expected);
        assertThat(body.path("code").asText()).as(body::toString).isEqualTo(code);
        assertThat(body.path("message").asText()).isNotBlank();
        assertThat(body.path("details").isObject()).isTrue();
        assertThat(headers.firstValue("Content-Type").orElse("")).startsWith("application/json");
        return body.path("message").asText();
    }

    public String text(String field) {
        return body.path(field).asText();
    }
}
