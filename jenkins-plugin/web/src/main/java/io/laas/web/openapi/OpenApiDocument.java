package io.laas.web.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The checked-in OpenAPI document; a test holds it against the code. */
public final class OpenApiDocument {
    private static final String RESOURCE = "/io/laas/web/openapi.json";

    private OpenApiDocument() {}

    /** Returns the document as UTF-8 JSON. */
    public static byte[] bytes() {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
