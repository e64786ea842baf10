package io.laas.provisioner.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.model.LabId;
import io.laas.model.lab.Lab;
import io.laas.model.operation.LabWork;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.travel.LabWorkJson;
import io.laas.model.wire.ClaimJson;
import io.laas.model.wire.ClaimWorkJson;
import io.laas.model.wire.ClaimedJson;
import io.laas.model.wire.HeartbeatJson;
import io.laas.model.wire.HeldJson;
import io.laas.model.wire.HostStateJson;
import io.laas.model.wire.PublishLabJson;
import io.laas.model.wire.WireJson;
import io.laas.model.wire.WorkJson;
import io.laas.model.wire.WorkStateJson;
import io.laas.provisioner.Provisioner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Takes the work of one lab from its controller and does it. A controller that is away is waited for; what was done meanwhile is told
 * when it is back. A worker that could not tell that it lives for longer than the lease stops what it does, since the controller may
 * have given that to another one by then.
 */
public final class LabWorker implements AutoCloseable {
    private static final JsonMapper JSON = WireJson.lenient();
    private static final Duration HOLD_WHEN_FULL = Duration.ofSeconds(2);
    private static final int FIRST_LEASE_SECONDS = 60;
    private static final int PATIENCE_SECONDS = 10;

    private final String session = UUID.randomUUID().toString();
    private final Controller controller;
    private final Teller teller;
    private final WorkerSettings settings;
    private final Provisioner provisioner;
    private final OwnHosts hosts;
    private final Consumer<String> log;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final ExecutorService operations;
    private final ExecutorService questions = Executors.newCachedThreadPool(threads("laas-question"));
    private final ExecutorService claims = Executors.newSingleThreadExecutor(threads("laas-claim"));
    private final ExecutorService tellers = Executors.newFixedThreadPool(2, threads("laas-tell"));
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(3, threads("laas-worker"));
    private final CountDownLatch over = new CountDownLatch(1);
    private final LabId lab;
    private volatile Optional<LabFileWatch> file = Optional.empty();
    private volatile List<HostStateJson> states;
    private volatile int leaseSeconds = FIRST_LEASE_SECONDS;
    private volatile long heard = System.nanoTime();
    private volatile boolean away;
    private volatile boolean closed;

    /**
     * @param log takes one line for each thing worth telling
     */
    public LabWorker(
            ControllerAddress address,
            WorkerSettings settings,
            Lab lab,
            Provisioner provisioner,
            Consumer<String> log) {
        this.controller = new Controller(address);
        this.teller = new Teller(controller);
        this.settings = settings;
        this.provisioner = provisioner;
        this.lab = lab.id();
        this.hosts = new OwnHosts(lab, provisioner);
        this.log = log;
        this.operations = Executors.newFixedThreadPool(settings.operations(), threads("laas-operation"));
    }

    /**
     * Tells the controller what the lab has.
     *
     * @param file text of the lab file
     * @param directory absolute path from which relative paths in it count
     * @throws IOException if the controller cannot be reached
     * @throws ControllerRefusal if it does not take it; the message says why
     */
    public void publish(String file, String directory) throws IOException, InterruptedException, ControllerRefusal {
        controller.post("/lab/publish", new PublishLabJson(file, directory), WorkStateJson.class);
    }

    /**
     * Looks after the file from now on: what changes in it is published. To be called before {@link #start}.
     *
     * @param labFile the file
     * @param published its text as it was published
     */
    public void watch(Path labFile, String published) {
        String directory = labFile.toAbsolutePath().normalize().getParent().toString();
        LabFileWatch watch = new LabFileWatch(
                labFile,
                lab,
                published,
                (changed, text) -> {
                    publish(text, directory);
                    hosts.use(changed);
                },
                log);
        file = Optional.of(watch);
        timer.scheduleWithFixedDelay(() -> look(watch), 0, settings.beat().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(LabFileWatch watch) {
        try {
            watch.look();
        } catch (IOException e) {
            gone(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins to work; returns at once. */
    public void start() {
        timer.scheduleWithFixedDelay(this::probe, 0, settings.probe().toMillis(), TimeUnit.MILLISECONDS);
        timer.execute(this::beatOn);
        timer.scheduleWithFixedDelay(this::fence, 0, settings.again().toMillis(), TimeUnit.MILLISECONDS);
        claims.execute(this::claimOn);
    }

    /** Waits until the worker is closed. */
    public void await() throws InterruptedException {
        over.await();
    }

    private void probe() {
        states = hosts.states();
        beat();
    }

    /** Well within the lease, however short the controller keeps it. */
    private void beatOn() {
        beat();
        long third = TimeUnit.SECONDS.toMillis(leaseSeconds) / 3;
        later(this::beatOn, Duration.ofMillis(Math.min(settings.beat().toMillis(), third)));
    }

    private synchronized void beat() {
        long now = System.nanoTime();
        try {
            HeldJson held = controller.post(
                    "/lab/heartbeat",
                    new HeartbeatJson(session, settings.name(), running(), states, trouble()),
                    HeldJson.class);
            leaseSeconds = held.leaseSeconds();
            heard = now;
            held.stop().forEach(id -> run(id).ifPresent(Run::stop));
            held.lost().forEach(id -> run(id).ifPresent(this::lose));
            back();
        } catch (IOException | ControllerRefusal e) {
            gone(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String trouble() {
        return file.flatMap(LabFileWatch::trouble).orElse(null);
    }

    /** Stops what may have been given to another worker by now. */
    private void fence() {
        long now = System.nanoTime();
        runs.values().stream()
                .filter(r -> !r.isLost() && !r.hasEnded())
                .filter(r -> now - Math.max(heard, r.claimedAt()) > TimeUnit.SECONDS.toNanos(leaseSeconds))
                .forEach(this::lose);
    }

    private Optional<Run> run(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    private void lose(Run run) {
        run.lose();
        log.accept("%s is not this worker's any more; it stops"
                .formatted(run.claim().id()));
        forgetIfOver(run);
    }

    private List<ClaimJson> running() {
        return runs.values().stream().filter(r -> !r.isLost()).map(Run::claim).toList();
    }

    private void gone(Exception e) {
        if (!away && !closed) {
            log.accept("the controller cannot be told anything now (%s); trying again".formatted(e.getMessage()));
        }
        away = true;
    }

    private void back() {
        if (away) {
            log.accept("the controller is back");
        }
        away = false;
    }

    /** Claims once, and then again: at once if there was an answer, a little later if not. */
    private void claimOn() {
        if (closed) {
            return;
        }
        try {
            boolean room = unended() < settings.operations();
            Duration hold = room ? settings.hold() : HOLD_WHEN_FULL;
            ClaimWorkJson wanted = new ClaimWorkJson(session, settings.name(), room, (int) hold.toSeconds(), running());
            long asked = System.nanoTime();
            ClaimedJson claimed = controller.post("/lab/claim", wanted, ClaimedJson.class, hold);
            if (claimed.work() != null) {
                begin(claimed.work(), asked);
            }
            submit(claims, this::claimOn);
        } catch (IOException | ControllerRefusal e) {
            gone(e);
            later(() -> submit(claims, this::claimOn), settings.again());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long unended() {
        return runs.values().stream().filter(r -> !r.hasEnded()).count();
    }

    /** Work of a kind that this version does not know is left alone: a question is given up by its asker, an operation by its lease. */
    private void begin(WorkJson given, long asked) throws JsonProcessingException {
        LabWork work;
        try {
            work = LabWorkJson.read(JSON.writeValueAsString(given.work()));
        } catch (IllegalArgumentException e) {
            log.accept("%s cannot be read: %s".formatted(given.id(), e.getMessage()));
            return;
        }
        ClaimJson claim = new ClaimJson(given.id(), given.claim());
        if (work instanceof LabWork.Operation operation) {
            Run[] self = new Run[1];
            self[0] = new Run(claim, operation, asked, run(given.id()), () -> submit(tellers, () -> tell(self[0])));
            runs.put(given.id(), self[0]);
            submit(operations, () -> perform(self[0]));
        } else {
            long until = asked + TimeUnit.SECONDS.toNanos(given.leaseSeconds());
            submit(questions, () -> answer(claim, work, until));
        }
    }

    private void perform(Run run) {
        Optional<OperationOutcome> outcome = Optional.empty();
        try {
            run.awaitTurn();
            if (!run.isLost()) {
                log.accept("%s begins: %s of %s"
                        .formatted(
                                run.claim().id(),
                                run.work().kind(),
                                run.work().plan().vpod()));
                outcome = Optional.of(result(run));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            run.ended(closed ? Optional.empty() : outcome);
        }
    }

    private OperationOutcome result(Run run) {
        try {
            Optional<String> objection = hosts.objection(run.work());
            return objection.isPresent()
                    ? new OperationOutcome.Failed("survey", objection.get(), "")
                    : provisioner.run(run.work().kind(), run.work().plan(), run, run);
        } catch (RuntimeException | LinkageError e) {
            log.accept("%s broke: %s".formatted(run.claim().id(), e));
            return new OperationOutcome.Failed(
                    "internal", "The worker broke (%s); its output tells more.".formatted(e), "");
        }
    }

    /** One at a time for each run, so that reports stay in order. */
    private void tell(Run run) {
        synchronized (run.claim()) {
            try {
                if (teller.tell(run)) {
                    forgetIfOver(run);
                }
            } catch (IOException e) {
                gone(e);
                later(() -> submit(tellers, () -> tell(run)), settings.again());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void forgetIfOver(Run run) {
        if (run.hasEnded() && runs.remove(run.claim().id(), run)) {
            log.accept("%s ended".formatted(run.claim().id()));
        }
    }

    private void answer(ClaimJson question, LabWork work, long until) {
        if (System.nanoTime() - until > 0) {
            return;
        }
        try {
            controller.post(
                    "/lab/work/" + question.id() + "/answer",
                    hosts.answer(work, question.claim()),
                    WorkStateJson.class);
        } catch (IOException | ControllerRefusal e) {
            log.accept("the answer to %s came too late or not at all: %s".formatted(question.id(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void later(Runnable work, Duration delay) {
        try {
            timer.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.accept("stopped");
        }
    }

    private void submit(ExecutorService executor, Runnable work) {
        if (closed) {
            return;
        }
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            log.accept("stopped");
        }
    }

    /** Interrupts what runs and tells nothing of it: its lease runs out and it is given out again, and converges. */
    @Override
    public void close() {
        closed = true;
        List<ExecutorService> all = List.of(claims, timer, tellers, questions, operations);
        all.forEach(ExecutorService::shutdownNow);
        try {
            if (!operations.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.accept("operations still run after %d s; they are not waited for".formatted(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over.countDown();
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
