package io.laas.chat.demo;

import io.laas.chat.client.LaasClient;
import io.laas.chat.console.Screen;
import io.laas.chat.core.Block;
import io.laas.chat.core.Mark;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Tone;
import io.laas.model.operation.PodAccess;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.KeyJson;
import io.laas.model.wire.LeakReportJson;
import io.laas.model.wire.PodJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The main job from key to nothing left, each stage checked by what is really seen: the server's check, and the user's own ssh.
 * One thread; a stage that does not hold ends it with {@link DemoFailed}.
 */
final class Demo {
    private static final Duration EXTENSION = Duration.ofMinutes(30);

    private final LaasClient client;
    private final Screen screen;
    private final String pod;
    private final StageLog log;
    private final DemoBooking booking;
    private final PodUse use;
    private volatile String keyId;
    private Stage stage = Stage.KEY;
    private int machines;
    private BookingJson handed;

    /**
     * Creates a demo.
     *
     * @param use what is done on the machines
     * @param pod which pod to book
     */
    Demo(LaasClient client, Screen screen, PodUse use, String pod, StageLog log) {
        this.client = client;
        this.screen = screen;
        this.use = use;
        this.pod = pod;
        this.log = log;
        this.booking = new DemoBooking(client, screen, pod);
    }

    /** What a stage does; returns what was seen. */
    private interface Work {
        String run() throws DemoFailed, InterruptedException;
    }

    /** Does the stages up to the extension. */
    void use() throws DemoFailed, InterruptedException {
        run(Stage.KEY, this::key);
        run(Stage.BOOK, this::book);
        run(Stage.PROVISION, this::provision);
        run(Stage.CHECK, this::check);
        run(Stage.LOGIN, this::login);
        run(Stage.WRITE, this::write);
        run(Stage.RESET, this::reset);
        run(Stage.VERIFY, this::verify);
        run(Stage.EXTEND, this::extend);
    }

    /** Does the stages that give everything back. */
    void giveBack() throws DemoFailed, InterruptedException {
        run(Stage.RELEASE, this::release);
        run(Stage.NOTHING_LEFT, this::nothingLeft);
    }

    /** Gives back what there is, after a failure or Ctrl-C. */
    void abandon(String reason) throws DemoFailed, InterruptedException {
        try {
            booking.giveBack(reason);
        } finally {
            removeKey();
        }
    }

    private void run(Stage next, Work work) throws DemoFailed, InterruptedException {
        stage = next;
        log.begin(next);
        screen.update(Reply.done(step(next, Mark.RUNNING, "")));
        try {
            String fact = work.run();
            log.end(next, true, fact);
            show(next, use.happens(next) ? Mark.GOOD : Mark.SKIPPED);
        } catch (DemoFailed e) {
            log.end(next, false, e.getMessage());
            show(next, Mark.BAD);
            throw e;
        }
    }

    private void show(Stage done, Mark mark) {
        StageLog.Entry entry = log.entry(done);
        String took = StageLog.shown(entry.took().orElse(Duration.ZERO));
        String line =
                "%s %-52s %9s  %s".formatted(screen.ink().mark(mark), use.title(done), took, Plain.line(entry.fact()));
        screen.show(Reply.done());
        screen.line(line.stripTrailing());
    }

    private Block step(Stage stage, Mark mark, String fact) {
        return new Block.Text(mark == Mark.RUNNING ? Tone.PLAIN : Tone.GOOD, "› " + use.title(stage) + " …" + fact);
    }

    private String key() throws DemoFailed, InterruptedException {
        KeyJson added = DemoBooking.got(client.addKey(use.newKey()));
        keyId = added.id();
        return "key " + added.id();
    }

    private String book() throws DemoFailed {
        List<PodJson> pods = DemoBooking.got(client.pods(null));
        PodJson wanted = pods.stream()
                .filter(p -> p.pod().id().value().equals(pod))
                .findFirst()
                .orElseThrow(() -> new DemoFailed("the server offers no pod " + pod));
        machines = wanted.pod().nodes().size();
        BookingJson b = booking.book();
        return "%s, %d machines on %d networks"
                .formatted(b.id(), machines, wanted.pod().networks().size());
    }

    private String provision() throws DemoFailed, InterruptedException {
        handed = booking.handedOver();
        use.require(access());
        return access().sshCommand();
    }

    private PodAccess access() {
        return handed.access();
    }

    private String check() throws DemoFailed, InterruptedException {
        booking.check();
        handed = booking.now();
        int seen = access() == null ? 0 : access().machines().size();
        if (seen != machines) {
            throw new DemoFailed("%d of %d machines are reported".formatted(seen, machines));
        }
        return allAnswer();
    }

    private String login() throws DemoFailed, InterruptedException {
        return use.login(access());
    }

    private String write() throws DemoFailed, InterruptedException {
        return use.write(access());
    }

    private String reset() throws DemoFailed, InterruptedException {
        return booking.reset().id();
    }

    private String verify() throws DemoFailed, InterruptedException {
        booking.check();
        handed = booking.now();
        if (access() == null || access().machines().size() != machines) {
            throw new DemoFailed("not all of the " + machines + " machines are back");
        }
        return use.seeGone(access()) + ", " + allAnswer();
    }

    private String allAnswer() {
        return access().simulated()
                ? "all %d are in the books".formatted(machines)
                : "all %d answer".formatted(machines);
    }

    private String extend() throws DemoFailed {
        Instant before = booking.now().end();
        Instant after = booking.extend(EXTENSION).end();
        if (!after.equals(before.plus(EXTENSION))) {
            throw new DemoFailed(
                    "the booking should end at %s, but ends at %s".formatted(before.plus(EXTENSION), after));
        }
        return "by 30 min to " + after.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private String release() throws DemoFailed, InterruptedException {
        BookingJson end = booking.giveBack("the demo is over").orElseThrow();
        removeKey();
        if (!end.state().equals("DONE")) {
            throw new DemoFailed(
                    "the booking ended as " + end.state() + (end.reason() == null ? "" : ": " + end.reason()));
        }
        return end.id() + " is done";
    }

    private void removeKey() {
        String id = keyId;
        if (id != null) {
            keyId = null;
            client.removeKey(id);
        }
    }

    private String nothingLeft() throws DemoFailed {
        LeakReportJson report = DemoBooking.got(client.upkeep().leaks());
        List<String> wrong = new ArrayList<>();
        if (report.unreachable() != null) {
            report.unreachable().forEach(u -> wrong.add("unreachable: " + u));
        }
        if (report.leaks() != null) {
            report.leaks()
                    .forEach(l -> wrong.add("%s %s %s on %s".formatted(l.kind(), l.resource(), l.name(), l.host())));
        }
        if (!wrong.isEmpty()) {
            throw new DemoFailed("the server finds differences: " + String.join("; ", wrong));
        }
        return "the server's report is empty";
    }

    /** Returns what a person needs to go on with a pod that is kept. */
    List<String> toGoOn(String url, Path tokenFile) throws DemoFailed {
        return List.of(
                "server:  " + url,
                "token:   " + tokenFile,
                "login:   " + use.typed(access()),
                "booking: " + booking.id() + ", until " + booking.now().end());
    }

    /** Returns what the present stage is called. */
    String stage() {
        return use.title(stage);
    }

    int machines() {
        return machines;
    }
}
