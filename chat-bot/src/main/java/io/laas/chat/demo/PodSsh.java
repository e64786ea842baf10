package io.laas.chat.demo;

import io.laas.chat.core.Plain;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.PodAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The real {@code ssh} with the user's own key, to the jump host and through it. No file of the person who runs the demo is read
 * or written. What the server says about addresses and users is checked before it becomes part of a command.
 */
final class PodSsh {
    private static final String ADDRESS = "\\d{1,3}(\\.\\d{1,3}){3}";
    private static final String USER = "[a-z_][a-z0-9_-]{0,31}";

    private final DemoTools tools;
    private final PodAccess access;
    private final Path key;
    private final Path knownHosts;

    PodSsh(DemoTools tools, PodAccess access, Path key, Path knownHosts) throws DemoFailed {
        this.tools = tools;
        this.access = access;
        this.key = key;
        this.knownHosts = knownHosts;
        require(access.address(), ADDRESS, "address");
        require(access.user(), USER, "user");
    }

    private static void require(String value, String pattern, String what) throws DemoFailed {
        if (value == null || !value.matches(pattern)) {
            throw new DemoFailed("the server names a strange ssh " + what + ": " + Plain.line(value));
        }
    }

    /** Runs a command on the jump host. */
    Ran onJumpHost(String command) throws DemoFailed, InterruptedException {
        List<String> line = jump();
        line.add(command);
        return Ran.command(line, "", tools.limit());
    }

    /** Runs a command on another machine, through the jump host. */
    Ran on(MachineAccess node, String command, String input) throws DemoFailed, InterruptedException {
        String address = address(node);
        require(address, ADDRESS, "address");
        require(node.user(), USER, "user");
        List<String> proxy = new ArrayList<>(jump());
        proxy.addAll(proxy.size() - 1, List.of("-W", address + ":22"));
        List<String> line = options();
        line.addAll(List.of("-o", "ProxyCommand=" + quoted(proxy), node.user() + "@" + address, command));
        return Ran.command(line, input, tools.limit());
    }

    /** A network on which the jump host has an address too, the admin network if it has. */
    private String address(MachineAccess node) throws DemoFailed {
        Optional<MachineAccess> jumpHost = access.machines().stream().findFirst();
        return node.addresses().keySet().stream()
                .filter(n -> jumpHost.map(j -> j.addresses().containsKey(n)).orElse(true))
                .min(java.util.Comparator.comparing((String n) -> !n.equals("admin"))
                        .thenComparing(n -> n))
                .map(n -> node.addresses().get(n))
                .orElseThrow(
                        () -> new DemoFailed("machine " + node.name() + " has no address next to the jump host's"));
    }

    private List<String> jump() {
        List<String> line = options();
        line.addAll(List.of("-p", String.valueOf(access.port()), access.user() + "@" + access.address()));
        return line;
    }

    private List<String> options() {
        return new ArrayList<>(List.of(
                tools.ssh(),
                "-F",
                "none",
                "-i",
                key.toString().replace("%", "%%"),
                "-o",
                "UserKnownHostsFile=\"" + knownHosts.toString().replace("%", "%%") + "\"",
                "-o",
                "StrictHostKeyChecking=accept-new",
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=30",
                "-o",
                "LogLevel=ERROR"));
    }

    /** Returns the words as a line for the shell that ssh starts; a percent sign is ssh's own escape. */
    private static String quoted(List<String> words) {
        return String.join(
                " ",
                words.stream()
                        .map(w -> "'" + w.replace("'", "'\\''").replace("%", "%%") + "'")
                        .toList());
    }

    /** Returns what a person would type. */
    String typed() {
        return "ssh -i " + key + (access.port() == 22 ? "" : " -p " + access.port()) + " " + access.user() + "@"
                + access.address();
    }
}
