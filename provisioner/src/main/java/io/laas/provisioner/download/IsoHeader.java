package io.laas.provisioner.download;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What an ISO 9660 file must have where ECMA-119, section 8.1, says. */
public final class IsoHeader {
    private static final int AT = 16 * 2048 + 1;
    private static final byte[] IDENTIFIER = "CD001".getBytes(StandardCharsets.US_ASCII);

    private IsoHeader() {}

    /** Returns why the file is no ISO. */
    public static Optional<String> problem(Path file) throws IOException {
        if (Files.size(file) < AT + IDENTIFIER.length) {
            return Optional.of("is no ISO 9660 image; it is too short");
        }
        byte[] there = new byte[IDENTIFIER.length];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(AT);
            in.readFully(there);
        }
        return Arrays.equals(there, IDENTIFIER)
                ? Optional.empty()
                : Optional.of("is no ISO 9660 image; an installer ISO is one");
    }
}
