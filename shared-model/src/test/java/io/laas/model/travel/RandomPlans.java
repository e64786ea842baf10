package io.laas.model.travel;

import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.IsoId;
import io.laas.model.LabId;
import io.laas.model.SshKey;
import io.laas.model.VpodId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Arch;
import io.laas.model.lab.DirectBoot;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.PodDetails;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Cidr;
import io.laas.model.pod.Config;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Pods;
import io.laas.model.pod.Uplink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Plans of all shapes, the same for the same seed. */
final class RandomPlans {
    private static final String LETTERS = "az09 -_\"'\\{}[]:,#%\n\t\u0000\u007f\u00e9\u2028";

    private final Random random;

    RandomPlans(long seed) {
        random = new Random(seed);
    }

    VpodPlan next() {
        Pod pod = Pods.of("pod-" + random.nextInt(99), random.nextInt(6), networks());
        Map<String, Image> images = new TreeMap<>();
        pod.nodes().forEach(n -> images.put(n.name(), image()));
        OwnerTag owner = new OwnerTag(text(), new LabId("lab"), new VpodId("v" + random.nextInt(99)), text(), text());
        return new VpodPlan(owner, random.nextInt(8), host(), pod, config(), images, keys(), details())
                .withIsos(isos());
    }

    private PodDetails details() {
        return new PodDetails(text(), text(), text(), text(), text());
    }

    private List<Iso> isos() {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new Iso(new IsoId("iso" + i), text(), maybe("1e".repeat(32)), text()))
                .toList();
    }

    private List<NetworkSpec> networks() {
        List<NetworkSpec> all = new ArrayList<>();
        all.add(Pods.network("admin", Addressing.DHCP, Uplink.NONE));
        for (int i = random.nextInt(8); i > 0; i--) {
            boolean ovs = random.nextBoolean();
            all.add(new NetworkSpec(
                    "net" + i,
                    ovs ? NetworkKind.OVS : NetworkKind.BRIDGE,
                    ovs && random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(4094)) : OptionalInt.empty(),
                    maybe(Cidr.parse("172.16." + i + ".0/24")),
                    Addressing.values()[random.nextInt(2)],
                    Uplink.values()[random.nextInt(2)]));
        }
        return all;
    }

    private Host host() {
        return new Host(
                new HostId("h1"),
                text(),
                new Capacity(random.nextInt(512), random.nextInt(1 << 20), random.nextInt(9999)),
                Accel.values()[random.nextInt(3)],
                "/" + text(),
                Cidr.parse("10.64.0.0/18"),
                text(),
                maybe(Duration.ofSeconds(10 + random.nextInt(7000))));
    }

    private Image image() {
        return new Image(
                new ImageId("image" + random.nextInt(9)),
                text(),
                maybe("0f".repeat(32)),
                text(),
                "laas",
                maybe(new DirectBoot(text(), text(), text())),
                Arch.values()[random.nextInt(Arch.values().length)]);
    }

    private Config config() {
        return new Config(
                new ConfigId("config"),
                text(),
                new ImageId("image"),
                Map.of("jumphost", new ImageId("other")),
                object(3),
                maybe("hello-world"),
                random.nextBoolean() ? List.of() : List.of(new IsoId("iso0"), new IsoId("iso1")));
    }

    private List<SshKey> keys() {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> "\0\0\0\u000bssh-ed25519" + i)
                .map(blob -> Base64.getEncoder().encodeToString(blob.getBytes(StandardCharsets.ISO_8859_1)))
                .map(blob -> new SshKey("ssh-ed25519 " + blob + " alice"))
                .toList();
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            all.put(text(), value(depth));
        }
        return all;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> Long.MAX_VALUE - random.nextInt(99);
            case 3 -> random.nextDouble();
            case 4 -> random.nextBoolean();
            case 5 -> text();
            case 6 -> object(depth - 1);
            default ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value(depth - 1))
                        .toList();
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return random.nextInt(9) == 0 ? text + "\ud83d\ude00" : text.toString();
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }
}
