package io.laas.web.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.laas.model.Names;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever a request ends with into an error answer. What was not foreseen becomes 500 INTERNAL with a random id that
 * the log carries too; nothing of its text leaves the server.
 */
@Provider
public final class ErrorMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorMapper.class);

    @Context
    private UriInfo uri;

    @Context
    private Request request;

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof ApiException e) {
            return Answers.of(e);
        }
        if (thrown instanceof JsonProcessingException e) {
            return Answers.of(400, "INVALID", JsonProblem.sentence(e));
        }
        if (thrown instanceof IllegalArgumentException e) {
            return Answers.of(400, "INVALID", Names.clean(e.getMessage(), 500));
        }
        if (thrown instanceof WebApplicationException e) {
            return web(e);
        }
        return internal(thrown);
    }

    private Response web(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        String where = request.getMethod() + " /" + Names.clean(uri.getPath(), 200);
        return switch (status) {
            case 404 ->
                Answers.of(
                        404, "NOT_FOUND", "There is nothing at " + where + "; see /api/v1/openapi.json for all paths.");
            case 405 -> methodNotAllowed(e, where);
            case 406 ->
                Answers.of(
                        406,
                        "NOT_ACCEPTABLE",
                        where
                                + " answers in JSON (events/stream: text/event-stream; descriptors: application/yaml); send a matching Accept header.");
            case 415 ->
                Answers.of(415, "UNSUPPORTED_MEDIA_TYPE", where + " reads JSON; send Content-Type: application/json.");
            default -> status < 500 ? Answers.of(status, "INVALID", where + " could not be understood.") : internal(e);
        };
    }

    private static Response methodNotAllowed(WebApplicationException e, String where) {
        List<Object> allow = e.getResponse().getHeaders().getOrDefault(HttpHeaders.ALLOW, List.of());
        String sentence =
                where + " is not possible; allowed: " + (allow.isEmpty() ? "GET or POST" : allow.get(0)) + ".";
        Response.ResponseBuilder answer = Response.fromResponse(Answers.of(405, "METHOD_NOT_ALLOWED", sentence));
        allow.forEach(a -> answer.header(HttpHeaders.ALLOW, a));
        return answer.build();
    }

    private Response internal(Throwable thrown) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.error(
                "Request {} /{} failed, error id {}", request.getMethod(), Names.clean(uri.getPath(), 200), id, thrown);
        return Answers.of(
                500,
                "INTERNAL",
                "Something went wrong inside the server. Its log tells more under error id " + id + ".");
    }
}
