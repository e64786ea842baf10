package io.laas.provisioner;

import io.laas.model.lab.Host;
import io.laas.model.layout.SnapshotVolumes;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.ProgressListener;
import io.laas.model.operation.TaskName;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import io.laas.provisioner.check.Dialer;
import io.laas.provisioner.check.TcpDialer;
import io.laas.provisioner.download.FileDigests;
import io.laas.provisioner.download.ImageSums;
import io.laas.provisioner.hypervisor.HostFacts;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorFactory;
import io.laas.provisioner.hypervisor.TaggedThing;
import io.laas.provisioner.work.Gang;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does operations on vpods. An operation is a list of tasks, each of which can be run again after it was cut off anywhere:
 * running the same operation again converges. Thread-safe; operations on different vpods may run at the same time, those on
 * one vpod are the caller's to put in order.
 */
public final class Provisioner implements AutoCloseable {
    private final HypervisorFactory hypervisors;
    private final InstantSource clock;
    private final ProvisionerSettings settings;
    private final Dialer dialer;
    private final ImageSums imageSums = new ImageSums(new FileDigests());
    private final ExecutorService executor = Executors.newCachedThreadPool(threads());

    /**
     * @param clock gives the time that guests are set to
     */
    public Provisioner(HypervisorFactory hypervisors, InstantSource clock) {
        this(hypervisors, clock, ProvisionerSettings.DEFAULT);
    }

    public Provisioner(HypervisorFactory hypervisors, InstantSource clock, ProvisionerSettings settings) {
        this(hypervisors, clock, settings, new TcpDialer());
    }

    Provisioner(HypervisorFactory hypervisors, InstantSource clock, ProvisionerSettings settings, Dialer dialer) {
        this.hypervisors = hypervisors;
        this.clock = clock;
        this.settings = settings;
        this.dialer = dialer;
    }

    /** Returns the tasks of an operation in their order; those of an inner list may run side by side. Asks nobody. */
    public static List<List<TaskName>> tasks(OperationKind kind) {
        return Recipes.names(kind);
    }

    /**
     * Runs the operation and returns when nothing of it goes on any more. Trouble with the host ends as
     * {@link OperationOutcome.Failed}; interrupting the calling thread cancels. On a simulated host every report says so.
     *
     * @param progress hears every change of every task, from several threads
     */
    public OperationOutcome run(OperationKind kind, VpodPlan plan, ProgressListener progress, CancelSignal cancel) {
        try (OpenOperation operation = open(kind, plan)) {
            return operation.runAll(progress, cancel);
        } catch (HypervisorException e) {
            return new OperationOutcome.Failed("survey", e.getMessage(), "");
        }
    }

    /**
     * Opens the operation in order to run it task by task. Asks nothing of the host yet.
     *
     * @throws HypervisorException if there can be no such host, because its URI is none
     */
    public OpenOperation open(OperationKind kind, VpodPlan plan) {
        VpodLayout layout = VpodLayout.of(plan);
        Gang gang = new Gang(executor, settings.parallelism());
        Hypervisor hypervisor = hypervisors.open(plan.host());
        return new OpenOperation(kind, new Worksite(plan, layout, hypervisor, gang, dialer, settings, clock));
    }

    /**
     * Looks at one machine.
     *
     * @param facts whether the guest is asked too
     * @param consoleFrom how many bytes of its console one has seen; negative: the console is not wanted
     */
    public MachineSight look(VpodPlan plan, String machine, boolean facts, long consoleFrom) {
        try (Hypervisor hypervisor = hypervisors.open(plan.host())) {
            Gang gang = new Gang(executor, 1);
            Worksite site = new Worksite(plan, VpodLayout.of(plan), hypervisor, gang, dialer, settings, clock);
            return new MachineDesk(site).look(machine, facts, consoleFrom);
        }
    }

    /** Asks what the machines of a vpod have counted, and who is logged in to them. */
    public PodUse use(VpodPlan plan) {
        try (Hypervisor hypervisor = hypervisors.open(plan.host())) {
            Gang gang = new Gang(executor, 1);
            Worksite site = new Worksite(plan, VpodLayout.of(plan), hypervisor, gang, dialer, settings, clock);
            return new MachineDesk(site).use();
        }
    }

    /** Asks a host what it is and has. */
    public HostFacts facts(Host host) {
        try (Hypervisor hypervisor = hypervisors.open(host)) {
            return hypervisor.facts();
        }
    }

    /** Lists everything on the host that carries the controller's tag. */
    public List<TaggedThing> inventory(Host host, String controller) {
        try (Hypervisor hypervisor = hypervisors.open(host)) {
            return hypervisor.inventory(controller);
        }
    }

    /**
     * Removes everything on the host that is tagged for the vpod.
     *
     * @throws HypervisorException if something could not be removed
     */
    public void purge(Host host, OwnerTag vpodOwner) {
        try (Hypervisor hypervisor = hypervisors.open(host)) {
            Removal removal = new Removal(hypervisor, new Gang(executor, settings.parallelism()));
            removal.removeAll(Survey.things(hypervisor, vpodOwner), CancelSignal.NEVER);
            removal.verify(vpodOwner);
        }
    }

    /**
     * Tells what a host knows of images, and removes files of images that nothing uses, if asked to.
     *
     * @throws HypervisorException if the host cannot be asked
     */
    public ImageStock images(Host host, ImageQuestion question) {
        try (Hypervisor hypervisor = hypervisors.open(host)) {
            return new ImageDesk(hypervisor, imageSums).answer(question);
        }
    }

    /** Lists the files of snapshots that the host keeps for the controller. */
    public List<String> snapshotFiles(Host host, String controller) {
        try (Hypervisor hypervisor = hypervisors.open(host)) {
            return hypervisor.copies().list(SnapshotVolumes.prefix(controller));
        }
    }

    /** Removes files of snapshots; content if they are not there. */
    public void discardSnapshotFiles(Host host, List<String> files) {
        try (Hypervisor hypervisor = hypervisors.open(host)) {
            files.forEach(hypervisor.copies()::discard);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** Threads that know no class loader but ours, whoever happens to call first. */
    private static ThreadFactory threads() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "laas-provisioner-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(Provisioner.class.getClassLoader());
            return thread;
        };
    }
}
