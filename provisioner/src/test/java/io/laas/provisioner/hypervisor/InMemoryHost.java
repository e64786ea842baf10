package io.laas.provisioner.hypervisor;

import io.laas.model.ImageId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.DirectBoot;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.layout.NicLayout;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A host that exists in memory only, with all that stays on a host when the process that works on it dies. Things that go
 * wrong are set from outside; a fault is asked before every call and may throw what it likes.
 */
public final class InMemoryHost implements HypervisorFactory {
    /** Asked before every call with the call's name and number (from 1). */
    @FunctionalInterface
    public interface Fault {
        void before(int number, String call);
    }

    /** Runs programs in guests that the guests of this host do not know. */
    @FunctionalInterface
    public interface GuestPrograms {
        GuestResult run(String domain, List<String> argv, String input);
    }

    /** The process died: nothing that runs in it does anything on the host any more. */
    public static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final String COPY = "/pool/copies/";

    final Map<String, NetworkOrder> networks = new TreeMap<>();
    final Map<String, FakeDisk> disks = new TreeMap<>();
    final Map<String, byte[]> files = new TreeMap<>();
    final Map<String, FakeMachine> machines = new TreeMap<>();
    final Map<String, FakeCopy> copies = new TreeMap<>();
    final List<UnusedImage> unused = new ArrayList<>();
    final Map<ImageId, ImageSize> sizes = new HashMap<>();
    final Set<String> broken = new HashSet<>();
    final Set<String> foreignNetworks = new HashSet<>();
    final Set<String> deaf = new HashSet<>();
    final Set<String> silent = new HashSet<>();
    final Set<String> agentless = new HashSet<>();
    final Set<String> unreturnable = new HashSet<>();
    final Set<String> leavingTraces = new HashSet<>();
    boolean full;
    int boots;

    GuestPrograms otherPrograms = (domain, argv, input) -> new GuestResult(127, "", "not found: " + argv.get(0));

    private final List<String> calls = new ArrayList<>();
    private Fault fault = (number, call) -> {};

    @Override
    public Hypervisor open(Host host) {
        return new InMemoryHypervisor(this);
    }

    /** Lets programs that the guests do not know be run by somebody else. */
    public synchronized void otherProgramsBy(GuestPrograms programs) {
        otherPrograms = programs;
    }

    /** Says how large an image is. */
    public synchronized void size(ImageId image, ImageSize size) {
        sizes.put(image, size);
    }

    /** Puts a file of an image there that nothing uses. */
    public synchronized void leave(UnusedImage image) {
        unused.add(image);
    }

    public synchronized void faultsBy(Fault newFault) {
        fault = newFault;
        calls.clear();
    }

    public synchronized void healthy() {
        faultsBy((number, call) -> {});
        silent.clear();
        unreturnable.clear();
        leavingTraces.clear();
        full = false;
    }

    /** Lets the process die before the call with that number; nothing happens on the host afterwards. */
    public void diesBefore(int number) {
        faultsBy((n, call) -> {
            if (n >= number) {
                throw new ProcessDied();
            }
        });
    }

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized void enter(String call) {
        calls.add(call);
        fault.before(calls.size(), call);
    }

    /** Machines, by domain name, whose guest never answers. */
    public synchronized void silence(String domain) {
        silent.add(domain);
    }

    /** Does not switch itself off when it is asked to. */
    public synchronized void isDeafTo(String domain) {
        deaf.add(domain);
    }

    public synchronized void withoutAgent(String domain) {
        agentless.add(domain);
    }

    public synchronized void cannotReturn(String domain) {
        unreturnable.add(domain);
    }

    /** Lets a script of that name fail in every guest. */
    public synchronized void cannotRun(String script) {
        broken.add(script);
    }

    /** Its return to the known state leaves the disk as it is. */
    public synchronized void leavesTraces(String domain) {
        leavingTraces.add(domain);
    }

    public synchronized void isFull() {
        full = true;
    }

    public synchronized void hasForeignNetwork(String name) {
        foreignNetworks.add(name);
    }

    /** Does something with a machine behind the provisioner's back. */
    public synchronized void tamper(String domain, Consumer<FakeMachine> act) {
        act.accept(machines.get(domain));
    }

    public synchronized Optional<FakeMachine> machine(String domain) {
        return Optional.ofNullable(machines.get(domain));
    }

    /** Returns everything there is, one thing a line, without what differs from boot to boot. */
    public synchronized String picture() {
        StringBuilder text = new StringBuilder();
        networks.values()
                .forEach(n ->
                        text.append("network ").append(n.layout().libvirtName()).append('\n'));
        disks.forEach((name, disk) ->
                text.append("disk ").append(name).append(' ').append(disk).append('\n'));
        copies.forEach((name, copy) ->
                text.append("copy ").append(name).append(' ').append(copy).append('\n'));
        files.keySet().forEach(name -> text.append("file ").append(name).append('\n'));
        machines.forEach((name, m) ->
                text.append("machine ").append(name).append(' ').append(m).append('\n'));
        return text.toString();
    }

    /** Returns the domain names of all machines. */
    public synchronized List<String> machines() {
        return List.copyOf(machines.keySet());
    }

    /** Returns the files on the disk of a machine that differ from its image. */
    public synchronized Map<String, String> filesOn(String domain) {
        String disk = machines.get(domain).order.disk();
        return disks.get(disk.substring(disk.lastIndexOf('/') + 1)).files();
    }

    /** Writes a file in a machine, as its user does. */
    public synchronized void writes(String domain, String path, String content) {
        String disk = machines.get(domain).order.disk();
        disks.get(disk.substring(disk.lastIndexOf('/') + 1)).write(path, content);
    }

    /** Returns the authorized keys on each disk. */
    public synchronized List<String> keysOnDisks() {
        return disks.values().stream()
                .map(d -> d.files.getOrDefault(FakeMachine.KEYS, ""))
                .toList();
    }

    /** Returns whether a guest that is up has the address on a network that stands. */
    public synchronized boolean answers(String address) {
        return machines.values().stream()
                .anyMatch(m -> m.state == MachineState.RUNNING
                        && !silent.contains(m.order.layout().domain())
                        && m.order.layout().nics().stream().anyMatch(n -> isAt(n, m, address)));
    }

    boolean agent(String domain) {
        return machine(domain).filter(m -> m.state == MachineState.RUNNING).isPresent()
                && !silent.contains(domain)
                && !agentless.contains(domain);
    }

    private boolean isAt(NicLayout nic, FakeMachine machine, String address) {
        String network = machine.order.networks().get(nic.network()).libvirtName();
        return nic.address().equals(Optional.of(address)) && networks.containsKey(network);
    }

    StoredImage store(Image image) {
        if (image.stored().isPresent()) {
            String volume = image.stored().get().volume();
            if (!copies.containsKey(volume) || !copies.get(volume).sealed) {
                throw new HypervisorException(
                        Reason.BAD_IMAGE, "Image " + image.id() + ": its file is not on host local");
            }
            return new StoredImage(COPY + volume, image.boot());
        }
        Optional<DirectBoot> boot = image.boot();
        if (image.file().contains("missing")) {
            throw new HypervisorException(Reason.BAD_IMAGE, "image " + image.id() + " is not at " + image.file());
        }
        return new StoredImage("/pool/" + image.id(), boot);
    }

    /** Returns a new disk over an image, with what is on it. */
    FakeDisk over(StoredImage image) {
        FakeDisk disk = new FakeDisk(image.path());
        if (image.path().startsWith(COPY)) {
            copies.get(image.path().substring(COPY.length())).files().forEach(disk::write);
        }
        return disk;
    }

    /** Returns the copies of disks. */
    public synchronized Map<String, FakeCopy> copies() {
        return Map.copyOf(copies);
    }

    HostFacts facts() {
        return new HostFacts("in memory", Accel.TCG, 64, 1 << 20, 1 << 20);
    }
}
