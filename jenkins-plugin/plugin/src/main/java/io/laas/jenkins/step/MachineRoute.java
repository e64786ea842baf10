package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Node;
import hudson.remoting.VirtualChannel;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.step.ssh.HostKeys;
import io.laas.jenkins.step.ssh.Link;
import io.laas.jenkins.step.ssh.Machine;
import io.laas.model.Names;
import io.laas.model.lab.Host;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.PodAccess;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The way to a machine of a booking: from the agent beside its host, else from the agent around the step, else from the controller. */
final class MachineRoute {
    private static final int SSH = 22;
    private static final int MOST_SHOWN = 40;

    private final BookingView view;
    private final PodAccess access;
    private final MachineAccess machine;
    private final VirtualChannel agent;

    private MachineRoute(BookingView view, PodAccess access, MachineAccess machine, VirtualChannel agent) {
        this.view = view;
        this.access = access;
        this.machine = machine;
        this.agent = agent;
    }

    /**
     * Finds a machine for a step.
     *
     * @throws AbortException if the booking has no machines now, or none of that name
     */
    static MachineRoute to(String name, BookingView view, StepContext context)
            throws IOException, InterruptedException {
        Launcher around = context.get(Launcher.class);
        return to(name, view, around == null ? null : around.getChannel());
    }

    /**
     * Finds a machine.
     *
     * @param around how an agent is reached that may be used if there is none beside the host; may be null
     * @throws AbortException if the booking has no machines now, or none of that name
     */
    static MachineRoute to(String name, BookingView view, VirtualChannel around) throws AbortException {
        PodAccess access = view.access()
                .orElseThrow(() ->
                        new AbortException("Booking %s is %s; only active bookings have machines to run anything on."
                                .formatted(view.booking().id(), view.booking().state())));
        Optional<MachineAccess> machine = access.machines().stream()
                .filter(m -> name.isEmpty() || m.name().equals(name))
                .findFirst();
        if (machine.isEmpty()) {
            throw new AbortException("Booking %s has no machine '%s'. Its machines are: %s."
                    .formatted(
                            view.booking().id(),
                            Names.clean(name, MOST_SHOWN),
                            access.machines().stream().map(MachineAccess::name).collect(Collectors.joining(", "))));
        }
        return new MachineRoute(view, access, machine.get(), beside(view).orElse(around));
    }

    /** Connects; blocks for seconds. */
    Link open() throws IOException {
        Machine jump = new Machine(jumpName(), access.address(), access.port(), access.user());
        boolean direct = machine.name().equals(jump.name());
        String address = direct ? jump.address() : MachineAddress.of(machine);
        if (address.isEmpty()) {
            throw new AbortException("Machine %s of booking %s has no address on any network; laasRun cannot reach it."
                    .formatted(machine.name(), view.booking().id()));
        }
        Machine target = direct ? jump : new Machine(machine.name(), address, SSH, machine.user());
        return Link.open(new HostKeys(view.booking().id()), agent, jump, target);
    }

    private String jumpName() {
        return access.machines().isEmpty() ? "" : access.machines().get(0).name();
    }

    private static Optional<VirtualChannel> beside(BookingView view) {
        return view.booking()
                .host()
                .flatMap(LaasRuntime.get().engine().catalogue()::configured)
                .map(Host::agentLabel)
                .filter(label -> !label.isEmpty())
                .map(MachineRoute::online);
    }

    private static VirtualChannel online(String label) {
        Label wanted = Label.get(label);
        return JenkinsFacade.jenkins().getNodes().stream()
                .filter(node -> wanted != null && wanted.contains(node))
                .map(Node::toComputer)
                .filter(Objects::nonNull)
                .map(Computer::getChannel)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
