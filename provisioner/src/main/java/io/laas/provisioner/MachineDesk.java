package io.laas.provisioner;

import io.laas.model.Names;
import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.model.use.MachineUse;
import io.laas.model.use.PodUse;
import io.laas.provisioner.hypervisor.ConsolePart;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.MachineState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks at machines without changing anything. */
final class MachineDesk {
    private static final Duration SSH = Duration.ofSeconds(2);
    private static final int MAX_FACTS = 40;
    private static final int MAX_FACT = 200;
    private static final int MAX_CONSOLE = 64 << 10;

    private final Worksite site;
    private final Hypervisor hypervisor;

    MachineDesk(Worksite site) {
        this.site = site;
        this.hypervisor = site.hypervisor();
    }

    MachineSight look(String name, boolean facts, long consoleFrom) {
        MachineLayout machine = site.layout().machines().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new HypervisorException(Reason.OTHER, "the pod has no machine " + name));
        MachineState state = hypervisor.state(machine.domain());
        boolean agent = facts && state == MachineState.RUNNING && hypervisor.agentAnswers(machine.domain());
        ConsolePart console = consoleFrom < 0
                ? new ConsolePart("", consoleFrom)
                : hypervisor.console(machine.domain(), consoleFrom, MAX_CONSOLE);
        return new MachineSight(
                state.name(),
                agent,
                facts ? ssh(machine, state) : Optional.empty(),
                agent ? facts(machine) : List.of(),
                console.text(),
                console.next());
    }

    /** Returns what the machines of the pod have counted. */
    PodUse use() {
        return new PodUse(site.layout().machines().stream().map(this::use).toList());
    }

    private MachineUse use(MachineLayout machine) {
        if (hypervisor.state(machine.domain()) != MachineState.RUNNING) {
            return MachineUse.off(machine.name());
        }
        int logins = hypervisor.agentAnswers(machine.domain()) ? logins(machine) : 0;
        return hypervisor
                .counts(machine.domain())
                .map(c -> new MachineUse(machine.name(), true, c.cpuMillis(), c.netBytes(), logins))
                .orElseGet(() -> MachineUse.off(machine.name()));
    }

    private int logins(MachineLayout machine) {
        try {
            return site.guest(machine).logins();
        } catch (HypervisorException e) {
            if (e.reason() != Reason.AGENT && e.reason() != Reason.OTHER) {
                throw e;
            }
            return 0;
        }
    }

    private Optional<Boolean> ssh(MachineLayout machine, MachineState state) {
        return site.layout()
                .hostReachable(machine)
                .filter(a -> site.hostIsHere())
                .map(address -> state == MachineState.RUNNING
                        && site.dialer()
                                .awaitSsh(address, SSH, CancelSignal.NEVER)
                                .isEmpty());
    }

    private List<String> facts(MachineLayout machine) {
        try {
            return site.guest(machine).facts().stream()
                    .limit(MAX_FACTS)
                    .map(line -> Names.clean(line, MAX_FACT))
                    .toList();
        } catch (HypervisorException e) {
            if (e.reason() != Reason.AGENT && e.reason() != Reason.OTHER) {
                throw e;
            }
            return List.of();
        }
    }
}
