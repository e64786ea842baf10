package io.laas.provisioner.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TcpDialerTest {
    private static final String HERE = "127.0.0.1";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void seesSshBanner() throws IOException {
        try (ServerSocket server = says("SSH-2.0-test\r\n")) {
            assertThat(dialer(server).awaitSsh(HERE, LONG, CancelSignal.NEVER)).isEmpty();
        }
    }

    @Test
    void saysWhatAnotherServerSaid() throws IOException {
        try (ServerSocket server = says("HTTP/1.0 400 Bad\u0007\r\n")) {
            assertThat(dialer(server).awaitSsh(HERE, SHORT, CancelSignal.NEVER))
                    .hasValueSatisfying(why -> assertThat(why).contains("says 'HTTP/1.0", "not SSH"));
        }
    }

    @Test
    void silentServerIsNoSshButAnAnswer() throws IOException {
        try (ServerSocket server = listening()) {
            assertThat(dialer(server).awaitSsh(HERE, SHORT, CancelSignal.NEVER)).contains("no answer");
            assertThat(dialer(server).awaitAnswer(HERE, SHORT, CancelSignal.NEVER))
                    .isEmpty();
        }
    }

    @Test
    void refusalIsAnAnswerButNoSsh() throws IOException {
        TcpDialer dialer = new TcpDialer(closedPort(), closedPort());
        assertThat(dialer.awaitAnswer(HERE, LONG, CancelSignal.NEVER)).isEmpty();
        assertThat(dialer.awaitSsh(HERE, SHORT, CancelSignal.NEVER))
                .hasValueSatisfying(why -> assertThat(why).contains("refused"));
    }

    @Test
    void waitsForServerThatComesLate() throws Exception {
        int port = closedPort();
        var waiting =
                CompletableFuture.supplyAsync(() -> new TcpDialer(port, port).awaitSsh(HERE, LONG, CancelSignal.NEVER));
        try (ServerSocket server = new ServerSocket()) {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(HERE, port));
            answer(server, "SSH-2.0-late\r\n");
            assertThat(waiting.get()).isEmpty();
        }
    }

    @Test
    void stopsWhenCancelled() throws IOException {
        TcpDialer dialer = new TcpDialer(closedPort(), closedPort());
        assertThatThrownBy(() -> dialer.awaitSsh(HERE, LONG, () -> true)).isInstanceOf(HypervisorException.class);
    }

    private static TcpDialer dialer(ServerSocket server) {
        return new TcpDialer(server.getLocalPort(), server.getLocalPort());
    }

    private static ServerSocket says(String text) throws IOException {
        ServerSocket server = listening();
        CompletableFuture.runAsync(() -> answer(server, text));
        return server;
    }

    private static void answer(ServerSocket server, String text) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                    if (text.contains("late")) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getByName(HERE));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket server = listening()) {
            return server.getLocalPort();
        }
    }
}
