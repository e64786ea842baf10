package io.laas.provisioner.hypervisor;

import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One process's view of an {@link InMemoryHost}; every call asks the host's fault first. */
public final class InMemoryHypervisor implements Hypervisor {
    private static final long STEP_MILLIS = 5;
    private static final String POOL = "/pool/";

    private final InMemoryHost host;

    InMemoryHypervisor(InMemoryHost host) {
        this.host = host;
    }

    @Override
    public HostFacts facts() {
        synchronized (host) {
            host.enter("facts");
            return host.facts();
        }
    }

    @Override
    public void ensureNetwork(NetworkOrder order) {
        synchronized (host) {
            String name = order.layout().libvirtName();
            host.enter("ensureNetwork " + name);
            if (host.foreignNetworks.contains(name)) {
                throw new HypervisorException(Reason.TAKEN, "network " + name + " exists and is not ours");
            }
            host.networks.put(name, order);
        }
    }

    @Override
    public void removeNetwork(String libvirtName) {
        synchronized (host) {
            host.enter("removeNetwork " + libvirtName);
            host.networks.remove(libvirtName);
        }
    }

    @Override
    public StoredImage ensureImage(Image image, CancelSignal cancel, IntConsumer percent) {
        synchronized (host) {
            host.enter("ensureImage " + image.id());
            percent.accept(50);
            percent.accept(100);
            return host.store(image);
        }
    }

    @Override
    public List<UnusedImage> unusedImages(Set<String> wanted, Instant before, Predicate<String> remove) {
        synchronized (host) {
            host.enter("unusedImages");
            List<UnusedImage> found = host.unused.stream()
                    .filter(u -> wanted.stream().noneMatch(w -> u.volume().contains(w.substring(0, 16))))
                    .toList();
            host.unused.removeIf(u -> found.contains(u) && remove.test(u.volume()));
            return found;
        }
    }

    @Override
    public String ensureIso(Iso iso, CancelSignal cancel, IntConsumer percent) {
        synchronized (host) {
            host.enter("ensureIso " + iso.id());
            percent.accept(100);
            return POOL + "golden-" + iso.id() + ".iso";
        }
    }

    @Override
    public Optional<ImageSize> sizeOf(Image image) {
        synchronized (host) {
            host.enter("sizeOf " + image.id());
            return Optional.ofNullable(host.sizes.get(image.id()));
        }
    }

    @Override
    public String ensureOverlay(String volume, StoredImage image, int sizeGiB) {
        synchronized (host) {
            host.enter("ensureOverlay " + volume);
            if (host.full) {
                throw new HypervisorException(Reason.NO_SPACE, "host has no room for " + volume);
            }
            host.disks.computeIfAbsent(volume, v -> host.over(image));
            return POOL + volume;
        }
    }

    @Override
    public String putFile(String volume, byte[] content) {
        synchronized (host) {
            host.enter("putFile " + volume);
            host.files.put(volume, content.clone());
            return POOL + volume;
        }
    }

    @Override
    public void removeVolume(String volume) {
        synchronized (host) {
            host.enter("removeVolume " + volume);
            host.disks.remove(volume);
            host.files.remove(volume);
        }
    }

    @Override
    public void define(MachineOrder order) {
        synchronized (host) {
            String domain = order.layout().domain();
            host.enter("define " + domain);
            FakeMachine present = host.machines.get(domain);
            if (present == null || !present.order.fingerprint().equals(order.fingerprint())) {
                host.machines.put(domain, new FakeMachine(order));
            }
        }
    }

    @Override
    public MachineState state(String domain) {
        synchronized (host) {
            host.enter("state " + domain);
            return host.machine(domain).map(FakeMachine::state).orElse(MachineState.ABSENT);
        }
    }

    @Override
    public Optional<MachineCounts> counts(String domain) {
        synchronized (host) {
            host.enter("counts " + domain);
            return host.machine(domain)
                    .filter(m -> m.state == MachineState.RUNNING)
                    .map(m -> new MachineCounts(m.cpuMillis, m.netBytes));
        }
    }

    @Override
    public Optional<String> fingerprint(String domain) {
        synchronized (host) {
            host.enter("fingerprint " + domain);
            return host.machine(domain).map(m -> m.order.fingerprint());
        }
    }

    @Override
    public void start(String domain) {
        synchronized (host) {
            host.enter("start " + domain);
            FakeMachine machine = there(domain);
            switch (machine.state) {
                case PAUSED -> machine.state = MachineState.RUNNING;
                case OFF -> boot(machine);
                case CRASHED -> throw new HypervisorException(Reason.OTHER, domain + " has crashed");
                default -> {}
            }
        }
    }

    private void boot(FakeMachine machine) {
        networksStand(machine);
        byte[] seed = host.files.get(machine.order.seed().substring(POOL.length()));
        if (seed == null) {
            throw new HypervisorException(Reason.OTHER, "there is no file " + machine.order.seed());
        }
        machine.boot(++host.boots, disk(machine), seed);
    }

    private void networksStand(FakeMachine machine) {
        machine.order.networks().values().forEach(n -> {
            if (!host.networks.containsKey(n.libvirtName())) {
                throw new HypervisorException(Reason.OTHER, "network " + n.libvirtName() + " is not there");
            }
        });
    }

    private FakeDisk disk(FakeMachine machine) {
        FakeDisk disk = host.disks.get(machine.order.disk().substring(POOL.length()));
        if (disk == null) {
            throw new HypervisorException(Reason.OTHER, "there is no disk " + machine.order.disk());
        }
        return disk;
    }

    @Override
    public void pause(String domain) {
        synchronized (host) {
            host.enter("pause " + domain);
            there(domain).state = MachineState.PAUSED;
        }
    }

    @Override
    public void shutDown(String domain) {
        synchronized (host) {
            host.enter("shutDown " + domain);
            there(domain);
            host.machine(domain)
                    .filter(m -> m.state == MachineState.RUNNING && !host.deaf.contains(domain))
                    .ifPresent(m -> m.state = MachineState.OFF);
        }
    }

    @Override
    public DiskCopies copies() {
        return new InMemoryCopies(host);
    }

    @Override
    public void powerOff(String domain) {
        synchronized (host) {
            host.enter("powerOff " + domain);
            host.machine(domain).ifPresent(m -> m.state = MachineState.OFF);
        }
    }

    @Override
    public void remove(String domain) {
        synchronized (host) {
            host.enter("remove " + domain);
            host.machines.remove(domain);
        }
    }

    @Override
    public void saveKnownState(String domain, String bootId) {
        synchronized (host) {
            host.enter("saveKnownState " + domain);
            FakeMachine machine = there(domain);
            machine.save(bootId, disk(machine));
        }
    }

    @Override
    public Optional<String> knownState(String domain) {
        synchronized (host) {
            host.enter("knownState " + domain);
            return host.machine(domain).flatMap(m -> m.known).map(FakeMachine.Known::proof);
        }
    }

    @Override
    public void revertToKnownState(String domain) {
        synchronized (host) {
            host.enter("revertToKnownState " + domain);
            FakeMachine machine = there(domain);
            if (host.unreturnable.contains(domain) || machine.known.isEmpty()) {
                throw new HypervisorException(Reason.OTHER, domain + " cannot be brought back");
            }
            networksStand(machine);
            machine.goBack(disk(machine), host.leavingTraces.contains(domain));
        }
    }

    @Override
    public boolean agentAnswers(String domain) {
        synchronized (host) {
            host.enter("agentAnswers " + domain);
            return host.agent(domain);
        }
    }

    @Override
    public boolean awaitAgent(String domain, Duration timeout, CancelSignal cancel) {
        long end = System.nanoTime() + timeout.toNanos();
        synchronized (host) {
            host.enter("awaitAgent " + domain);
            while (!host.agent(domain) && !cancel.isCancelled() && System.nanoTime() < end) {
                pause();
            }
            return host.agent(domain);
        }
    }

    private void pause() {
        try {
            host.wait(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(Reason.CANCELLED, "interrupted", e);
        }
    }

    @Override
    public GuestResult execute(String domain, List<String> argv, byte[] input, Duration timeout) {
        synchronized (host) {
            String script = argv.get(Math.min(argv.size() - 1, 3));
            host.enter("execute " + domain + " " + script);
            if (!host.agent(domain)) {
                throw new HypervisorException(Reason.AGENT, "the agent of " + domain + " does not answer");
            }
            return run(there(domain), script, argv, new String(input, StandardCharsets.UTF_8));
        }
    }

    private GuestResult run(FakeMachine machine, String script, List<String> argv, String input) {
        FakeDisk disk = disk(machine);
        if (host.broken.contains(script)) {
            return new GuestResult(1, "", "read-only file system");
        }
        return switch (script) {
            case "laas-proof" -> said(machine.bootId + "\n" + marks(machine, disk));
            case "laas-mark" -> {
                machine.memory.put("/run/laas-used", "used");
                disk.write("/var/tmp/laas-used", "used");
                yield said("");
            }
            case "laas-keys" -> {
                disk.write(FakeMachine.KEYS, input);
                yield said("");
            }
            case "laas-put" -> {
                disk.write(argv.get(4), input);
                yield said("");
            }
            case "laas-drop" -> {
                argv.subList(4, argv.size()).forEach(disk.files::remove);
                yield said("");
            }
            case "laas-facts" -> said("hostname " + machine.order.layout().name() + "\nos Fake 1\n");
            case "laas-logins" -> said(machine.logins + "\n");
            case "laas-settle", "laas-ssh" -> said("");
            case "laas-peers" ->
                said(input.lines().filter(a -> !host.answers(a)).collect(Collectors.joining("\n")));
            default -> host.otherPrograms.run(machine.order.layout().domain(), argv, input);
        };
    }

    private static String marks(FakeMachine machine, FakeDisk disk) {
        Map<String, String> all = new TreeMap<>(machine.memory);
        all.putAll(disk.files);
        return all.keySet().stream().filter(f -> f.endsWith("laas-used")).collect(Collectors.joining("\n"));
    }

    private static GuestResult said(String text) {
        return new GuestResult(0, text, "");
    }

    @Override
    public void setGuestTime(String domain, Instant time) {
        synchronized (host) {
            host.enter("setGuestTime " + domain);
            there(domain).clock = Optional.of(time);
        }
    }

    @Override
    public String consoleTail(String domain, int maxBytes) {
        synchronized (host) {
            host.enter("consoleTail " + domain);
            byte[] text = ("console of " + domain).getBytes(StandardCharsets.UTF_8);
            return new String(
                    Arrays.copyOfRange(text, Math.max(0, text.length - maxBytes), text.length), StandardCharsets.UTF_8);
        }
    }

    @Override
    public ConsolePart console(String domain, long from, int maxBytes) {
        synchronized (host) {
            host.enter("console " + domain);
            String text = host.machine(domain).map(m -> m.console).orElse("");
            int begin = (int) Math.max(from > text.length() ? 0 : from, text.length() - maxBytes);
            return new ConsolePart(text.substring(begin), text.length());
        }
    }

    @Override
    public void clearConsole(String domain) {
        synchronized (host) {
            host.enter("clearConsole " + domain);
            host.machine(domain).ifPresent(m -> m.console = "");
        }
    }

    @Override
    public List<TaggedThing> inventory(String controller) {
        synchronized (host) {
            host.enter("inventory");
            List<TaggedThing> all = new ArrayList<>();
            host.machines.forEach((name, m) -> all.add(new TaggedThing("domain", name, m.order.owner())));
            host.networks.forEach((name, n) -> all.add(new TaggedThing("network", name, n.owner())));
            List<String> volumes = new ArrayList<>(host.disks.keySet());
            volumes.addAll(host.files.keySet());
            volumes.forEach(v ->
                    VolumeNames.owner(controller, v).ifPresent(owner -> all.add(new TaggedThing("volume", v, owner))));
            return all.stream()
                    .filter(t -> t.owner().controller().equals(controller))
                    .toList();
        }
    }

    private FakeMachine there(String domain) {
        return host.machine(domain)
                .orElseThrow(() -> new HypervisorException(Reason.OTHER, "there is no machine " + domain));
    }

    @Override
    public void close() {
        // nothing is held
    }
}
