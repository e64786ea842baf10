package io.laas.provisioner;

import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.SshKey;
import io.laas.model.VpodId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.PodDetails;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.Config;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Nic;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Uplink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plans with defaults: the six machines on four networks of the default pod, small. */
public final class Plans {
    static final Host HOST = new Host(
            new HostId("local"),
            "qemu:///system",
            new Capacity(64, 1 << 16, 1 << 12),
            Accel.TCG,
            "/pool",
            Cidr.parse("10.80.0.0/16"),
            "");
    static final Image IMAGE = new Image(
            new ImageId("guest"), "guest.qcow2", Optional.of("0".repeat(64)), "debian", "laas", Optional.empty());
    static final Image IMAGE_2 = new Image(
            new ImageId("guest"), "guest.qcow2", Optional.of("1".repeat(64)), "debian", "laas", Optional.empty());
    private static final List<String> NETWORKS = List.of("admin", "mgmt", "private", "public");

    private final String vpod;
    private int nodes = 5;
    private int memory = 128;
    private int index;
    private Host host = HOST;
    private Image image = IMAGE;
    private Config config = config(Map.of());
    private List<SshKey> keys = List.of(key("alice"));
    private PodDetails details = PodDetails.UNKNOWN;
    private Optional<Pod> other = Optional.empty();

    private Plans(String vpod) {
        this.vpod = vpod;
    }

    public static Plans aPlan() {
        return new Plans("vpod1");
    }

    public static Plans aPlan(String vpod) {
        return new Plans(vpod);
    }

    public Plans nodes(int count) {
        nodes = count;
        return this;
    }

    /** Gives each machine so many MiB. */
    public Plans memory(int mebibytes) {
        memory = mebibytes;
        return this;
    }

    public Plans index(int number) {
        index = number;
        return this;
    }

    public Plans on(Host newHost) {
        host = newHost;
        return this;
    }

    public Plans image(Image newImage) {
        image = newImage;
        return this;
    }

    public Plans cloudInit(Map<String, Object> additions) {
        config = config(additions);
        return this;
    }

    public Plans keys(SshKey... newKeys) {
        keys = List.of(newKeys);
        return this;
    }

    /** Lets somebody have the pod, whom its descriptors name. */
    public Plans owner(String user) {
        details = new PodDetails(user, "lab@example.org", "Demo lab", "local", "https://laas.example.org/");
        return this;
    }

    /** Takes this pod instead of the default one. */
    public Plans pod(Pod newPod) {
        other = Optional.of(newPod);
        return this;
    }

    public VpodPlan build() {
        Pod pod = other.orElseGet(() -> pod(nodes, memory));
        OwnerTag owner = new OwnerTag("c1", new LabId("demo"), new VpodId(vpod), "b-1", "o-1");
        Map<String, Image> images =
                pod.nodes().stream().map(NodeSpec::name).collect(Collectors.toMap(Function.identity(), n -> image));
        return new VpodPlan(owner, index, host, pod, config, images, keys, details);
    }

    public static SshKey key(String name) {
        byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer blob = ByteBuffer.allocate(4 + type.length + 4 + 32)
                .putInt(type.length)
                .put(type)
                .putInt(32);
        blob.put((name + "-".repeat(32)).substring(0, 32).getBytes(StandardCharsets.US_ASCII));
        return new SshKey("ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.array()) + " " + name);
    }

    private static Config config(Map<String, Object> cloudInit) {
        return new Config(new ConfigId("hello"), "", new ImageId("guest"), Map.of(), cloudInit, Optional.empty());
    }

    private static Pod pod(int nodes, int memory) {
        List<NodeSpec> all = new ArrayList<>();
        all.add(node("jump", NodeRole.JUMPHOST, memory));
        for (int i = 1; i <= nodes; i++) {
            all.add(node("node" + i, NodeRole.NODE, memory));
        }
        return new Pod(
                new PodId("pharos-virtual"),
                "",
                all,
                List.of(
                        network("admin", Addressing.DHCP, Uplink.NONE),
                        network("mgmt", Addressing.STATIC, Uplink.NONE),
                        network("private", Addressing.NONE, Uplink.NONE),
                        network("public", Addressing.DHCP, Uplink.NAT)));
    }

    private static NetworkSpec network(String name, Addressing addressing, Uplink uplink) {
        return new NetworkSpec(name, NetworkKind.BRIDGE, OptionalInt.empty(), Optional.empty(), addressing, uplink);
    }

    private static NodeSpec node(String name, NodeRole role, int memory) {
        List<Nic> nics = new ArrayList<>();
        NETWORKS.forEach(n -> nics.add(new Nic("nic" + (nics.size() + 1), n)));
        return new NodeSpec(name, role, 1, memory, 100, nics);
    }
}
