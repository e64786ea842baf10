package io.laas.chat.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.chat.core.Block;
import io.laas.chat.core.Tone;
import io.laas.chat.platform.Card;
import io.laas.chat.platform.NotDelivered;
import io.laas.chat.platform.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailMessengerTest {
    private static final Card CARD = new Card(List.of(new Block.Text(Tone.PLAIN, "hello")), Map.of());
    private final List<Optional<String>> heard = new ArrayList<>();

    private static MailSettings settings(int port, String to) {
        return new MailSettings(
                "127.0.0.1",
                port,
                MailSettings.Security.NONE,
                Optional.empty(),
                "laas@example.org",
                to,
                ZoneId.of("Europe/Paris"),
                MailSettings.STANDARD_PATIENCE);
    }

    private MailMessenger messenger(int port) {
        return new MailMessenger(settings(port, "{user}@example.org"), InstantSource.system(), heard::add);
    }

    private NotDelivered refusal(int port, String user) {
        try {
            messenger(port).post(Target.person("mail:" + user), CARD, "k1");
            throw new AssertionError("it was taken");
        } catch (NotDelivered e) {
            return e;
        }
    }

    @ParameterizedTest
    @CsvSource({"550, NEVER", "450, LATER"})
    void whatTheMailServerSaysOfAReaderDecides(String code, NotDelivered.Kind kind) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> refuse(server, code));
            serving.setDaemon(true);
            serving.start();
            assertThat(refusal(server.getLocalPort(), "alice").kind()).isEqualTo(kind);
        }
    }

    /** A mail server that knows none of the readers. */
    private static void refuse(ServerSocket server, String code) {
        try (Socket socket = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            say(socket, "220 here");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(socket, line.startsWith("RCPT") ? code + " not this one" : "250 fine");
            }
        } catch (IOException e) {
            // The other side is gone.
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aMailServerThatIsAwayIsTriedAgain() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThat(refusal(port, "alice").kind()).isEqualTo(NotDelivered.Kind.LATER);
        assertThat(heard).hasSize(1).allSatisfy(t -> assertThat(t.orElseThrow()).contains("cannot be used"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a@evil.org,b", "a\r\nBcc: b", "", "-x", "<a>", "a@b"})
    void namesThatMakeNoAddressGetNoMail(String user) {
        assertThat(settings(25, "{user}@example.org").address(user)).isEmpty();
        assertThat(refusal(1, user).kind()).isEqualTo(NotDelivered.Kind.NEVER);
    }

    @Test
    void addressIsMadeOfTheNameByThePattern() {
        assertThat(settings(25, "{user}@example.org").address("ann.b+c")).contains("ann.b+c@example.org");
        assertThatThrownBy(() -> settings(25, "ops@example.org")).hasMessageContaining("{user} in it");
    }

    @Test
    void subjectIsOneShortLineWhateverIsInIt() {
        String hostile = "b-1\u001b[31m is\u202e ready\r\nBcc: all@example.org\n" + "x".repeat(300);
        MailText text = MailText.of(
                new Card(List.of(new Block.Text(Tone.PLAIN, hostile)), Map.of()), ZoneId.of("Europe/Paris"));
        assertThat(text.subject()).isEqualTo("[LaaS] b-1 is ready");
        assertThat(text.body()).contains("Times are in Europe/Paris.").doesNotContain("\u001b", "\u202e");
        MailText longer =
                MailText.of(new Card(List.of(new Block.Text(Tone.PLAIN, "y".repeat(500))), Map.of()), ZoneId.of("UTC"));
        assertThat(longer.subject()).hasSize(120);
    }
}
