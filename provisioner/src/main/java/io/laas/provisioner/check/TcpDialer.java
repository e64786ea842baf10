package io.laas.provisioner.check;

import io.laas.model.Names;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.work.Deadline;
import io.laas.provisioner.work.Waits;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Knocks with TCP connections of this process. */
public final class TcpDialer implements Dialer {
    private static final int SSH = 22;
    private static final int DISCARD = 9;
    private static final int QUIET_MILLIS = 1000;
    private static final int MAX_BANNER = 255;
    private static final String BANNER = "SSH-2.0-";
    private static final String NO_ANSWER = "no answer";
    private static final Duration PAUSE = Duration.ofMillis(40);
    private static final Duration ONE_TRY = Duration.ofSeconds(2);

    private final int port;
    private final int quietPort;

    public TcpDialer() {
        this(SSH, DISCARD);
    }

    TcpDialer(int port, int quietPort) {
        this.port = port;
        this.quietPort = quietPort;
    }

    /** One attempt; returns what was wrong. */
    private interface Attempt {
        Optional<String> run(int timeoutMillis);
    }

    @Override
    public Optional<String> awaitSsh(String address, Duration within, CancelSignal cancel) {
        return repeat(timeout -> banner(address, timeout), within, cancel);
    }

    @Override
    public Optional<String> awaitAnswer(String address, Duration within, CancelSignal cancel) {
        return repeat(timeout -> knock(address, timeout), within, cancel);
    }

    private static Optional<String> repeat(Attempt attempt, Duration within, CancelSignal cancel) {
        Deadline deadline = Deadline.in(within);
        Optional<String> told = Optional.empty();
        while (true) {
            Waits.stopIf(cancel);
            Duration time = deadline.left(ONE_TRY);
            Optional<String> wrong = attempt.run((int) Math.max(1, time.toMillis()));
            if (wrong.isEmpty()) {
                return wrong;
            }
            // silence in a try that was cut short says less than what was heard before
            boolean cutShort = time.compareTo(ONE_TRY) < 0 && wrong.get().equals(NO_ANSWER);
            told = cutShort ? told.or(() -> wrong) : wrong;
            if (deadline.isOver()) {
                return told;
            }
            Waits.pause(deadline.left(PAUSE), cancel);
        }
    }

    /** First where nobody listens: the refusal costs the machine nothing. Then, should that be filtered, at the SSH server. */
    private Optional<String> knock(String address, int timeoutMillis) {
        return knock(address, quietPort, Math.min(timeoutMillis, QUIET_MILLIS)).isEmpty()
                ? Optional.empty()
                : knock(address, port, timeoutMillis);
    }

    private static Optional<String> knock(String address, int port, int timeoutMillis) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), timeoutMillis);
            return Optional.empty();
        } catch (ConnectException e) {
            return refused(e) ? Optional.empty() : Optional.of(words(e));
        } catch (IOException e) {
            return Optional.of(words(e));
        }
    }

    private Optional<String> banner(String address, int timeoutMillis) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            String said = new String(firstBytes(socket.getInputStream()), StandardCharsets.US_ASCII);
            return said.startsWith(BANNER)
                    ? Optional.empty()
                    : Optional.of("port %d is open but says '%s', not SSH".formatted(port, Names.clean(said, 40)));
        } catch (IOException e) {
            return Optional.of(words(e));
        }
    }

    private static byte[] firstBytes(InputStream in) throws IOException {
        byte[] start = in.readNBytes(BANNER.length());
        if (new String(start, StandardCharsets.US_ASCII).equals(BANNER)) {
            return start;
        }
        byte[] more = in.readNBytes(Math.min(in.available(), MAX_BANNER));
        return ByteBuffer.allocate(start.length + more.length)
                .put(start)
                .put(more)
                .array();
    }

    /** The JDK tells "refused" and "no route" apart by words only. */
    private static boolean refused(ConnectException e) {
        return String.valueOf(e.getMessage()).contains("refused");
    }

    private static String words(IOException e) {
        return e instanceof SocketTimeoutException ? NO_ANSWER : Names.clean(e.getMessage(), 100);
    }
}
