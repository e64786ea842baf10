package io.laas.engine.fake;

import io.laas.engine.Answer;
import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.engine.remote.Claim;
import io.laas.engine.remote.ClaimedWork;
import io.laas.engine.remote.Held;
import io.laas.engine.remote.WorkAnswer;
import io.laas.engine.remote.WorkerSession;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.HostId;
import io.laas.model.OperationId;
import io.laas.model.UserId;
import io.laas.model.lab.Accel;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.LabWork;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskReport;
import io.laas.model.travel.LabWorkJson;
import io.laas.model.use.PodUse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A worker of a lab elsewhere in this process; what it makes stands in a {@link World}. Thread-safe. */
public final class LabElsewhere {
    private static final AtomicInteger SESSIONS = new AtomicInteger();
    private static final String FILE = """
            lab: {name: %1$s, title: Lab %1$s, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: %1$s-h1, uri: 'qemu:///system', cores: 64, memory: 128G, disk: 4T, storage: /var/lib/laas/pool, addresses: 10.80.0.0/16}
            images:
              - {name: guest, file: guest.qcow2, os: debian-12, user: laas}
            pods:
              - name: small
                networks:
                  - {name: admin, addressing: dhcp}
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 1G, disk: 10G, networks: [admin]}
                  - {name: node1, cores: 1, memory: 1G, disk: 10G, networks: [admin]}
            configs:
              - {name: hello, image: guest}
            """;

    private final Supplier<Engine> engine;
    private final String lab;
    private final InMemoryPodOperations operations;
    private final String session = "session-" + SESSIONS.incrementAndGet();
    private final List<Claim> running = new CopyOnWriteArrayList<>();
    private final List<ClaimedWork> claimed = new CopyOnWriteArrayList<>();

    public LabElsewhere(Supplier<Engine> engine, World world, String lab) {
        this.engine = engine;
        this.lab = lab;
        this.operations = new InMemoryPodOperations(world);
    }

    /** Returns the account that serves a lab. */
    public static Caller workerOf(String lab) {
        return new Caller(Actor.of(new UserId("worker-" + lab), Channel.API), EnumSet.of(Right.SERVE_LAB));
    }

    /** Returns the file of a lab with one host and pod {@code small}. */
    public static String file(String lab) {
        return FILE.formatted(lab);
    }

    public InMemoryPodOperations operations() {
        return operations;
    }

    /** Returns all operations that were claimed, in order. */
    public List<ClaimedWork> claimed() {
        return claimed;
    }

    public void publish() {
        take(engine.get().remoteLabs().publish(file(lab), "/labs", workerOf(lab)));
    }

    /** Tells that it lives and that its host answers. */
    public Held beat() {
        HostStatus online = new HostStatus(HostStatus.State.ONLINE, Accel.TCG, "");
        return take(engine.get()
                .labWork()
                .heartbeat(me(), Map.of(new HostId(lab + "-h1"), online), Optional.empty(), workerOf(lab)));
    }

    public WorkerSession me() {
        return new WorkerSession(session, "worker of " + lab, running);
    }

    /** Claims once; what it got counts as running. */
    public Optional<ClaimedWork> claim() {
        return claim(true);
    }

    /** Answers what is asked, as a worker does that has no room for operations. */
    public void answerQuestions() {
        for (Optional<ClaimedWork> next = claim(false); next.isPresent(); next = claim(false)) {
            perform(next.get());
        }
    }

    private Optional<ClaimedWork> claim(boolean withOperations) {
        Optional<ClaimedWork> work = take(engine.get().labWork().claim(me(), withOperations, workerOf(lab)));
        work.ifPresent(w -> {
            if (w.id().startsWith("o-")) {
                claimed.add(w);
                running.add(claimOf(w));
            }
        });
        return work;
    }

    /** Forgets that it has something, as if the answer to its claim had never come. */
    public void lose(ClaimedWork work) {
        running.remove(claimOf(work));
    }

    /** Takes and does work until there is none. */
    public void work() {
        for (Optional<ClaimedWork> next = claim(); next.isPresent(); next = claim()) {
            perform(next.get());
        }
    }

    /** Does what was claimed, to its end. */
    public void perform(ClaimedWork work) {
        LabWork what = LabWorkJson.read(work.work());
        if (what instanceof LabWork.Operation operation) {
            OperationId id = OperationId.parse(work.id());
            operations.start(new OperationOrder(id, operation.kind(), operation.plan()), new Reporter(claimOf(work)));
            operations.runAll();
            running.remove(claimOf(work));
        } else {
            answer(work, what);
        }
    }

    private void answer(ClaimedWork work, LabWork what) {
        List<HostedThing> things = new ArrayList<>();
        List<String> files = new ArrayList<>();
        Optional<MachineView> machine = Optional.empty();
        Optional<PodUse> use = Optional.empty();
        ImageStock stock = ImageStock.NONE;
        Optional<String> trouble = Optional.empty();
        try {
            if (what instanceof LabWork.Inventory inventory) {
                things.addAll(operations.inventory(inventory.host(), inventory.controller()));
            } else if (what instanceof LabWork.SnapshotFiles kept) {
                files.addAll(operations.snapshotFiles(kept.host(), kept.controller()));
            } else if (what instanceof LabWork.Images images) {
                stock = operations.images(images.host(), images.question());
            } else if (what instanceof LabWork.DiscardSnapshots discard) {
                operations.discardSnapshotFiles(discard.host(), discard.files());
            } else if (what instanceof LabWork.Look look) {
                MachineLook wanted = new MachineLook(look.facts(), look.consoleFrom());
                machine = Optional.of(operations.look(look.plan(), look.machine(), wanted));
            } else if (what instanceof LabWork.Use asked) {
                use = Optional.of(operations.use(asked.plan()));
            } else {
                operations.purge(what.host(), ((LabWork.Purge) what).owner());
            }
        } catch (HostUnreachableException e) {
            trouble = Optional.of(e.getMessage());
        }
        WorkAnswer answer = new WorkAnswer(things, files, stock, machine, use);
        engine.get().labWork().answer(work.id(), work.claim(), answer, trouble, workerOf(lab));
    }

    public static Claim claimOf(ClaimedWork work) {
        return new Claim(OperationId.parse(work.id()), work.claim());
    }

    /** Reports as a worker does; what is refused is not told again. */
    private final class Reporter implements OperationListener {
        private final Claim claim;

        Reporter(Claim claim) {
            this.claim = claim;
        }

        @Override
        public void started() {
            // the claim says so
        }

        @Override
        public void taskChanged(TaskReport report) {
            engine.get().labWork().report(claim, List.of(report), workerOf(lab));
        }

        @Override
        public void finished(OperationOutcome outcome) {
            engine.get().labWork().finish(claim, outcome, workerOf(lab));
        }
    }

    private static <T> T take(Answer<T> answer) {
        if (answer instanceof Answer.Done<T> done) {
            return done.value();
        }
        throw new AssertionError("refused: " + answer);
    }
}
