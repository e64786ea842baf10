package io.laas.web.standalone;

import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.engine.port.PodOperations;
import io.laas.model.OperationId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import io.laas.provisioner.MachineSight;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.hypervisor.HostFacts;
import io.laas.provisioner.hypervisor.HypervisorException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the engine's operations in this process, some at a time. Once closed, nothing is reported any more: the engine finds
 * the operation unfinished at the next start and starts it again, and the provisioner converges.
 */
final class ProvisionerOperations implements PodOperations, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProvisionerOperations.class);
    private static final int QUEUE = 1000;
    private static final int PATIENCE_SECONDS = 10;

    private final Provisioner provisioner;
    private final ThreadPoolExecutor threads;
    private final Map<OperationId, AtomicBoolean> cancelled = new ConcurrentHashMap<>();
    private volatile boolean closed;

    ProvisionerOperations(Provisioner provisioner, int parallel) {
        if (parallel < 1) {
            throw new StartException("--operations must be 1 or more, was " + parallel);
        }
        this.provisioner = provisioner;
        this.threads = new ThreadPoolExecutor(
                parallel, parallel, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), work -> {
                    Thread thread = new Thread(work, "laas-operation");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void start(OperationOrder order, OperationListener listener) {
        AtomicBoolean signal = new AtomicBoolean();
        if (cancelled.putIfAbsent(order.id(), signal) != null) {
            LOG.warn("Operation {} runs already; not started twice", order.id());
            return;
        }
        try {
            threads.execute(() -> run(order, listener, signal));
        } catch (RejectedExecutionException e) {
            cancelled.remove(order.id());
            finish(
                    order,
                    listener,
                    new OperationOutcome.Failed(
                            "queue", "The server has " + QUEUE + " operations waiting; try again later.", ""));
        }
    }

    private void run(OperationOrder order, OperationListener listener, AtomicBoolean signal) {
        OperationOutcome outcome;
        try {
            LOG.info(
                    "Operation {}: {} of {} begins",
                    order.id(),
                    order.kind(),
                    order.plan().vpod());
            listener.started();
            outcome = provisioner.run(order.kind(), order.plan(), report -> report(listener, report), signal::get);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Operation {} broke", order.id(), e);
            outcome = new OperationOutcome.Failed(
                    "internal", "The provisioner broke (%s); the server's log tells more.".formatted(e), "");
        } finally {
            cancelled.remove(order.id());
        }
        finish(order, listener, outcome);
    }

    private void report(OperationListener listener, TaskReport report) {
        if (!closed) {
            listener.taskChanged(report);
        }
    }

    private void finish(OperationOrder order, OperationListener listener, OperationOutcome outcome) {
        if (closed) {
            LOG.info("Operation {} is left for the next start", order.id());
            return;
        }
        LOG.info("Operation {} ended: {}", order.id(), told(outcome));
        try {
            listener.finished(outcome);
        } catch (RuntimeException e) {
            LOG.error("The end of operation {} could not be stored; it is run again at the next start", order.id(), e);
        }
    }

    private static String told(OperationOutcome outcome) {
        if (outcome instanceof OperationOutcome.Failed failed) {
            return "failed in " + failed.task() + ": " + failed.reason();
        }
        return outcome instanceof OperationOutcome.Cancelled ? "cancelled" : "succeeded";
    }

    @Override
    public void cancel(OperationId operation) {
        AtomicBoolean signal = cancelled.get(operation);
        if (signal != null) {
            signal.set(true);
        }
    }

    @Override
    public HostStatus probe(Host host) {
        try {
            HostFacts facts = provisioner.facts(host);
            return new HostStatus(HostStatus.State.ONLINE, facts.accel(), facts.version());
        } catch (HypervisorException e) {
            return new HostStatus(HostStatus.State.OFFLINE, Accel.AUTO, e.getMessage());
        } catch (LinkageError e) {
            LOG.debug("libvirt cannot be loaded", e);
            return new HostStatus(
                    HostStatus.State.OFFLINE, Accel.AUTO, "libvirt is not installed where the server runs");
        }
    }

    @Override
    public List<HostedThing> inventory(Host host, String controller) {
        return asking(
                host,
                () -> provisioner.inventory(host, controller).stream()
                        .map(thing -> new HostedThing(thing.resource(), thing.name(), thing.owner()))
                        .toList());
    }

    @Override
    public void purge(Host host, OwnerTag owner) {
        asking(host, () -> {
            provisioner.purge(host, owner);
            return true;
        });
    }

    @Override
    public MachineView look(VpodPlan plan, String machine, MachineLook look) {
        return asking(plan.host(), () -> {
            MachineSight seen = provisioner.look(plan, machine, look.facts(), look.consoleFrom());
            return new MachineView(
                    seen.state(), seen.agent(), seen.ssh(), seen.facts(), seen.console(), seen.consoleNext());
        });
    }

    @Override
    public PodUse use(VpodPlan plan) {
        return asking(plan.host(), () -> provisioner.use(plan));
    }

    @Override
    public List<String> snapshotFiles(Host host, String controller) {
        return asking(host, () -> provisioner.snapshotFiles(host, controller));
    }

    @Override
    public void discardSnapshotFiles(Host host, List<String> files) {
        asking(host, () -> {
            provisioner.discardSnapshotFiles(host, files);
            return true;
        });
    }

    @Override
    public ImageStock images(Host host, ImageQuestion question) {
        return asking(host, () -> provisioner.images(host, question));
    }

    private static <T> T asking(Host host, Supplier<T> question) {
        try {
            return question.get();
        } catch (HypervisorException | LinkageError e) {
            throw new HostUnreachableException(host.id(), e.getMessage(), e);
        }
    }

    /** Interrupts what runs and waits a few seconds for it. */
    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Operations still run after {} s; they are taken up at the next start", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
