package io.laas.jenkins.step.ssh;

import io.laas.jenkins.JenkinsFacade;
import io.laas.model.BookingId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Objects;
import java.util.Properties;
import org.apache.sshd.common.config.keys.KeyUtils;

/**
 * Which host keys the machines of a booking showed. The first is trusted, every later one must be the same until the machines are reset
 * or the booking is over: machines are made anew with keys of their own, so nobody could know them before. Kept in
 * {@code $JENKINS_HOME/laas/host-keys}. Thread-safe.
 */
public final class HostKeys {
    private static final Object LOCK = new Object();

    private final BookingId booking;

    public HostKeys(BookingId booking) {
        this.booking = booking;
    }

    /** Returns whether the machine may have the key. */
    boolean accepts(String machine, PublicKey key) {
        String shown = KeyUtils.getFingerPrint(key);
        synchronized (LOCK) {
            try {
                Properties known = read();
                String before = known.getProperty(machine);
                if (before == null) {
                    known.setProperty(machine, shown);
                    write(known);
                }
                return before == null || before.equals(shown);
            } catch (IOException e) {
                throw new UncheckedIOException("The host keys of booking " + booking + " cannot be kept", e);
            }
        }
    }

    /** Forgets the keys of a booking: its machines are made anew or gone. */
    public static void forget(BookingId booking) {
        synchronized (LOCK) {
            try {
                Files.deleteIfExists(file(booking));
            } catch (IOException e) {
                throw new UncheckedIOException("The host keys of booking " + booking + " cannot be forgotten", e);
            }
        }
    }

    private static Path file(BookingId booking) {
        return JenkinsFacade.dataDirectory().resolve("host-keys").resolve(booking.toString());
    }

    private Properties read() throws IOException {
        Properties known = new Properties();
        Path file = file(booking);
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                known.load(in);
            }
        }
        return known;
    }

    private void write(Properties known) throws IOException {
        Path file = file(booking);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (OutputStream out = Files.newOutputStream(file)) {
            known.store(out, "host keys of the machines of " + booking);
        }
    }
}
