package io.laas.provisioner.libvirt;

import io.laas.model.lab.Accel;
import io.laas.model.lab.Arch;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.ConsolePart;
import io.laas.provisioner.hypervisor.DiskCopies;
import io.laas.provisioner.hypervisor.GuestResult;
import io.laas.provisioner.hypervisor.HostFacts;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.ImageSize;
import io.laas.provisioner.hypervisor.MachineCounts;
import io.laas.provisioner.hypervisor.MachineOrder;
import io.laas.provisioner.hypervisor.MachineState;
import io.laas.provisioner.hypervisor.NetworkOrder;
import io.laas.provisioner.hypervisor.StoredImage;
import io.laas.provisioner.hypervisor.TaggedThing;
import io.laas.provisioner.hypervisor.UnusedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.libvirt.NodeInfo;

/** A host asked through libvirt. Everything it does is in the part that it names. Thread-safe. */
final class LibvirtHypervisor implements Hypervisor {
    private static final int MIB = 1 << 10;
    private static final long GIB = 1L << 30;
    private final Host host;
    private final HostLink link;

    LibvirtHypervisor(Host host, HostLink link) {
        this.host = host;
        this.link = link;
    }

    @Override
    public HostFacts facts() {
        long free = link.storage.available() / GIB;
        Accel accel = accel();
        return link.connections.call("asking what the host is", c -> {
            NodeInfo node = c.nodeInfo();
            String version = (host.simulated() ? "SIMULATED, no machine ever runs here: " : "")
                    + "libvirt %s, %s %s".formatted(version(c.getLibVersion()), c.getType(), version(c.getVersion()));
            return new HostFacts(version, accel, node.cpus, (int) (node.memory / MIB), free);
        });
    }

    private static String version(long number) {
        return "%d.%d.%d".formatted(number / 1_000_000, number / 1000 % 1000, number % 1000);
    }

    private Accel accel() {
        return host.accel() == Accel.AUTO ? link.accel.resolve() : host.accel();
    }

    @Override
    public void ensureNetwork(NetworkOrder order) {
        link.networks.ensure(order);
    }

    @Override
    public void removeNetwork(String libvirtName) {
        link.networks.remove(libvirtName);
    }

    @Override
    public StoredImage ensureImage(Image image, CancelSignal cancel, IntConsumer percent) {
        checkRuns(image);
        if (image.stored().isPresent()) {
            return link.copies.image(image);
        }
        return link.images.ensure(image, cancel, percent);
    }

    @Override
    public String ensureIso(Iso iso, CancelSignal cancel, IntConsumer percent) {
        return link.images.ensure(iso, cancel, percent);
    }

    /** Machines are made for x86_64 only; a simulated host counts as one. */
    private void checkRuns(Image image) {
        String here = host.simulated()
                ? Arch.X86_64.word()
                : link.connections.call("asking for the processor", c -> c.nodeInfo().model);
        if (!here.equals(Arch.X86_64.word())) {
            throw new HypervisorException(
                    Reason.BAD_IMAGE,
                    "Host %s has %s processors, and machines are made for x86_64 only; take another host"
                            .formatted(host.id(), here));
        }
        if (!image.arch().isOfMachines()) {
            throw new HypervisorException(
                    Reason.BAD_IMAGE,
                    "Image %s is for %s, which host %s with its x86_64 processors cannot run; take an image for x86_64"
                            .formatted(image.id(), image.arch(), host.id()));
        }
    }

    @Override
    public List<UnusedImage> unusedImages(Set<String> wanted, Instant before, Predicate<String> remove) {
        List<UnusedImage> onHost = new GoldenSweep(link.connections, link.storage).unused(wanted, before, remove);
        if (host.simulated()) {
            return onHost;
        }
        return Stream.concat(onHost.stream(), link.images.unusedHere(wanted, before, remove).stream())
                .toList();
    }

    @Override
    public Optional<ImageSize> sizeOf(Image image) {
        return image.stored().isPresent() ? Optional.empty() : link.images.size(image);
    }

    @Override
    public String ensureOverlay(String volume, StoredImage image, int sizeGiB) {
        return link.overlays.ensure(volume, image, sizeGiB);
    }

    @Override
    public String putFile(String volume, byte[] content) {
        return link.overlays.put(volume, content);
    }

    @Override
    public void removeVolume(String volume) {
        link.overlays.remove(volume);
    }

    @Override
    public void define(MachineOrder order) {
        link.machines.define(order, domainType(), link.switches.needsWholeChecksums());
    }

    private String domainType() {
        if (host.simulated()) {
            return "test";
        }
        return accel() == Accel.KVM ? Accel.KVM.name().toLowerCase(Locale.ROOT) : "qemu";
    }

    @Override
    public MachineState state(String domain) {
        return link.machines.state(domain);
    }

    @Override
    public Optional<MachineCounts> counts(String domain) {
        if (!host.simulated()) {
            return link.machines.counts(domain);
        }
        return link.machines.state(domain) == MachineState.RUNNING
                ? Optional.of(new MachineCounts(0, 0))
                : Optional.empty();
    }

    @Override
    public Optional<String> fingerprint(String domain) {
        return link.machines.fingerprint(domain);
    }

    @Override
    public void start(String domain) {
        link.machines.start(domain);
    }

    @Override
    public void pause(String domain) {
        link.machines.pause(domain);
    }

    @Override
    public void shutDown(String domain) {
        link.machines.shutDown(domain);
    }

    @Override
    public void powerOff(String domain) {
        link.machines.powerOff(domain);
    }

    @Override
    public void remove(String domain) {
        link.machines.remove(domain);
    }

    @Override
    public void saveKnownState(String domain, String bootId) {
        link.states.save(domain, bootId);
    }

    @Override
    public Optional<String> knownState(String domain) {
        return link.states.proof(domain);
    }

    @Override
    public void revertToKnownState(String domain) {
        link.states.revert(domain);
    }

    @Override
    public boolean agentAnswers(String domain) {
        return link.agent.answers(domain);
    }

    @Override
    public boolean awaitAgent(String domain, Duration timeout, CancelSignal cancel) {
        return link.agent.await(domain, timeout, cancel);
    }

    @Override
    public GuestResult execute(String domain, List<String> argv, byte[] input, Duration timeout) {
        return link.agent.execute(domain, argv, input, timeout);
    }

    @Override
    public void setGuestTime(String domain, Instant time) {
        link.agent.setTime(domain, time);
    }

    @Override
    public String consoleTail(String domain, int maxBytes) {
        return link.consoles.tail(domain, maxBytes);
    }

    @Override
    public ConsolePart console(String domain, long from, int maxBytes) {
        return link.consoles.after(domain, from, maxBytes);
    }

    @Override
    public void clearConsole(String domain) {
        link.consoles.clear(domain);
    }

    @Override
    public List<TaggedThing> inventory(String controller) {
        return link.inventory.of(controller);
    }

    @Override
    public DiskCopies copies() {
        return link.copies;
    }

    @Override
    public void close() {
        // The connections belong to LibvirtHypervisors and serve others.
    }
}
