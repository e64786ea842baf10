package io.laas.provisioner.libvirt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.operation.OwnerTag;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The Open vSwitch of this machine, told what to do by {@code ovs-vsctl}. */
final class OvsSwitch {
    private static final String PROGRAM = "ovs-vsctl";
    private static final Path KERNEL_DATAPATH = Path.of("/sys/module/openvswitch");
    private static final String OWNER = "laas-";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> options;

    /** Speaks to the database at its usual place. */
    OvsSwitch() {
        this(List.of());
    }

    /**
     * Speaks to the database as told.
     *
     * @param options of {@code ovs-vsctl}, such as {@code --db=unix:/run/openvswitch/db.sock}
     */
    OvsSwitch(List<String> options) {
        this.options = List.copyOf(options);
    }

    /** Open vSwitch is installed, but does not run: nobody listens at the socket of its database. */
    static boolean isDown(HypervisorException failure) {
        String message = failure.getMessage();
        return message.contains("database connection failed (No such file or directory)")
                || message.contains("database connection failed (Connection refused)");
    }

    /** A bridge and its owner, if it is of LaaS. */
    record Bridge(String name, Optional<OwnerTag> owner) {}

    /** Returns whether packets are switched by a process, since the kernel cannot; such ports need whole checksums. */
    boolean inUserSpace() {
        return !Files.isDirectory(KERNEL_DATAPATH);
    }

    boolean installed() {
        return Command.find(PROGRAM).isPresent();
    }

    List<Bridge> bridges() {
        String answer = run("--format=json", "--columns=name,external_ids", "list", "bridge");
        try {
            List<Bridge> result = new ArrayList<>();
            for (JsonNode row : JSON.readTree(answer).path("data")) {
                result.add(new Bridge(row.path(0).asText(), owner(row.path(1).path(1))));
            }
            return result;
        } catch (JsonProcessingException e) {
            throw new HypervisorException(Reason.OTHER, PROGRAM + " gave an answer that cannot be read", e);
        }
    }

    private static Optional<OwnerTag> owner(JsonNode pairs) {
        Map<String, String> ids = new TreeMap<>();
        pairs.forEach(p -> ids.put(p.path(0).asText(), p.path(1).asText()));
        try {
            return ids.containsKey(OWNER + "controller")
                    ? Optional.of(new OwnerTag(
                            ids.get(OWNER + "controller"),
                            new LabId(ids.get(OWNER + "lab")),
                            new VpodId(ids.get(OWNER + "vpod")),
                            ids.get(OWNER + "booking"),
                            ids.get(OWNER + "operation")))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void ensureBridge(String name, String mac, OwnerTag owner) {
        List<String> arguments = new ArrayList<>(List.of("--may-exist", "add-br", name, "--", "set", "bridge", name));
        if (inUserSpace()) {
            arguments.add("datapath_type=netdev");
        }
        arguments.add("other-config:hwaddr=" + quoted(mac));
        arguments.add(id("controller", owner.controller()));
        arguments.add(id("lab", owner.lab().value()));
        arguments.add(id("vpod", owner.vpod().value()));
        arguments.add(id("booking", owner.booking()));
        arguments.add(id("operation", owner.operation()));
        run(arguments.toArray(String[]::new));
    }

    void ensurePort(String bridge, String port, OptionalInt vlan) {
        List<String> arguments = new ArrayList<>(List.of("--may-exist", "add-port", bridge, port));
        vlan.ifPresent(v -> arguments.addAll(List.of("--", "set", "port", port, "tag=" + v)));
        run(arguments.toArray(String[]::new));
    }

    void removeBridge(String name) {
        run("--if-exists", "del-br", name);
    }

    private static String id(String key, String value) {
        return "external-ids:" + OWNER + key + "=" + quoted(value);
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private String run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--timeout=10"));
        all.addAll(options);
        all.addAll(List.of(arguments));
        return Command.run(PROGRAM, all);
    }
}
