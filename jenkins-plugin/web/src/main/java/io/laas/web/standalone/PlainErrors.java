package io.laas.web.standalone;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee9.nested.ErrorHandler;
import org.eclipse.jetty.ee9.nested.Request;

/** Answers what Jetty itself refuses (a broken request line, headers too long) in the API's form. */
final class PlainErrors extends ErrorHandler {
    @Override
    protected void generateAcceptableResponse(
            Request base, HttpServletRequest request, HttpServletResponse response, int code, String message)
            throws IOException {
        base.setHandled(true);
        response.setContentType("application/json");
        String sentence =
                code >= 500 ? "The server could not answer this request." : "The request could not be understood.";
        String body = "{\"code\":\"%s\",\"message\":\"%s\",\"details\":{}}"
                .formatted(code >= 500 ? "INTERNAL" : "INVALID", sentence);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
