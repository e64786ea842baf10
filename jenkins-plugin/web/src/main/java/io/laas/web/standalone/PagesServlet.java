package io.laas.web.standalone;

import io.laas.web.pages.Page;
import io.laas.web.pages.Pages;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Serves the pages and the sign of life; nothing else, and nothing that depends on the caller. An address that a browser asks for and
 * that is no file is answered with the first page, which knows what to show there. Where the pages were not built, a status page
 * stands in for them.
 */
final class PagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> STATUS_PAGE = Map.of(
            "status.html", "text/html",
            "status.js", "text/javascript",
            "status.css", "text/css");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String NOTHING =
            "{\"code\":\"NOT_FOUND\",\"message\":\"There is nothing here; the API is below /api/v1, the pages at /.\",\"details\":{}}";

    private final transient Pages pages = new Pages("/");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", Pages.POLICY);
        String path = request.getServletPath();
        if (path.equals("/healthz")) {
            answer(response, "application/json", "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        Optional<Page> page = page(path, request.getHeader("Accept"));
        if (page.isPresent()) {
            answer(request, response, page.get());
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            answer(response, "application/json", NOTHING.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Optional<Page> page(String path, String accept) throws IOException {
        if (!Pages.built()) {
            return statusPage(path.equals("/") ? "status.html" : path.substring(1));
        }
        if (path.equals("/")) {
            return pages.first();
        }
        boolean address = !path.contains(".") && accept != null && accept.contains("text/html");
        return address ? pages.first() : pages.find(path.substring(1));
    }

    private static Optional<Page> statusPage(String name) throws IOException {
        if (!STATUS_PAGE.containsKey(name)) {
            return Optional.empty();
        }
        try (InputStream in = PagesServlet.class.getResourceAsStream(name)) {
            byte[] bytes = in.readAllBytes();
            return Optional.of(new Page(STATUS_PAGE.get(name), false, bytes, bytes));
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Page page) throws IOException {
        response.setHeader("Vary", "Accept-Encoding");
        String encodings = request.getHeader("Accept-Encoding");
        boolean zipped = page.zipped() != page.plain() && encodings != null && encodings.contains("gzip");
        if (zipped) {
            response.setHeader("Content-Encoding", "gzip");
        }
        write(response, page.type(), zipped ? page.zipped() : page.plain(), page.forEver() ? FOR_EVER : "no-cache");
    }

    private static void answer(HttpServletResponse response, String type, byte[] body) throws IOException {
        write(response, type, body, "no-cache");
    }

    private static void write(HttpServletResponse response, String type, byte[] body, String caching)
            throws IOException {
        response.setHeader("Cache-Control", caching);
        response.setContentType(type.startsWith("image/png") ? type : type + ";charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
