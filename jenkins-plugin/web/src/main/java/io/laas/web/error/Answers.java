package io.laas.web.error;

import io.laas.model.wire.ErrorJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Builds error answers. */
final class Answers {
    private Answers() {}

    static Response of(int status, String code, String message) {
        return of(status, new ErrorJson(code, message, Map.of())).build();
    }

    static Response of(ApiException e) {
        Response.ResponseBuilder answer = of(e.status(), e.error());
        if (e.retryAfterSeconds() > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds());
        }
        if (e.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"laas\"");
        }
        return answer.build();
    }

    private static Response.ResponseBuilder of(int status, ErrorJson error) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(error);
    }
}
