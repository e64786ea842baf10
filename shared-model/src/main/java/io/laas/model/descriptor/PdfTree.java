package io.laas.model.descriptor;

import io.laas.model.Names;
import io.laas.model.lab.Image;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NicLayout;
import io.laas.model.operation.PodDetails;
import io.laas.model.pod.NodeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The content of a PDF. */
final class PdfTree {
    /** What stands where somebody else's secret would: nobody gets a hypervisor's from here. */
    private static final String NO_SECRET = "changeme";

    private static final String NATIVE = "native";
    private static final String NOBODY = "nobody";
    private static final String NO_ADDRESS = "nobody@laas.invalid";
    private static final Pattern EMAIL = Pattern.compile("[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\\.[a-zA-Z0-9.-]*[a-zA-Z0-9]");
    private static final Pattern USER_IN_URI = Pattern.compile("(?<=://)[^/]*@");
    private static final int KIBI = 1024;

    private final PodView pod;
    private final Profile profile;

    PdfTree(PodView pod, Profile profile) {
        this.pod = pod;
        this.profile = profile;
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (profile != Profile.KUBEREF) {
            tree.put("version", 1.0);
        }
        tree.put("details", details());
        tree.put("jumphost", machine(pod.jump()));
        tree.put("nodes", pod.nodes().stream().map(this::machine).toList());
        return tree;
    }

    private Map<String, Object> details() {
        PodDetails known = pod.plan().details();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("type", "development");
        details.put("pod_owner", known.owner().isEmpty() ? NOBODY : known.owner());
        details.put("contact", contact(known));
        details.put("lab", known.lab().isEmpty() ? pod.plan().owner().lab().value() : known.lab());
        details.put(
                "location", known.location().isEmpty() ? pod.plan().host().id().value() : known.location());
        details.put("link", known.link());
        return details;
    }

    /** The format wants e-mail addresses; those of the lab, or its user's, or one that nobody has. */
    private static String contact(PodDetails known) {
        String found =
                EMAIL.matcher(known.contact()).results().map(MatchResult::group).collect(Collectors.joining(", "));
        String owner = EMAIL.matcher(known.owner()).matches() ? known.owner() : NO_ADDRESS;
        return found.isEmpty() ? owner : found;
    }

    private Map<String, Object> machine(MachineLayout machine) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", machine.name());
        tree.put("node", hardware(machine.spec()));
        tree.put("disks", List.of(disk(machine.spec())));
        tree.put("os", os(pod.plan().image(machine.spec())));
        if (profile != Profile.PHAROS_STRICT) {
            tree.put("remote_params", remoteParams());
        }
        tree.put("remote_management", management(machine));
        tree.put("interfaces", interfaces(machine));
        return tree;
    }

    private static String os(Image image) {
        return image.os().isBlank() ? image.id().value() : Names.clean(image.os(), 100);
    }

    private Map<String, Object> hardware(NodeSpec spec) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("type", "virtual");
        node.put("vendor", "libvirt");
        node.put("model", "virt");
        node.put("arch", "x86_64");
        node.put("cpus", 1);
        node.put("cpu_cflags", processor());
        node.put("cores", spec.cores());
        node.put("memory", memory(spec.memoryMiB()));
        return node;
    }

    private String processor() {
        return switch (pod.plan().host().accel()) {
            case AUTO, KVM -> "host-passthrough";
            case TCG -> "maximum";
            case SIMULATED -> "none";
        };
    }

    private static String memory(int mebibytes) {
        return mebibytes % KIBI == 0 ? mebibytes / KIBI + "G" : mebibytes + "M";
    }

    private static Map<String, Object> disk(NodeSpec spec) {
        Map<String, Object> disk = new LinkedHashMap<>();
        disk.put("name", "disk1");
        disk.put("disk_capacity", spec.diskGiB() + "G");
        disk.put("disk_type", "hdd");
        disk.put("disk_interface", "scsi");
        disk.put("disk_rotation", 0);
        return disk;
    }

    private static Map<String, Object> remoteParams() {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("type", List.of("libvirt"));
        params.put("user", NO_SECRET);
        params.put("pass", NO_SECRET);
        return params;
    }

    /** Templates for compass4nfv want versions and a MAC address of libvirt too. */
    private Map<String, Object> management(MachineLayout machine) {
        Map<String, Object> management = new LinkedHashMap<>();
        if (profile == Profile.PHAROS_STRICT) {
            management.put("type", "libvirt");
            management.put("versions", new YamlText.Inline(List.of(2.0)));
            management.put("user", NO_SECRET);
            management.put("pass", NO_SECRET);
        } else {
            management.putAll(remoteParams());
        }
        management.put("address", hypervisor(pod.plan().host().uri()));
        machine.nics().stream().findFirst().ifPresent(nic -> management.put("mac_address", nic.mac()));
        return management;
    }

    /** Who logs in there and with which key is the host's business. */
    private static String hypervisor(String uri) {
        int query = uri.indexOf('?');
        return USER_IN_URI.matcher(query < 0 ? uri : uri.substring(0, query)).replaceFirst("");
    }

    private List<Map<String, Object>> interfaces(MachineLayout machine) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (NicLayout nic : machine.nics()) {
            Map<String, Object> card = new LinkedHashMap<>();
            card.put("name", "nic" + (all.size() + 1));
            card.put("speed", "10gb");
            card.put("features", "");
            card.put("mac_address", nic.mac());
            card.put("vlan", vlan(nic));
            address(machine, nic, card);
            all.add(card);
        }
        return all;
    }

    /** The switch puts the tag on and takes it off: tools that set machines up by this value must not do it again. */
    private Object vlan(NicLayout nic) {
        OptionalInt tag = pod.layout().network(nic.network()).spec().vlan();
        return profile == Profile.PHAROS_STRICT && tag.isPresent() ? tag.getAsInt() : NATIVE;
    }

    private void address(MachineLayout machine, NicLayout nic, Map<String, Object> card) {
        if (profile != Profile.PHAROS_STRICT) {
            card.put("address", pod.ownAddress(machine, nic));
            return;
        }
        int prefix = pod.layout()
                .network(nic.network())
                .subnet()
                .map(s -> s.prefix())
                .orElse(0);
        nic.address().ifPresent(a -> card.put("address", a + "/" + prefix));
    }
}
