package io.laas.provisioner.download;

import io.laas.model.lab.RemoteFile;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.download.Downloads.Pace;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file on its way from a web server. Goes on where it broke off, as long as something arrives. */
final class Transfer {
    /** No image is larger, in bytes: 256 GiB. */
    static final long LARGEST = 256L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");
    private static final int TRIES_WITHOUT_PROGRESS = 5;
    private static final int TRIES = 200;
    private static final long RESERVE_BYTES = 64L << 20;
    private static final int BUFFER = 1 << 16;

    private final RemoteFile file;
    private final Path part;
    private final Pace pace;
    private final CancelSignal cancel;
    private final IntConsumer percent;
    private final HttpClient client;

    Transfer(RemoteFile file, Path part, Pace pace, CancelSignal cancel, IntConsumer percent) {
        this.file = file;
        this.part = part;
        this.pace = pace;
        this.cancel = cancel;
        this.percent = percent;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT)
                .proxy(ProxySelector.getDefault())
                .build();
    }

    /** A try that another one may follow. */
    private static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    /** Returns when the whole file is in the part. */
    void run() throws IOException {
        int barren = 0;
        for (int tries = 1; ; tries++) {
            long before = have();
            try {
                once(before);
                percent.accept(100);
                return;
            } catch (Broken e) {
                barren = have() > before ? 0 : barren + 1;
                if (barren >= TRIES_WITHOUT_PROGRESS || tries >= TRIES) {
                    throw bad("cannot be fetched, after %d tries: %s".formatted(tries, e.getMessage()), e);
                }
                LOG.info("{} broke off after {} bytes: {}", file.shown(), have(), e.getMessage());
                rest(barren);
            }
        }
    }

    private long have() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private void rest(int barren) {
        stopIfCancelled();
        if (barren > 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(pace.pause().toMillis() << barren - 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HypervisorException(Reason.CANCELLED, "Fetching was interrupted", e);
            }
        }
        stopIfCancelled();
    }

    private void stopIfCancelled() {
        if (cancel.isCancelled()) {
            throw new HypervisorException(Reason.CANCELLED, "Fetching %s was cancelled".formatted(file.shown()));
        }
    }

    private void once(long from) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(file.url()))
                .timeout(pace.stall())
                .GET();
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        HttpResponse<InputStream> response = sent(request.build());
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case 200 -> receive(body, 0, response.headers().firstValueAsLong("Content-Length"));
                case 206 -> {
                    Matcher range = RANGE.matcher(
                            response.headers().firstValue("Content-Range").orElse(""));
                    if (!range.matches() || Long.parseLong(range.group(1)) != from) {
                        Files.delete(part);
                        throw new Broken("the server answered with another part than was asked for");
                    }
                    receive(body, from, response.headers().firstValueAsLong("Content-Length"));
                }
                case 416 -> {
                    Files.deleteIfExists(part);
                    throw new Broken("the server has less than was fetched already");
                }
                case 408, 429, 500, 502, 503, 504 -> throw new Broken("the server answered " + response.statusCode());
                default ->
                    throw bad(
                            "cannot be fetched: the server answered %d; correct the url in the lab file"
                                    .formatted(response.statusCode()),
                            null);
            }
        }
    }

    private HttpResponse<InputStream> sent(HttpRequest request) throws IOException {
        stopIfCancelled();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(Reason.CANCELLED, "Fetching was interrupted", e);
        } catch (IOException e) {
            throw new Broken(words(e));
        }
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void receive(InputStream body, long from, OptionalLong length) throws IOException {
        long total = length.isPresent() ? from + length.getAsLong() : -1;
        checkRoom(from, total);
        StandardOpenOption how = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long there = from;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
                StallWatch watch = new StallWatch(body, pace.stall(), cancel)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = read(body, buffer, watch); n >= 0; n = read(body, buffer, watch)) {
                there += n;
                if (there > LARGEST) {
                    throw tooLarge();
                }
                out.write(buffer, 0, n);
                if (total > 0) {
                    percent.accept((int) Math.min(99, there * 100 / total));
                }
            }
        }
        if (total >= 0 && there < total) {
            throw new Broken("it ended after %d of %d bytes".formatted(there, total));
        }
    }

    private int read(InputStream body, byte[] buffer, StallWatch watch) throws IOException {
        try {
            int n = body.read(buffer);
            stopIfCancelled();
            watch.arrived();
            return n;
        } catch (IOException e) {
            stopIfCancelled();
            throw new Broken(watch.stalled() ? "nothing arrived for " + pace.stall() : words(e));
        }
    }

    private void checkRoom(long from, long total) throws IOException {
        if (total > LARGEST) {
            throw tooLarge();
        }
        long available = Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace();
        long needed = Math.max(0, total - from) + RESERVE_BYTES;
        if (total >= 0 && available < needed) {
            throw new HypervisorException(
                    Reason.NO_SPACE,
                    "%s needs %d MiB in %s, which has %d MiB left; make room there"
                            .formatted(file.shown(), needed >> 20, part.getParent(), available >> 20));
        }
    }

    private HypervisorException tooLarge() {
        return bad("is larger than %d GiB, which no image may be".formatted(LARGEST >> 30), null);
    }

    private HypervisorException bad(String problem, Throwable cause) {
        return new HypervisorException(Reason.BAD_IMAGE, file.shown() + " " + problem, cause);
    }
}
