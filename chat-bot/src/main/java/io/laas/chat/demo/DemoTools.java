package io.laas.chat.demo;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The programs a person would use.
 *
 * @param ssh name or path of {@code ssh}
 * @param keygen name or path of {@code ssh-keygen}
 * @param limit longest time for one of their runs
 */
record DemoTools(String ssh, String keygen, Duration limit) {
    static DemoTools usual() {
        return new DemoTools("ssh", "ssh-keygen", Duration.ofMinutes(2));
    }

    /** Makes a new ed25519 key without a passphrase and returns the line of its public half. */
    String newKey(Path file) throws DemoFailed, InterruptedException {
        Ran ran = Ran.command(
                java.util.List.of(keygen, "-q", "-t", "ed25519", "-N", "", "-C", "laas-demo", "-f", file.toString()),
                "",
                limit);
        if (ran.code() != 0) {
            throw new DemoFailed("ssh-keygen could not make a key: " + ran.lastLine());
        }
        try {
            return java.nio.file.Files.readString(Path.of(file + ".pub")).strip();
        } catch (java.io.IOException e) {
            throw new DemoFailed("ssh-keygen left no public key: " + e.getMessage());
        }
    }
}
