package io.laas.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.Engine;
import io.laas.engine.EngineSettings;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.fake.InMemoryPodOperations;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.fake.World;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.LabId;
import io.laas.model.SshKey;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJk0r7sZ0aT2lE6Z8b1X0cV9bq5mQx3hQ0m7S1y2Z3aB ann@laptop";
    private static final Caller ANN =
            new Caller(Actor.of(new UserId("ann"), Channel.WEB), Set.of(Right.VIEW, Right.BOOK));

    private static final Logger AUDIT = Logger.getLogger("io.laas.audit");

    private final Lines lines = new Lines();

    @TempDir
    private Path directory;

    /** What was written to the log. */
    private static final class Lines extends Handler {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        AUDIT.addHandler(lines);
    }

    @AfterEach
    void listenNoMore() {
        AUDIT.removeHandler(lines);
    }

    @Test
    void tellsOfChangesAndRefusalsOnceAndOfNoSecrets() {
        EventCounts counts = new EventCounts();
        try (Engine engine = engine()) {
            engine.accounts().addKey(new SshKey(KEY), ANN);
            try (EventFollower follower = EventFollower.of(engine.events(), new AuditLog(), counts)) {
                engine.accounts().newLinkCode(ANN);
                engine.bookings().release(BookingId.parse("b-7"), "", ANN);
                engine.vpods().quarantine(new VpodId("rack1"), "", ANN);
            }
        }

        assertThat(lines.lines)
                .as("what was there before is not told again")
                .noneMatch(line -> line.contains("KEYS_CHANGED"));
        assertThat(lines.lines).hasSize(2).allMatch(line -> line.contains("REFUSED by ann (WEB)"));
        assertThat(counts.of(EventType.REFUSED)).isEqualTo(2);
        assertThat(lines.lines.get(1)).contains("code=\"FORBIDDEN\"", "what=\"quarantining vpod rack1\"");
    }

    @Test
    void aLineIsOneLineWhateverSomebodyWrites() {
        Event event = new Event(
                7,
                Instant.EPOCH,
                EventType.BOOKING_DONE,
                Optional.of(new LabId("one")),
                Optional.of(BookingId.parse("b-7")),
                Optional.empty(),
                Optional.empty(),
                new Actor(new UserId("ann"), Channel.SLACK, Optional.of(new UserId("laas-slack"))),
                Map.of("reason", "over\n#8 BOOKING_DONE by root (WEB) x=\"y\" \u202e\u001b[31m" + "a".repeat(900)));

        String line = AuditLog.line(event);

        assertThat(line)
                .startsWith("#7 BOOKING_DONE by ann (SLACK) booking=\"b-7\" lab=\"one\" reason=\"over")
                .endsWith("via=\"laas-slack\"")
                .doesNotContain("\n", "\u001b", "\u202e", "x=\"y\"")
                .hasSizeLessThan(500);
    }

    private Engine engine() {
        return Engine.open(
                EngineSettings.inDirectory(directory),
                new InMemoryPodOperations(new World()),
                new SettableClock(),
                Runnable::run);
    }
}
