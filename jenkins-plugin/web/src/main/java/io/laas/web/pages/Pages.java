package io.laas.web.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.model.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The files that the front-end build put into the jar. Only names that such a build makes are looked up, so no path leads elsewhere.
 * Files are read once and kept, compressed and not. Thread-safe.
 */
public final class Pages {
    /**
     * What a browser may do in a page: scripts, styles, pictures and requests of this origin, and nothing else. No text can
     * become a script on the way through the page either, because no code may make scripts of text.
     */
    public static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static final String DIRECTORY = "/io/laas/web/pages/built/";
    private static final String ASSETS = "assets/";
    private static final Pattern NAME = Pattern.compile("(assets/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "js", "text/javascript",
            "css", "text/css",
            "svg", "image/svg+xml",
            "json", "application/json",
            "png", "image/png");

    private final String root;
    private final Map<String, Page> read = new ConcurrentHashMap<>();

    /**
     * Creates the pages of a host.
     *
     * @param root path of the first page, with a slash at its end
     */
    public Pages(String root) {
        this.root = root;
    }

    /** Returns whether the build made pages; without Node it makes none. */
    public static boolean built() {
        return Pages.class.getResource(DIRECTORY + "index.html") != null;
    }

    /** Returns the page that all addresses begin with; empty if the build made none. */
    public Optional<Page> first() {
        return find("index.html");
    }

    /** Returns what a host loads that makes the page around the pages itself; empty if the build made none. */
    public static Optional<Entry> entry() {
        try (InputStream in = Pages.class.getResourceAsStream(DIRECTORY + ".vite/manifest.json")) {
            if (in == null) {
                return Optional.empty();
            }
            for (JsonNode chunk : WireJson.lenient().readTree(in)) {
                if (chunk.path("isEntry").asBoolean()) {
                    List<String> styles = new ArrayList<>();
                    chunk.path("css").forEach(css -> styles.add(css.asText()));
                    return Optional.of(new Entry(chunk.path("file").asText(), styles));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the file, by its path below the root without a slash at its beginning. */
    public Optional<Page> find(String path) {
        Page known = read.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        if (!NAME.matcher(path).matches() || !TYPES.containsKey(extension(path))) {
            return Optional.empty();
        }
        return load(path).map(page -> {
            read.put(path, page);
            return page;
        });
    }

    private Optional<Page> load(String path) {
        try (InputStream in = Pages.class.getResourceAsStream(DIRECTORY + path)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            byte[] plain = path.equals("index.html") ? placed(bytes) : bytes;
            return Optional.of(new Page(TYPES.get(extension(path)), path.startsWith(ASSETS), plain, zip(plain)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The build names files relative to the first page; it is answered for every address, so they are named from the root. */
    private byte[] placed(byte[] html) {
        return new String(html, StandardCharsets.UTF_8)
                .replace("\"./", "\"" + root)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
