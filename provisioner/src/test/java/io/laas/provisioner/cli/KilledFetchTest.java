package io.laas.provisioner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.provisioner.download.FileServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code laas image fetch} in processes of its own, which are killed in the middle (SIGKILL). */
@Timeout(600)
class KilledFetchTest {
    private static final byte[] CONTENT = content();
    private static final String SUM = FileServer.sum(CONTENT);
    private static final int KILLS = 3;

    @TempDir
    private Path directory;

    private final FileServer server = new FileServer(CONTENT);
    private final CountDownLatch over = new CountDownLatch(1);

    private static byte[] content() {
        byte[] bytes = new byte[1 << 20];
        new Random(9).nextBytes(bytes);
        return bytes;
    }

    @AfterEach
    void close() {
        over.countDown();
        server.close();
    }

    private Path cache() {
        return directory.resolve("cache");
    }

    private Path part() {
        return cache().resolve(SUM + ".part");
    }

    private Process fetch() throws IOException {
        Path lab = Files.writeString(directory.resolve("lab.yaml"), """
                lab: {name: demo}
                hosts:
                  - {name: far, uri: 'qemu:///system', cores: 8, memory: 32G, disk: 100G, storage: /pool, addresses: 10.80.0.0/16}
                images:
                  - {name: far, url: '%s', sha256: %s, user: debian}
                """.formatted(server.file(), SUM));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "image",
                        "fetch",
                        "--lab",
                        lab.toString(),
                        "--cache",
                        cache().toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said.txt").toFile())
                .start();
    }

    private long there() throws IOException {
        return Files.exists(part()) ? Files.size(part()) : 0;
    }

    /** Each process that is killed has brought a quarter more, and the next one asks for what is missing. */
    @Test
    void aKilledFetchIsGoneOnWithAndLeavesNothingBehind() throws Exception {
        int quarter = CONTENT.length / 4;
        server.answering((exchange, number) -> {
            if (number > KILLS) {
                return false;
            }
            int from = (number - 1) * quarter;
            if (number > 1) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes %d-%d/%d".formatted(from, CONTENT.length - 1, CONTENT.length));
            }
            exchange.sendResponseHeaders(number == 1 ? 200 : 206, CONTENT.length - from);
            exchange.getResponseBody().write(CONTENT, from, quarter);
            exchange.getResponseBody().flush();
            awaitEnd();
            return true;
        });
        for (int kill = 1; kill <= KILLS; kill++) {
            long expected = (long) kill * quarter;
            Process process = fetch();
            try {
                await().atMost(Duration.ofMinutes(2)).until(() -> there() == expected || !process.isAlive());
                assertThat(process.isAlive()).as(said()).isTrue();
            } finally {
                process.destroyForcibly().onExit().join();
            }
            assertThat(there()).isEqualTo(expected);
            assertThat(cache().resolve(SUM)).doesNotExist();
        }

        assertThat(fetch().waitFor()).as(said()).isZero();

        assertThat(server.ranges())
                .containsExactly(
                        "", "bytes=" + quarter + "-", "bytes=" + 2 * quarter + "-", "bytes=" + 3 * quarter + "-");
        assertThat(cache().resolve(SUM)).hasBinaryContent(CONTENT);
        assertThat(files()).containsExactly(SUM, SUM + ".lock");
        assertThat(fetch().waitFor()).as("nobody holds the lock").isZero();
        assertThat(server.ranges()).hasSize(KILLS + 1);
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("said.txt"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(cache())) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }
}
