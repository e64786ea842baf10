package io.laas.provisioner.seed;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Discs for tests, made as seeds are. */
public final class Discs {
    private Discs() {}

    /** Returns an ISO 9660 image with one file, {@code readme.txt}, of one line. */
    public static byte[] withReadme(String line) {
        return Iso9660.image("INSTALLER", Map.of("readme.txt", (line + "\n").getBytes(StandardCharsets.US_ASCII)));
    }
}
