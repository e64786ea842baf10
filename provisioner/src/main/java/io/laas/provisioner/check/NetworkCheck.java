package io.laas.provisioner.check;

import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.layout.NicLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.work.Gang;
import io.laas.provisioner.work.OperationFailure;
import io.laas.provisioner.work.TaskProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * Finds out whether every machine answers on each of its networks: from this process where the host has an address, from
 * inside a machine of the pod (the jump host first) elsewhere. The jump host has to show an SSH banner.
 */
public final class NetworkCheck {
    private static final int TAIL = 4000;
    private static final int MAX_NAMED = 6;

    /** Where to look from. */
    public record Place(Hypervisor hypervisor, Dialer dialer, Gang gang, boolean hostIsHere, Duration within) {}

    /** An address that has to answer. */
    private record Target(MachineLayout machine, NicLayout nic) {
        String address() {
            return nic.address().orElseThrow();
        }
    }

    private record Silent(Target target, String why) {
        @Override
        public String toString() {
            return "%s on network %s (%s: %s)"
                    .formatted(target.machine().name(), target.nic().network(), target.address(), why);
        }
    }

    private final Place place;
    private final VpodLayout layout;
    private final Set<String> withAgent;
    private final Queue<Silent> silent = new ConcurrentLinkedQueue<>();
    private final Queue<String> unchecked = new ConcurrentLinkedQueue<>();

    /**
     * @param withAgent names of the machines whose agent can be used
     */
    public NetworkCheck(Place place, VpodLayout layout, Collection<String> withAgent) {
        this.place = place;
        this.layout = layout;
        this.withAgent = Set.copyOf(withAgent);
    }

    /**
     * Looks at all addresses.
     *
     * @throws OperationFailure that names the machines, networks and addresses that do not answer
     */
    public void run(TaskProgress progress, CancelSignal cancel) {
        List<Task> tasks = new ArrayList<>();
        Target login = login(layout.machines().get(0));
        tasks.add(stop -> jumpHost(login, stop));
        Map<NetworkLayout, List<Target>> inside = insideTargets();
        fromHere().stream().filter(t -> !t.equals(login)).forEach(t -> tasks.add(stop -> knock(t, stop)));
        inside.forEach((network, targets) -> tasks.add(stop -> askPeers(network, targets)));
        progress.total(tasks.size());
        place.gang().each(tasks, cancel, (task, stop) -> {
            task.run(stop);
            progress.step("");
        });
        if (!silent.isEmpty()) {
            throw failure();
        }
        progress.say(summary());
    }

    private String summary() {
        long all = layout.networks().stream().mapToLong(n -> targets(n).size()).sum();
        long seen = layout.networks().stream()
                .filter(n -> !unchecked.contains(n.name()))
                .mapToLong(n -> targets(n).size())
                .sum();
        if (seen == 0 && all > 0) {
            throw new OperationFailure(
                    "No network can be checked: the host's addresses cannot be reached from here and no machine has a guest agent that answers; use an image with qemu-guest-agent",
                    place.hypervisor().consoleTail(layout.machines().get(0).domain(), TAIL));
        }
        return unchecked.isEmpty()
                ? "%d addresses answer".formatted(seen)
                : "%d addresses answer; not checked for want of a guest agent: %s"
                        .formatted(seen, String.join(", ", new TreeSet<>(unchecked)));
    }

    private interface Task {
        void run(CancelSignal stop);
    }

    private void jumpHost(Target login, CancelSignal stop) {
        MachineLayout jump = login.machine();
        Optional<String> wrong;
        if (place.hostIsHere()) {
            wrong = place.dialer().awaitSsh(login.address(), place.within(), stop);
        } else if (withAgent.contains(jump.name()) && !PeerProbe.sshListens(place.hypervisor(), jump.domain())) {
            wrong = Optional.of("nothing listens at port 22");
        } else {
            wrong = Optional.empty();
        }
        wrong.ifPresent(why -> silent.add(new Silent(login, "no SSH banner: " + why)));
    }

    private Target login(MachineLayout jump) {
        Optional<String> address = layout.hostReachable(jump);
        return jump.nics().stream()
                .filter(n -> n.address().equals(address))
                .findFirst()
                .map(n -> new Target(jump, n))
                .orElseThrow();
    }

    private List<Target> fromHere() {
        return layout.networks().stream()
                .filter(this::seenFromHere)
                .flatMap(n -> targets(n).stream())
                .toList();
    }

    private Map<NetworkLayout, List<Target>> insideTargets() {
        return layout.networks().stream()
                .filter(n -> !seenFromHere(n) && !targets(n).isEmpty())
                .collect(Collectors.toMap(n -> n, this::targets));
    }

    private boolean seenFromHere(NetworkLayout network) {
        return place.hostIsHere() && network.spec().hostAddressed();
    }

    private List<Target> targets(NetworkLayout network) {
        return layout.machines().stream()
                .flatMap(m -> m.nicOn(network.name()).stream()
                        .filter(n -> n.address().isPresent())
                        .map(n -> new Target(m, n)))
                .toList();
    }

    private void knock(Target target, CancelSignal stop) {
        place.dialer()
                .awaitAnswer(target.address(), place.within(), stop)
                .ifPresent(why -> silent.add(new Silent(target, why)));
    }

    private void askPeers(NetworkLayout network, List<Target> targets) {
        Optional<MachineLayout> asker = targets.stream()
                .map(Target::machine)
                .filter(m -> withAgent.contains(m.name()))
                .findFirst();
        if (asker.isEmpty()) {
            unchecked.add(network.name());
            return;
        }
        List<String> addresses = targets.stream().map(Target::address).toList();
        String from = asker.get().name();
        int tries = (int) Math.max(1, place.within().toSeconds() / 3);
        Set<String> quiet = PeerProbe.silent(place.hypervisor(), asker.get().domain(), addresses, tries);
        targets.stream()
                .filter(t -> quiet.contains(t.address()))
                .forEach(t -> silent.add(new Silent(t, "does not answer " + from)));
    }

    private OperationFailure failure() {
        List<Silent> all = silent.stream()
                .sorted(Comparator.comparing(s -> s.target().address()))
                .toList();
        String named = all.stream().limit(MAX_NAMED).map(Silent::toString).collect(Collectors.joining(", "));
        String more = all.size() > MAX_NAMED ? " and %d more".formatted(all.size() - MAX_NAMED) : "";
        MachineLayout machine = all.get(0).target().machine();
        return new OperationFailure(
                "Not every machine answers: %s%s; look at the console of %s, then reset the pod"
                        .formatted(named, more, machine.name()),
                place.hypervisor().consoleTail(machine.domain(), TAIL));
    }
}
