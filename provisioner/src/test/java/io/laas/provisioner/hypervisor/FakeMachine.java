package io.laas.provisioner.hypervisor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A machine of {@link InMemoryHost} with a guest that does what the provisioner's scripts ask of a real one. */
public final class FakeMachine {
    private static final Pattern KEY = Pattern.compile("- \"(ssh-ed25519 [^\"]*)\"");
    private static final Pattern INSTANCE = Pattern.compile("instance-id: \"([^\"]*)\"");
    static final String KEYS = "/home/authorized_keys";
    private static final String INSTANCE_FILE = "/var/instance-id";

    final MachineOrder order;
    MachineState state = MachineState.OFF;
    String bootId = "";
    boolean frozen;
    long cpuMillis;
    long netBytes;
    int logins;
    String console = "";
    Map<String, String> memory = new TreeMap<>();
    Optional<Instant> clock = Optional.empty();
    Optional<Known> known = Optional.empty();

    /** Memory and disk at a moment, with the proof that was given. */
    record Known(String proof, String bootId, Map<String, String> memory, Map<String, String> disk) {}

    FakeMachine(MachineOrder order) {
        this.order = order;
    }

    public MachineState state() {
        return state;
    }

    public String bootId() {
        return bootId;
    }

    public Optional<Instant> clock() {
        return clock;
    }

    /** Lets the machine work: processor time in milliseconds, bytes over its cards, and how many are logged in. */
    public void works(long cpu, long bytes, int people) {
        cpuMillis += cpu;
        netBytes += bytes;
        logins = people;
    }

    public void isNow(MachineState newState) {
        state = newState;
    }

    public void remember(String path) {
        memory.put(path, "x");
    }

    void boot(int number, FakeDisk disk, byte[] seed) {
        state = MachineState.RUNNING;
        cpuMillis = 0;
        netBytes = 0;
        logins = 0;
        bootId = "boot-" + number;
        memory = new TreeMap<>();
        console += "boot " + number + "\n";
        String text = new String(seed, StandardCharsets.UTF_8);
        String instance = first(INSTANCE, text);
        if (!instance.equals(disk.files.get(INSTANCE_FILE))) {
            disk.write(INSTANCE_FILE, instance);
            StringBuilder keys = new StringBuilder();
            Matcher m = KEY.matcher(text);
            while (m.find()) {
                keys.append(m.group(1)).append('\n');
            }
            disk.write(KEYS, keys.toString());
        }
    }

    void save(String proof, FakeDisk disk) {
        known = Optional.of(new Known(proof, bootId, new TreeMap<>(memory), new TreeMap<>(disk.files)));
    }

    void goBack(FakeDisk disk, boolean leaveTraces) {
        Known to = known.orElseThrow();
        state = MachineState.RUNNING;
        bootId = to.bootId();
        memory = new TreeMap<>(to.memory());
        clock = Optional.empty();
        if (!leaveTraces) {
            disk.files = new TreeMap<>(to.disk());
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        return m.find() ? m.group(1) : "";
    }

    @Override
    public String toString() {
        return state
                + (frozen ? " FROZEN " : " ")
                + order.fingerprint()
                + (known.isPresent() ? " known" : "")
                + memory.keySet();
    }
}
