package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A body that comes after its headers, to a request that is refused by the headers alone. */
class LateBodyTest {
    private static final int MOMENT_MILLIS = 500;
    private static final int PATIENCE_MILLIS = 60_000;

    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    @Test
    void keepsTheConnectionForTheNextRequest() throws IOException {
        URI api = SITE.api();
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int request = 0; request < 2; request++) {
                send(socket, head(api));
                socket.setSoTimeout(MOMENT_MILLIS);
                assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
                send(socket, "{}");
                socket.setSoTimeout(PATIENCE_MILLIS);

                assertThat(answer(in)).startsWith("HTTP/1.1 401 ");
            }
        }
    }

    private static String head(URI api) {
        return "POST %s/bookings HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"
                .formatted(api.getPath(), api.getAuthority());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Reads one whole answer and returns its status line. */
    private static String answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).trim());
            }
        }
        assertThat(in.readNBytes(length)).hasSize(length).isNotEmpty();
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().trim();
    }
}
