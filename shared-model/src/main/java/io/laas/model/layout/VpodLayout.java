package io.laas.model.layout;

import io.laas.model.VpodId;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.PodAccess;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * All names and addresses of a vpod. A pure function of its plan: made twice it is the same, so work can be repeated after a
 * crash without looking anything up, and two vpods never share a name, a MAC address or (per host) a subnet.
 *
 * <p>Names hash controller, lab and vpod (SHA-256), so that several controllers can use one host. The n-th network of the vpod
 * with index i has the (8·i + n)-th /24 of the host's pool, unless the pod fixes a subnet. Machine m (from 0) has address
 * {@code .10 + m} on every network with addresses. MAC addresses are {@code 52:54} (locally administered), three
 * bytes of the hash and one for machine and card. UUIDs are name-based (RFC 9562, version 5).
 *
 * @param prefix what every name of the vpod on the host begins with: {@code laas-<8 hex>}
 */
public record VpodLayout(VpodId vpod, String prefix, List<NetworkLayout> networks, List<MachineLayout> machines) {
    /** Offset in a subnet of the first machine's address; those below belong to the host. */
    public static final int FIRST_MACHINE = 10;

    private static final int SUBNET_PREFIX = 24;
    private static final int SSH = 22;

    public VpodLayout {
        networks = List.copyOf(networks);
        machines = List.copyOf(machines);
    }

    public static VpodLayout of(VpodPlan plan) {
        byte[] hash = hash(plan.owner());
        String prefix = prefix(plan.owner());
        List<NetworkLayout> networks = new ArrayList<>();
        for (NetworkSpec spec : plan.pod().networks()) {
            networks.add(network(plan, hash, spec, networks.size()));
        }
        List<MachineLayout> machines = new ArrayList<>();
        for (NodeSpec spec : plan.pod().nodes()) {
            machines.add(machine(plan.pod(), hash, prefix, spec, machines.size(), networks));
        }
        return new VpodLayout(plan.vpod(), prefix, networks, machines);
    }

    /** Returns what every name of the owner's vpod on the host begins with. */
    public static String prefix(OwnerTag owner) {
        return "laas-" + HexFormat.of().formatHex(hash(owner), 0, 4);
    }

    private static NetworkLayout network(VpodPlan plan, byte[] hash, NetworkSpec spec, int ordinal) {
        String prefix = prefix(plan.owner());
        Optional<Cidr> subnet =
                spec.addressing() == Addressing.NONE ? Optional.empty() : Optional.of(range(plan, spec, ordinal));
        String name = prefix + "-" + spec.name();
        return new NetworkLayout(
                spec, name, uuid(name), prefix + "-" + ordinal, mac(flipped(hash), 0, ordinal), subnet);
    }

    /** Returns the addresses that nobody else has on the host: those in use, and those kept free where machines get none. */
    public static Cidr range(VpodPlan plan, String network) {
        NetworkSpec spec = plan.pod().network(network);
        return range(plan, spec, plan.pod().networks().indexOf(spec));
    }

    private static Cidr range(VpodPlan plan, NetworkSpec spec, int ordinal) {
        return spec.subnet()
                .orElseGet(() ->
                        plan.host().addresses().part(SUBNET_PREFIX, (long) plan.index() * Pod.MAX_NETWORKS + ordinal));
    }

    private static MachineLayout machine(
            Pod pod, byte[] hash, String prefix, NodeSpec spec, int ordinal, List<NetworkLayout> networks) {
        List<NicLayout> nics = new ArrayList<>();
        for (var nic : spec.nics()) {
            Optional<String> address = networks.stream()
                    .filter(n -> n.name().equals(nic.network()))
                    .findFirst()
                    .flatMap(NetworkLayout::subnet)
                    .map(s -> s.address(FIRST_MACHINE + (long) ordinal));
            nics.add(new NicLayout(nic.name(), nic.network(), mac(hash, ordinal, nics.size()), address));
        }
        String domain = prefix + "-" + spec.name();
        return new MachineLayout(spec, domain, uuid(domain + "@" + pod.id()), nics);
    }

    /** Returns how people get in, once the machines stand. */
    public PodAccess access(VpodPlan plan) {
        List<MachineAccess> all = machines.stream()
                .map(m -> new MachineAccess(
                        m.name(), m.spec().role(), plan.image(m.spec()).user(), addresses(m)))
                .toList();
        return new PodAccess(
                loginAddress(machines.get(0)),
                SSH,
                all.get(0).user(),
                all,
                plan.host().simulated());
    }

    /** Returns the address under which the host reaches the machine: the first on a network where the host has an address. */
    public Optional<String> hostReachable(MachineLayout machine) {
        return machine.nics().stream()
                .filter(n -> network(n.network()).spec().hostAddressed())
                .flatMap(n -> n.address().stream())
                .findFirst();
    }

    public NetworkLayout network(String name) {
        return networks.stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
    }

    private String loginAddress(MachineLayout jump) {
        return hostReachable(jump).orElseThrow();
    }

    private static Map<String, String> addresses(MachineLayout machine) {
        Map<String, String> result = new TreeMap<>();
        machine.nics().forEach(n -> n.address().ifPresent(a -> result.put(n.network(), a)));
        return result;
    }

    private static String mac(byte[] hash, int machine, int card) {
        byte[] bytes = {0x52, 0x54, hash[4], hash[5], hash[6], (byte) (machine * Pod.MAX_NETWORKS + card)};
        return HexFormat.ofDelimiter(":").formatHex(bytes);
    }

    /** Bridges have MAC addresses of their own, apart from those of the machines. */
    private static byte[] flipped(byte[] hash) {
        byte[] other = hash.clone();
        other[4] ^= (byte) 0x80;
        return other;
    }

    private static byte[] hash(OwnerTag owner) {
        return sha("SHA-256", owner.controller() + "\n" + owner.lab() + "\n" + owner.vpod());
    }

    /** Name-based UUID, RFC 9562 section 5.5, in the URL name space. */
    private static UUID uuid(String name) {
        byte[] bytes = sha("SHA-1", "urn:laas:" + name);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long high = buffer.getLong() & 0xffffffffffff0fffL | 0x5000L;
        long low = buffer.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static byte[] sha(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
