package io.laas.jenkins.operation;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Run;
import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.engine.operation.Operation;
import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.model.OperationId;
import io.laas.model.lab.Host;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationState;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the engine's operations as Pipeline runs of the jobs in the folder {@code laas}, each on the agent next to its host. What
 * was under way when Jenkins ended is taken up by the run that resumes, or by a new one. Thread-safe.
 */
@Extension(ordinal = -1000)
public final class RunOperations extends JenkinsOperations {
    private static final Logger LOG = Logger.getLogger(RunOperations.class.getName());

    private final OperationDesk desk = new OperationDesk();
    private final Errands errands = new Errands();
    private final OperationJobs jobs = new OperationJobs();
    private final OperationRuns runs = new OperationRuns(jobs);
    private final HostQuestions hosts = new HostQuestions();
    private volatile Engine engine;
    private volatile boolean serving;
    private volatile boolean ready;
    private volatile boolean closed;

    static RunOperations instance() {
        return ExtensionList.lookupSingleton(RunOperations.class);
    }

    OperationDesk desk() {
        return desk;
    }

    Errands errands() {
        return errands;
    }

    OperationJobs jobs() {
        return jobs;
    }

    @Override
    public void serve(Engine newEngine) {
        engine = newEngine;
    }

    @Override
    public void jobsAreLoaded() {
        serving = true;
    }

    /** Jobs, queue and runs are there: makes the jobs, and runs for what was handed over until now. */
    void jenkinsIsUp() {
        if (serving) {
            jobs.ensureAll();
            synchronized (this) {
                ready = true;
            }
            desk.all().forEach(this::schedule);
        }
    }

    @Override
    public void close() {
        closed = true;
        errands.close();
    }

    @Override
    public void start(OperationOrder order, OperationListener listener) {
        Ticket ticket = new Ticket(order, listener);
        if (!desk.put(ticket)) {
            LOG.warning(() -> "Operation %s is under way already; not started twice".formatted(order.id()));
            return;
        }
        errands.wake();
        if (ready) {
            schedule(ticket);
        }
    }

    private void schedule(Ticket ticket) {
        if (ticket.schedule()) {
            runs.ensure(ticket).ifPresent(failed -> finish(ticket, failed));
        }
    }

    /** The run of an operation lost its agent for good: has a new run do it; returns false if that was done too often. */
    boolean again(Ticket ticket) {
        if (closed || ticket.isCancelled() || !ticket.again()) {
            return false;
        }
        runs.schedule(ticket).ifPresent(failed -> finish(ticket, failed));
        return true;
    }

    @Override
    public void cancel(OperationId operation) {
        desk.find(operation).ifPresent(ticket -> {
            ticket.cancel();
            if (ticket.schedule() || runs.withdraw(ticket)) {
                finish(ticket, new OperationOutcome.Cancelled());
            } else {
                errands.stop(operation.toString(), CancelledByLab.interruption());
                runs.interrupt(ticket);
            }
        });
    }

    /** Tells the engine the end of an operation, unless Jenkins is ending. */
    void finish(Ticket ticket, OperationOutcome outcome) {
        if (closed) {
            return;
        }
        desk.remove(ticket);
        ticket.finish(outcome);
    }

    /** A run is over, or gone; if it was to do an operation that the engine has not heard the end of, that has failed. */
    void over(Run<?, ?> run, String how) {
        OperationAction.of(run)
                .flatMap(action -> desk.find(action.id()))
                .filter(ticket -> ticket.claim(run.getExternalizableId()))
                .ifPresent(ticket -> Computer.threadPoolForRemoting.execute(() -> over(ticket, how)));
    }

    /** A run was taken out of the queue before it began. */
    void notRun(OperationAction action) {
        desk.find(action.id()).ifPresent(ticket -> {
            OperationOutcome outcome = ticket.isCancelled()
                    ? new OperationOutcome.Cancelled()
                    : new OperationOutcome.Failed(
                            "run", "The run of the operation was taken out of Jenkins' queue before it began.", "");
            finish(ticket, outcome);
        });
    }

    private void over(Ticket ticket, String how) {
        OperationOutcome outcome =
                ticket.isCancelled() ? new OperationOutcome.Cancelled() : new OperationOutcome.Failed("run", how, "");
        try {
            errands.end(ticket.id().toString(), new TaskFailedException("run", how, ""));
            finish(ticket, outcome);
        } catch (InterruptedException e) {
            LOG.log(Level.FINE, "Jenkins is ending", e);
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what the engine knows of an operation that was not handed over. */
    Optional<OperationState> stateOf(String operation) {
        return Optional.ofNullable(engine)
                .flatMap(e -> e.operations().find(OperationId.parse(operation), Caller.SYSTEM))
                .map(Operation::state);
    }

    @Override
    public HostStatus probe(Host host) {
        return hosts.probe(host);
    }

    @Override
    public List<HostedThing> inventory(Host host, String controller) {
        return hosts.inventory(host, controller);
    }

    @Override
    public void purge(Host host, OwnerTag owner) {
        hosts.purge(host, owner);
    }

    @Override
    public MachineView look(VpodPlan plan, String machine, MachineLook look) {
        return hosts.look(plan, machine, look);
    }

    @Override
    public PodUse use(VpodPlan plan) {
        return hosts.use(plan);
    }

    @Override
    public List<String> snapshotFiles(Host host, String controller) {
        return hosts.snapshotFiles(host, controller);
    }

    @Override
    public void discardSnapshotFiles(Host host, List<String> files) {
        hosts.discardSnapshotFiles(host, files);
    }

    @Override
    public ImageStock images(Host host, ImageQuestion question) {
        return hosts.images(host, question);
    }
}
