package io.laas.web.standalone;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Serves the status page's three files and the sign of life; nothing else, and nothing that depends on the caller. */
final class PagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Map<String, Resource> PAGES = Map.of(
            "/", new Resource("status.html", "text/html"),
            "/status.js", new Resource("status.js", "text/javascript"),
            "/status.css", new Resource("status.css", "text/css"));

    private record Resource(String name, String type) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        String path = request.getServletPath();
        if (path.equals("/healthz")) {
            answer(response, "application/json", "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8));
        } else if (PAGES.containsKey(path)) {
            Resource page = PAGES.get(path);
            answer(response, page.type(), bytes(page.name()));
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            answer(response, "application/json", NOTHING.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final String NOTHING =
            "{\"code\":\"NOT_FOUND\",\"message\":\"There is nothing here; the API is below /api/v1, the status page at /.\",\"details\":{}}";

    private static void answer(HttpServletResponse response, String type, byte[] body) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        response.setContentType(type + ";charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = PagesServlet.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
