package io.laas.chat.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.PodAccess;
import io.laas.model.pod.NodeRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command lines; {@code echo} in place of ssh shows them. */
class PodSshTest {
    private static final DemoTools ECHO = new DemoTools("echo", "ssh-keygen", Duration.ofSeconds(10));

    private static MachineAccess machine(String name, String user, Map<String, String> addresses) {
        return new MachineAccess(name, name.equals("jump") ? NodeRole.JUMPHOST : NodeRole.NODE, user, addresses);
    }

    private static PodSsh ssh(MachineAccess... machines) throws DemoFailed {
        PodAccess access = new PodAccess("10.0.0.2", 2222, "laas", List.of(machines));
        return new PodSsh(ECHO, access, Path.of("a dir", "it's %h"), Path.of("a dir", "hosts"));
    }

    private final MachineAccess jump = machine("jump", "laas", Map.of("admin", "10.0.0.2", "public", "10.0.1.2"));

    @Test
    void quotesWhatTheShellOfTheProxyReads() throws Exception {
        MachineAccess node = machine("node1", "laas", Map.of("admin", "10.0.0.3"));
        String line = ssh(jump, node).on(node, "true", "").out();
        assertThat(line).contains("'a dir/it'\\''s %%%%h'", "'-W' '10.0.0.3:22' 'laas@10.0.0.2'", "laas@10.0.0.3 true");
        assertThat(line).contains("UserKnownHostsFile=\"a dir/hosts\"", "-F none");
    }

    @Test
    void takesANetworkThatTheJumpHostIsOn() throws Exception {
        MachineAccess node = machine("node1", "laas", Map.of("hidden", "10.9.9.9", "public", "10.0.1.3"));
        assertThat(ssh(jump, node).on(node, "true", "").out()).contains("laas@10.0.1.3");
        MachineAccess apart = machine("node2", "laas", Map.of("hidden", "10.9.9.9"));
        assertThatThrownBy(() -> ssh(jump, apart).on(apart, "true", "")).hasMessageContaining("node2 has no address");
    }

    @Test
    void refusesUsersAndAddressesThatAreCommands() throws Exception {
        PodSsh ssh = ssh(jump);
        MachineAccess user = machine("node1", "-oProxyCommand=x", Map.of("admin", "10.0.0.3"));
        MachineAccess address = machine("node1", "laas", Map.of("admin", "10.0.0.3;reboot"));
        assertThatThrownBy(() -> ssh.on(user, "true", "")).hasMessageContaining("strange ssh user");
        assertThatThrownBy(() -> ssh.on(address, "true", "")).hasMessageContaining("strange ssh address");
    }

    @Test
    void endsAProgramThatHangs() {
        assertThatThrownBy(() -> Ran.command(List.of("sleep", "60"), "", Duration.ofMillis(100)))
                .isInstanceOf(DemoFailed.class)
                .hasMessageContaining("did not end");
    }
}
