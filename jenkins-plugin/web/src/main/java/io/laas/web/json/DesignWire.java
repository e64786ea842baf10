package io.laas.web.json;

import io.laas.engine.booking.MemberChange;
import io.laas.engine.design.Design;
import io.laas.engine.project.Project;
import io.laas.model.ConfigId;
import io.laas.model.ImageId;
import io.laas.model.IsoId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.design.Audience;
import io.laas.model.design.Sharing;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.Config;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Nic;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Uplink;
import io.laas.model.wire.ConfigJson;
import io.laas.model.wire.MadeJson;
import io.laas.model.wire.MembersJson;
import io.laas.model.wire.NewConfigJson;
import io.laas.model.wire.NewNetworkJson;
import io.laas.model.wire.NewNicJson;
import io.laas.model.wire.NewNodeJson;
import io.laas.model.wire.NewPodJson;
import io.laas.model.wire.PodJson;
import io.laas.model.wire.ProjectJson;
import io.laas.web.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Pods, configs and projects of users between wire format and model. */
public final class DesignWire {
    private static final int MAX_LIST = 64;

    private DesignWire() {}

    /** Reads a pod that has the name; a body that says another one is refused. */
    public static Pod pod(String name, NewPodJson json) {
        return new Pod(
                new PodId(same("name", name, json.name())),
                json.description(),
                list("nodes", json.nodes()).stream().map(DesignWire::node).toList(),
                list("networks", json.networks()).stream()
                        .map(DesignWire::network)
                        .toList());
    }

    private static NodeSpec node(NewNodeJson json) {
        Fields.required("nodes", json);
        String name = Fields.required("nodes.name", json.name(), text -> text);
        return new NodeSpec(
                name,
                Fields.optional(json.role(), r -> Fields.oneOf("role of node " + name, NodeRole.class, r))
                        .orElse(NodeRole.NODE),
                Fields.required("cores of node " + name, json.cores()),
                Fields.required("memoryMiB of node " + name, json.memoryMiB()),
                Fields.required("diskGiB of node " + name, json.diskGiB()),
                nics(json.nics()));
    }

    private static List<Nic> nics(List<NewNicJson> given) {
        List<Nic> nics = new ArrayList<>();
        for (NewNicJson json : given == null ? List.<NewNicJson>of() : list("nics", given)) {
            Fields.required("nics", json);
            String name = Fields.optional(json.name(), text -> text).orElse("nic" + (nics.size() + 1));
            nics.add(new Nic(name, Fields.required("network of " + name, json.network(), text -> text)));
        }
        return nics;
    }

    private static NetworkSpec network(NewNetworkJson json) {
        Fields.required("networks", json);
        String name = Fields.required("networks.name", json.name(), text -> text);
        return new NetworkSpec(
                name,
                Fields.optional(json.kind(), k -> Fields.oneOf("kind of network " + name, NetworkKind.class, k))
                        .orElse(NetworkKind.BRIDGE),
                json.vlan() == null ? OptionalInt.empty() : OptionalInt.of(json.vlan()),
                Optional.empty(),
                Fields.optional(
                                json.addressing(),
                                a -> Fields.oneOf("addressing of network " + name, Addressing.class, a))
                        .orElse(Addressing.DHCP),
                Fields.optional(json.uplink(), u -> Fields.oneOf("uplink of network " + name, Uplink.class, u))
                        .orElse(Uplink.NONE));
    }

    /** Reads a config that has the name; a body that says another one is refused. */
    public static Config config(String name, NewConfigJson json) {
        Map<String, ImageId> images = new TreeMap<>();
        if (json.images() != null) {
            json.images().forEach((whose, image) -> images.put(whose, Fields.required("images", image, ImageId::new)));
        }
        return new Config(
                new ConfigId(same("name", name, json.name())),
                json.description(),
                Fields.required("image", json.image(), ImageId::new),
                images,
                json.cloudInit() == null ? Map.of() : json.cloudInit(),
                Fields.optional(json.installer(), i -> io.laas.model.Names.require("installer", i)),
                json.isos() == null
                        ? List.of()
                        : json.isos().stream()
                                .map(i -> Fields.required("isos", i, IsoId::new))
                                .toList());
    }

    private static String same(String field, String name, String given) {
        String wanted = Fields.required(field, name, text -> text);
        if (given != null && !given.equals(wanted)) {
            throw ApiException.invalid("%s cannot be changed: was '%s' for %s; make a copy instead"
                    .formatted(field, io.laas.model.Names.clean(given, 40), wanted));
        }
        return wanted;
    }

    private static <T> List<T> list(String field, List<T> given) {
        if (given == null || given.isEmpty()) {
            throw ApiException.invalid(field + " must be given, at least one");
        }
        if (given.size() > MAX_LIST) {
            throw ApiException.invalid("%s must be at most %d, were %d".formatted(field, MAX_LIST, given.size()));
        }
        return given;
    }

    /** Reads with whom something is shared: only with its owner where nothing is said. */
    public static Sharing sharing(String sharing, String project) {
        Audience audience = Fields.optional(sharing, s -> Fields.oneOf("sharing", Audience.class, s))
                .orElse(Audience.PRIVATE);
        return new Sharing(audience, Fields.optional(project, text -> text));
    }

    /** Refuses a change that says more than what is described. */
    public static void leftOut(String lab, String sharing, String project) {
        if (lab != null || sharing != null || project != null) {
            throw ApiException.invalid(
                    "lab, sharing and project are left out in a change; the path share changes sharing, ?lab= names the lab");
        }
    }

    public static PodJson pod(Design<Pod> design, boolean freeNow, boolean closed) {
        Pod pod = design.spec();
        return new PodJson(design.lab().value(), pod, pod.demand(), freeNow, closed, made(design));
    }

    public static ConfigJson config(Design<Config> design) {
        return new ConfigJson(design.lab().value(), design.spec(), made(design));
    }

    private static MadeJson made(Design<?> design) {
        return design.made()
                .map(m -> new MadeJson(
                        m.owner().value(),
                        m.sharing().audience().name(),
                        m.sharing().project().orElse(null),
                        m.version(),
                        m.at(),
                        m.deleted()))
                .orElse(null);
    }

    public static ProjectJson json(Project project) {
        return new ProjectJson(
                project.name(),
                project.owner().value(),
                project.members().stream().map(UserId::value).sorted().toList(),
                project.createdAt());
    }

    public static Set<UserId> members(List<String> names) {
        return BookingWire.users("members", names);
    }

    public static MemberChange members(MembersJson json) {
        return BookingWire.members(json);
    }
}
