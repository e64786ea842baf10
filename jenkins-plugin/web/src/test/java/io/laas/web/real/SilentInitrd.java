package io.laas.web.real;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An initial RAM disk with which a machine boots, says one line on its console, and then waits for ever. */
final class SilentInitrd {
    static final String LAST_WORDS = "silent-guest: waiting for a disk that never comes";

    private static final String INIT = """
            #!/bin/sh
            echo "%s"
            while :; do sleep 1000; done
            """.formatted(LAST_WORDS);
    private static final int EXECUTABLE_FILE = 0100755;
    private static final int ALIGNMENT = 4;

    private SilentInitrd() {}

    /** Gives the disk another init: the kernel unpacks archives one after the other, and the last one wins. */
    static void breakIn(Path initrd) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Files.readAllBytes(initrd));
        align(bytes);
        entry(bytes, "init", EXECUTABLE_FILE, INIT);
        entry(bytes, "TRAILER!!!", 0, "");
        Files.write(initrd, bytes.toByteArray());
    }

    /** Writes one entry of a cpio archive in the "newc" format. */
    private static void entry(ByteArrayOutputStream bytes, String name, int mode, String text) throws IOException {
        String header = "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x"
                .formatted(0, mode, 0, 0, 1, 0, text.length(), 0, 0, 0, 0, name.length() + 1, 0);
        bytes.write((header + name + "\0").getBytes(StandardCharsets.US_ASCII));
        align(bytes);
        bytes.write(text.getBytes(StandardCharsets.US_ASCII));
        align(bytes);
    }

    private static void align(ByteArrayOutputStream bytes) {
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(0);
        }
    }
}
