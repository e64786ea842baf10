package io.laas.web.standalone;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee9.nested.ErrorHandler;
import org.eclipse.jetty.ee9.nested.Request;

/** Answers what the servlet container itself refuses in the API's form. */
final class PlainErrors extends ErrorHandler {
    private static final int SERVER_ERRORS = 500;

    @Override
    protected void generateAcceptableResponse(
            Request base, HttpServletRequest request, HttpServletResponse response, int code, String message)
            throws IOException {
        base.setHandled(true);
        response.setContentType("application/json");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(body(code).getBytes(StandardCharsets.UTF_8));
    }

    static String body(int status) {
        return status >= SERVER_ERRORS
                ? "{\"code\":\"INTERNAL\",\"message\":\"The server could not answer this request.\",\"details\":{}}"
                : "{\"code\":\"INVALID\",\"message\":\"The request could not be understood; check its verb, path and headers.\",\"details\":{}}";
    }
}
