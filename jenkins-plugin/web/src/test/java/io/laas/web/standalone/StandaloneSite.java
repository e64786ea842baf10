package io.laas.web.standalone;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.IssuedToken;
import io.laas.engine.account.NewToken;
import io.laas.engine.account.Right;
import io.laas.model.UserId;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.web.auth.Look;
import io.laas.web.auth.RateLimit;
import io.laas.web.contract.Site;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One stand-alone server for all tests of a class: real HTTP, a real store, pods without machines, a clock that stands. */
final class StandaloneSite implements Site, BeforeAllCallback, AfterAllCallback {
    private final RateLimit limit;
    private final SettableClock clock = new SettableClock();
    private final ReadyPods pods = new ReadyPods();
    private Set<Look> guests = Set.of();
    private Path data;
    private Server server;

    StandaloneSite() {
        this(RateLimit.NONE);
    }

    StandaloneSite(RateLimit limit) {
        this.limit = limit;
    }

    /** Lets people without an account look at something. */
    StandaloneSite open(Look... looks) {
        guests = Set.of(looks);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        data = Files.createTempDirectory("laas-web-test");
        ServerSettings settings = ServerSettings.of(data)
                .withLimit(limit)
                .withTick(Duration.ofMillis(20))
                .withGuests(guests);
        Path file = data.resolve("test-lab.yaml");
        try (InputStream in = Site.class.getResourceAsStream("test-lab.yaml")) {
            Files.copy(in, file);
        }
        Labs labs = new Labs(List.of(file), data);
        List<Lab> read = labs.read();
        server = Server.start(settings, read, labs.places(), pods, clock);
    }

    /** Returns what is in the lab file now. */
    String labText() {
        try {
            return Files.readString(data.resolve("test-lab.yaml"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Lab lab() throws IOException {
        try (InputStream in = Site.class.getResourceAsStream("test-lab.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            LabFileResult result =
                    LabFile.parse(text, "test-lab.yaml", Path.of("").toAbsolutePath());
            if (result instanceof LabFileResult.Good good) {
                return good.lab();
            }
            throw new IllegalStateException(result.toString());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        server.close();
        pods.close();
        try (var files = Files.walk(data)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(f -> f.toFile().delete());
        }
    }

    SettableClock clock() {
        return clock;
    }

    URI root() {
        return server.uri();
    }

    @Override
    public URI api() {
        return server.uri().resolve("/api/v1");
    }

    @Override
    public String token(String user, Right... rights) {
        NewToken wanted = new NewToken(new UserId(user), "test", Set.of(rights));
        return ((Answer.Done<IssuedToken>) server.engine().accounts().issue(wanted, Caller.SYSTEM))
                .value()
                .secret();
    }
}
