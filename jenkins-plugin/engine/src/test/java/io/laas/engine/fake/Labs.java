package io.laas.engine.fake;

import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.lab.Policy;
import io.laas.model.lab.StaticVpod;
import io.laas.model.lab.UserPods;
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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Builds labs for tests: by default lab {@code demo} with pods {@code small} (2 machines: 2 cores, 2 GiB, 20 GiB in all) and {@code large}
 * (twice that), config {@code hello}, and no host.
 */
public final class Labs {
    public static final PodId SMALL = new PodId("small");
    public static final PodId LARGE = new PodId("large");
    public static final ConfigId HELLO = new ConfigId("hello");

    private final String name;
    private final List<Host> hosts = new ArrayList<>();
    private final List<StaticVpod> vpods = new ArrayList<>();
    private final ImageId image;
    private Policy policy = Policy.DEFAULT;
    private Optional<UserPods> userPods = Optional.empty();
    private int memory = 1024;

    private Labs(String name) {
        this.name = name;
        this.image = new ImageId("guest");
    }

    public static Labs aLab() {
        return new Labs("demo");
    }

    public static Labs aLab(String name) {
        return new Labs(name);
    }

    /** Adds a host with room for so many small pods. */
    public Labs host(String host, int smallPods) {
        Capacity capacity = new Capacity(2 * smallPods, 2048 * smallPods, 20 * smallPods);
        hosts.add(new Host(
                new HostId(host),
                "qemu+tls://" + host + "/system",
                capacity,
                Accel.AUTO,
                "/var/lib/laas/pool",
                Cidr.parse("10.80.0.0/16"),
                ""));
        return this;
    }

    /** Adds a static vpod of pod {@code small}. */
    public Labs vpod(String vpod, String host) {
        vpods.add(new StaticVpod(new VpodId(vpod), new HostId(host), SMALL, HELLO));
        return this;
    }

    public Labs policy(Policy newPolicy) {
        policy = newPolicy;
        return this;
    }

    /** Says what pods of users may have. */
    public Labs userPods(UserPods newUserPods) {
        userPods = Optional.of(newUserPods);
        return this;
    }

    /** Gives every machine another amount of memory. */
    public Labs memory(int mebibytes) {
        memory = mebibytes;
        return this;
    }

    public Lab build() {
        List<Pod> pods = List.of(pod(SMALL, 2), pod(LARGE, 4));
        return new Lab(
                new LabId(name),
                "Lab " + name,
                "ops@example.org",
                ZoneId.of("Europe/Paris"),
                hosts,
                List.of(new Image(image, "guest.qcow2", Optional.empty(), "debian-12", "laas", Optional.empty())),
                pods,
                List.of(new Config(HELLO, "", image, Map.of(), Map.of(), Optional.empty())),
                vpods,
                policy,
                userPods.orElseGet(() -> UserPods.like(pods)));
    }

    private Pod pod(PodId id, int machines) {
        NetworkSpec admin = new NetworkSpec(
                "admin", NetworkKind.BRIDGE, OptionalInt.empty(), Optional.empty(), Addressing.DHCP, Uplink.NONE);
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < machines; i++) {
            NodeRole role = i == 0 ? NodeRole.JUMPHOST : NodeRole.NODE;
            String node = i == 0 ? "jump" : "node" + i;
            nodes.add(new NodeSpec(node, role, 1, memory, 10, List.of(new Nic("nic1", "admin"))));
        }
        return new Pod(id, "", nodes, List.of(admin));
    }

    /** Returns the policy with other quotas. */
    public static Policy quota(int active, int future) {
        return Policy.DEFAULT.withQuota(active, future);
    }
}
