package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Descriptor;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.slaves.SlaveComputer;
import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.LaasUnavailableException;
import io.laas.jenkins.step.ssh.AgentProgram;
import io.laas.jenkins.step.ssh.Link;
import io.laas.jenkins.step.ssh.MachineException;
import io.laas.model.BookingId;
import io.laas.model.booking.BookingState;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Machines of pods as agents: made when a run wants one of its booking, gone when the block or the run that booked ends. Whoever cannot
 * have one hears why instead of waiting. Thread-safe; blocks.
 */
@Extension
public final class PodAgents {
    private static final Logger LOG = Logger.getLogger(PodAgents.class.getName());
    private static final int TRIES = 5;
    private static final long PAUSE_SECONDS = 3;

    private final Set<AgentName> underWay = ConcurrentHashMap.newKeySet();

    /** Returns those of this Jenkins. */
    static PodAgents get() {
        return ExtensionList.lookupSingleton(PodAgents.class);
    }

    /** Has a machine become an agent for what waits in the queue; what waits is told if that cannot be. */
    void bring(AgentName name, Queue.Item item) {
        if (!PodAgent.isOfItsRun(item, name.booking()) || !underWay.add(name)) {
            return;
        }
        String trouble;
        try {
            trouble = tried(name, NodeSteps.agentAround(item));
        } catch (InterruptedException e) {
            trouble = "Jenkins shuts down";
            Thread.currentThread().interrupt();
        } finally {
            underWay.remove(name);
        }
        if (!trouble.isEmpty() && !JenkinsFacade.isGoingDown()) {
            NodeSteps.fail(name, "Agent %s cannot be had: %s".formatted(name, trouble));
        }
    }

    /** Returns why it cannot be had; empty if it is there. */
    private String tried(AgentName name, String via) throws InterruptedException {
        String trouble = "";
        for (int tried = 1; tried <= TRIES; tried++) {
            try {
                connect(there(name, via));
                return "";
            } catch (AbortException | MachineException e) {
                return e.getMessage();
            } catch (IOException | LaasUnavailableException | Descriptor.FormException e) {
                LOG.log(Level.FINE, e, () -> "Trying again to have agent " + name);
                trouble = e.getMessage();
            }
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        }
        return trouble;
    }

    private static PodAgent there(AgentName wanted, String via)
            throws IOException, InterruptedException, Descriptor.FormException {
        BookingView view = active(wanted.booking());
        String jump = view.access().orElseThrow().machines().get(0).name();
        AgentName name = wanted.of(wanted.machine().isEmpty() ? jump : wanted.machine());
        if (JenkinsFacade.jenkins().getNode(name.toString()) instanceof PodAgent agent) {
            return agent;
        }
        try (Link link = open(name, via)) {
            String home = AgentProgram.home(link);
            String label = name.machine().equals(jump)
                    ? AgentName.ofJumpHost(name.booking()).toString()
                    : "";
            PodAgent made = new PodAgent(name, label, home, new PodAgentLauncher(name, via));
            JenkinsFacade.jenkins().addNode(made);
            LOG.log(Level.INFO, "Machine {0} of booking {1} becomes an agent", new Object[] {
                name.machine(), name.booking()
            });
            return made;
        }
    }

    private static void connect(PodAgent agent) throws IOException, InterruptedException {
        Computer computer = agent.toComputer();
        if (computer == null) {
            throw new IOException("it was removed meanwhile");
        }
        try {
            computer.connect(false).get();
        } catch (ExecutionException e) {
            LOG.log(Level.FINE, e, () -> "Agent " + agent.getNodeName() + " does not start");
        }
        if (!computer.isOnline()) {
            throw new IOException(
                    computer instanceof SlaveComputer slave && slave.getLauncher() instanceof PodAgentLauncher launcher
                            ? launcher.trouble()
                            : "it does not start");
        }
    }

    /**
     * Connects to a machine.
     *
     * @throws AbortException if its booking is over, or has no machine of that name
     */
    static Link open(AgentName name, String via) throws IOException, InterruptedException {
        Computer around = via.isEmpty() ? null : JenkinsFacade.jenkins().getComputer(via);
        return MachineRoute.to(name.machine(), active(name.booking()), around == null ? null : around.getChannel())
                .open();
    }

    private static BookingView active(BookingId booking) throws AbortException {
        BookingView view = ScopedExecution.value(find(booking));
        if (view.booking().state() != BookingState.ACTIVE || view.access().isEmpty()) {
            throw new AbortException("booking %s is %s; only machines of active bookings are agents."
                    .formatted(booking, view.booking().state()));
        }
        return view;
    }

    private static Answer<BookingView> find(BookingId booking) {
        return LaasRuntime.get().engine().bookings().find(booking, Caller.SYSTEM);
    }

    /** Takes the agents of a booking away. */
    void remove(BookingId booking) {
        for (PodAgent agent : all()) {
            if (agent.booking().equals(booking)) {
                remove(agent);
            }
        }
    }

    /** Takes the agents of a booking away if nobody has its machines any more. */
    void removeIfOver(BookingId booking) {
        boolean over = find(booking) instanceof Answer.Done<BookingView> done
                && done.value().booking().state() != BookingState.ACTIVE;
        if (over) {
            StepWork.soon(() -> remove(booking));
        }
    }

    /** Takes agents away that were forgotten. */
    void sweep() {
        all().stream().map(PodAgent::booking).distinct().forEach(this::removeIfOver);
    }

    private static List<PodAgent> all() {
        return JenkinsFacade.jenkins().getNodes().stream()
                .filter(PodAgent.class::isInstance)
                .map(PodAgent.class::cast)
                .toList();
    }

    private static void remove(Node agent) {
        try {
            JenkinsFacade.jenkins().removeNode(agent);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Agent %s could not be removed; that is tried again later".formatted(agent.getNodeName()));
        }
    }
}
