package io.laas.provisioner.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.laas.model.lab.RemoteFile;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.UnusedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching from a server that breaks off, stalls, lies, or is not there. */
class DownloadsTest {
    private static final byte[] CONTENT = bytes(1);
    private static final String SUM = FileServer.sum(CONTENT);
    private static final Downloads.Pace PACE = new Downloads.Pace(Duration.ofMinutes(1), Duration.ZERO);

    @TempDir
    private Path directory;

    private final FileServer server = new FileServer(CONTENT);

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[1 << 20];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Downloads downloads() {
        return new Downloads(directory, PACE);
    }

    private Path part() {
        return directory.resolve(SUM + ".part");
    }

    private Path fetch() {
        return downloads().fetch(server.file(), SUM, CancelSignal.NEVER, p -> {});
    }

    private void isWhole(Path file) {
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(part()).doesNotExist();
    }

    private void halfIsThere() {
        await().until(() -> Files.exists(part()) && Files.size(part()) == CONTENT.length / 2);
    }

    private static void isRefused(Reason reason, ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void whatNobodyWantsIsRemovedUnlessSomebodyMayBeFetchingIt() throws IOException {
        Path wanted = Files.createFile(directory.resolve("1a".repeat(32)));
        Path old = Files.write(directory.resolve("2a".repeat(32)), new byte[5]);
        Path oldPart = Files.createFile(directory.resolve("3a".repeat(32) + ".part"));
        Path fresh = Files.createFile(directory.resolve("4a".repeat(32) + ".part"));
        Path other = Files.createFile(directory.resolve("notes.txt"));
        FileTime then = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        for (Path file : List.of(wanted, old, oldPart, other)) {
            Files.setLastModifiedTime(file, then);
        }
        Files.setLastModifiedTime(fresh, FileTime.from(then.toInstant().plusSeconds(2)));
        Set<String> sums = Set.of("1a".repeat(32));
        Instant before = then.toInstant().plusSeconds(1);

        assertThat(downloads().unused(sums, before, name -> false))
                .containsExactly(
                        new UnusedImage("fetched-" + "2a".repeat(32), 5),
                        new UnusedImage("fetched-" + "3a".repeat(32) + ".part", 0));
        assertThat(downloads().unused(sums, before, name -> name.contains("2a")))
                .hasSize(2);
        assertThat(old).doesNotExist();
        assertThat(downloads().unused(sums, before, name -> true)).hasSize(1);

        assertThat(List.of(wanted, fresh, other)).allSatisfy(f -> assertThat(f).exists());
        assertThat(oldPart).doesNotExist();
        assertThat(new Downloads(directory.resolve("none")).unused(sums, before, name -> true))
                .isEmpty();
    }

    @Test
    void whatIsBeingFetchedIsNotRemovedHoweverOldItLooks() {
        List<UnusedImage> found = new CopyOnWriteArrayList<>();
        server.answering((exchange, number) -> {
            if (number == 1) {
                server.sendHalf(exchange);
                halfIsThere();
                found.addAll(downloads().unused(Set.of(), Instant.parse("2999-01-01T00:00:00Z"), name -> true));
            }
            return number == 1;
        });

        isWhole(fetch());

        assertThat(found).isEmpty();
        assertThat(server.ranges()).containsExactly("", "bytes=" + CONTENT.length / 2 + "-");
    }

    @Test
    void goesOnWhereTheConnectionBrokeOff() {
        server.answering((exchange, number) -> {
            if (number == 1) {
                server.sendHalf(exchange);
                halfIsThere();
            }
            return number == 1;
        });
        List<Integer> heard = new CopyOnWriteArrayList<>();

        isWhole(downloads().fetch(server.file(), SUM, CancelSignal.NEVER, heard::add));

        assertThat(server.ranges()).containsExactly("", "bytes=" + CONTENT.length / 2 + "-");
        assertThat(heard).isSorted().endsWith(100);
    }

    @Test
    void aLaterProcessGoesOnToo() {
        CountDownLatch over = new CountDownLatch(1);
        server.answering((exchange, number) -> {
            if (number == 1) {
                server.sendHalf(exchange);
                waitFor(over);
            }
            return number == 1;
        });
        AtomicBoolean cancelled = new AtomicBoolean();
        isRefused(
                Reason.CANCELLED,
                () -> downloads().fetch(server.file(), SUM, cancelled::get, percent -> cancelled.set(percent >= 49)),
                "cancelled");
        over.countDown();
        assertThat(part()).exists();

        isWhole(fetch());

        assertThat(server.ranges()).hasSize(2);
        assertThat(server.ranges().get(1)).matches("bytes=[1-9][0-9]*-");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aStalledConnectionIsGivenUpAndGoneOnWith() {
        CountDownLatch over = new CountDownLatch(1);
        server.answering((exchange, number) -> {
            if (number == 1) {
                server.sendHalf(exchange);
                waitFor(over);
            }
            return number == 1;
        });
        Downloads impatient = new Downloads(directory, new Downloads.Pace(Duration.ofSeconds(2), Duration.ZERO));

        isWhole(impatient.fetch(server.file(), SUM, CancelSignal.NEVER, p -> {}));

        over.countDown();
        assertThat(server.ranges()).hasSizeGreaterThan(1).startsWith("");
    }

    @Test
    void aServerThatSendsTheWholeFileAgainIsFollowed() throws IOException {
        Files.write(part(), Arrays.copyOf(CONTENT, 1000));
        server.answering((exchange, number) -> {
            FileServer.send(exchange, 200, CONTENT);
            return true;
        });
        isWhole(fetch());
        assertThat(server.ranges()).containsExactly("bytes=1000-");
    }

    @Test
    void aServerThatSendsAnotherPartIsNotTrusted() throws IOException {
        Files.write(part(), Arrays.copyOf(CONTENT, 1000));
        server.answering((exchange, number) -> {
            if (number == 1) {
                exchange.getResponseHeaders().add("Content-Range", "bytes 0-999/1048576");
                FileServer.send(exchange, 206, Arrays.copyOf(CONTENT, 1000));
            }
            return number == 1;
        });
        isWhole(fetch());
        assertThat(server.ranges()).containsExactly("bytes=1000-", "");
    }

    @Test
    void aPartOfAnotherFileIsThrownAway() throws IOException {
        Files.write(part(), Arrays.copyOf(bytes(2), 1000));
        isWhole(fetch());
        assertThat(server.ranges()).containsExactly("bytes=1000-", "");
    }

    @Test
    void aPartLongerThanTheFileIsThrownAway() throws IOException {
        Files.write(part(), new byte[2 << 20]);
        server.answering((exchange, number) -> {
            if (number == 1) {
                exchange.sendResponseHeaders(416, -1);
            }
            return number == 1;
        });
        isWhole(fetch());
        assertThat(server.ranges()).containsExactly("bytes=2097152-", "");
    }

    @Test
    void anotherFileThanExpectedIsRefusedWithBothSums() {
        server.content(bytes(3));
        isRefused(
                Reason.BAD_IMAGE,
                this::fetch,
                "http://127.0.0.1:",
                "/image.qcow2 gives has the checksum " + FileServer.sum(bytes(3)),
                "expected was " + SUM);
        assertThat(part()).doesNotExist();
        assertThat(directory.resolve(SUM)).doesNotExist();
    }

    @Test
    void aMissingFileIsSaidAtOnce() {
        server.answering((exchange, number) -> {
            exchange.sendResponseHeaders(404, -1);
            return true;
        });
        isRefused(Reason.BAD_IMAGE, this::fetch, "the server answered 404", "correct the url");
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void aBusyServerIsAskedAgainButNotForEver() {
        server.answering((exchange, number) -> {
            if (number < 3) {
                exchange.sendResponseHeaders(503, -1);
            }
            return number < 3;
        });
        isWhole(fetch());
        assertThat(server.ranges()).hasSize(3);

        server.answering((exchange, number) -> {
            exchange.sendResponseHeaders(503, -1);
            return true;
        });
        RemoteFile file = server.file();
        isRefused(
                Reason.BAD_IMAGE,
                () -> downloads().fetch(file, "0".repeat(64), CancelSignal.NEVER, p -> {}),
                "after 5 tries",
                "503");
    }

    @Test
    void nothingLargerThanAnImageIsFetched() {
        server.answering((exchange, number) -> {
            exchange.sendResponseHeaders(200, Transfer.LARGEST + 1);
            exchange.getResponseBody().write(0);
            exchange.getResponseBody().flush(); // Java 25 sends headers not before
            return true;
        });
        isRefused(Reason.BAD_IMAGE, this::fetch, "larger than 256 GiB");
    }

    @Test
    void manyWhoWantAFileFetchItOnce() {
        List<Path> got = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> fetch())
                .distinct()
                .toList();
        assertThat(got).containsExactly(directory.resolve(SUM));
        isWhole(got.get(0));
        assertThat(server.ranges()).hasSize(1);
    }
}
