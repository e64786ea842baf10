package io.laas.model.lab;

import io.laas.model.LabId;
import io.laas.model.Names;
import io.laas.model.pod.Config;
import io.laas.model.pod.Pod;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a whole lab file: first each section, then what they say about each other. */
final class LabReader {
    private static final List<String> KEYS =
            List.of("lab", "hosts", "images", "isos", "pods", "configs", "vpods", "policy", "user-pods", "snapshots");
    private static final List<String> LAB_KEYS = List.of("name", "title", "contact", "zone");

    private final Path baseDir;
    private final Optional<Neighbours> beside;

    LabReader(Path baseDir, Optional<Neighbours> beside) {
        this.baseDir = baseDir;
        this.beside = beside;
    }

    static Map<String, List<String>> knownKeys() {
        Map<String, List<String>> result = new LinkedHashMap<>();
        result.put("file", KEYS);
        result.put("lab", LAB_KEYS);
        result.put("hosts", HostReader.KEYS);
        result.put("images", ImageReader.KEYS);
        result.put("images.boot", ImageReader.BOOT_KEYS);
        result.put("isos", IsoReader.KEYS);
        result.put("pods", PodReader.KEYS);
        result.put("pods.networks", PodReader.NETWORK_KEYS);
        result.put("pods.machines", MachineReader.KEYS);
        result.put("configs", ConfigReader.KEYS);
        result.put("vpods", VpodReader.KEYS);
        result.put("policy", PolicyReader.KEYS);
        result.put("policy.access", LabAccessReader.KEYS);
        result.put("policy.head-start", HeadStartReader.KEYS);
        result.put("policy.approval", ApprovalReader.KEYS);
        result.put("policy.idle", IdlePolicyReader.KEYS);
        result.put("user-pods", UserPodsReader.KEYS);
        result.put("snapshots", SnapshotPolicyReader.KEYS);
        return result;
    }

    Optional<Lab> read(YamlValue root) {
        Optional<Lab> lab = root.object(KEYS, this::lab);
        if (root.reading().overflowed()) {
            root.wrong("unfolds to too many values; write it without so many aliases");
            return Optional.empty();
        }
        return lab;
    }

    private Supplier<Lab> lab(YamlFields f) {
        Optional<Head> head = f.required("lab").flatMap(LabReader::head);
        Section<Host> hosts = Section.ofLab("host", f.someItems("hosts"), HostReader::read);
        SimulationCheck.check(hosts);
        Section<Image> images = Section.ofLab("image", f.items("images"), new ImageReader(baseDir)::read);
        Section<Iso> isos = Section.ofLab("ISO", f.items("isos"), new IsoReader(baseDir)::read);
        Section<Pod> pods = Section.ofLab("pod", f.items("pods"), PodReader::read);
        ConfigReader configReader = new ConfigReader(images, isos, pods);
        Section<Config> configs = Section.ofLab("config", f.items("configs"), configReader::read);
        VpodReader vpodReader = new VpodReader(hosts, pods, configs);
        Section<StaticVpod> vpods = Section.ofLab("vpod", f.items("vpods"), vpodReader::read);
        Policy policy = f.value("policy").flatMap(new PolicyReader(pods)::read).orElse(Policy.DEFAULT);
        UserPods userPods = f.value("user-pods")
                .flatMap(new UserPodsReader(pods.list())::read)
                .orElseGet(() -> UserPods.like(pods.list()));
        SnapshotPolicy snapshots =
                f.value("snapshots").flatMap(SnapshotPolicyReader::read).orElse(SnapshotPolicy.DEFAULT);
        new RoomCheck(hosts, pods).check(vpods);
        beside.ifPresent(others -> others.check(f, hosts, vpods));
        return () -> new Lab(
                head.orElseThrow().id(),
                head.get().title(),
                head.get().contact(),
                head.get().zone(),
                hosts.list(),
                images.list(),
                pods.list(),
                configs.list(),
                vpods.list(),
                policy,
                userPods,
                snapshots,
                isos.list());
    }

    private record Head(LabId id, String title, String contact, ZoneId zone) {}

    private static Optional<Head> head(YamlValue value) {
        return value.object(LAB_KEYS, f -> {
            LabId id = f.parsed("name", LabId::new);
            String title = f.text("title", String.valueOf(id));
            String contact = f.text("contact", "");
            ZoneId zone = f.maybe("zone", LabReader::zone).orElse(ZoneId.of("UTC"));
            return () -> new Head(id, title, contact, zone);
        });
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "a time zone must be a name such as Europe/Paris or UTC, was '%s'".formatted(Names.clean(text, 40)),
                    e);
        }
    }
}
