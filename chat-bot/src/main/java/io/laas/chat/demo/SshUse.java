package io.laas.chat.demo;

import io.laas.chat.core.Plain;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.PodAccess;
import io.laas.model.pod.NodeRole;
import java.nio.file.Path;
import java.util.UUID;

/** Uses real machines through the user's own ssh. */
final class SshUse implements PodUse {
    private final DemoTools tools;
    private final Path work;
    private final Path key;
    private final String marker = "laas-demo-" + UUID.randomUUID();

    /**
     * Creates a user.
     *
     * @param work directory for the key and for what ssh remembers
     */
    SshUse(DemoTools tools, Path work) {
        this.tools = tools;
        this.work = work;
        this.key = work.resolve("key");
    }

    @Override
    public String title(Stage stage) {
        return stage.title();
    }

    @Override
    public boolean happens(Stage stage) {
        return true;
    }

    @Override
    public String newKey() throws DemoFailed, InterruptedException {
        return tools.newKey(key);
    }

    private PodSsh ssh(PodAccess access, String knownHosts) throws DemoFailed {
        return new PodSsh(tools, access, key, work.resolve(knownHosts));
    }

    @Override
    public void require(PodAccess access) throws DemoFailed {
        if (access.simulated()) {
            throw new DemoFailed("the pod is simulated, though real machines were asked for; see the lab file");
        }
    }

    @Override
    public String login(PodAccess access) throws DemoFailed, InterruptedException {
        Ran ran = ssh(access, "known-hosts").onJumpHost("hostname");
        if (ran.code() != 0 || ran.out().isBlank()) {
            throw new DemoFailed("ssh to the jump host failed: " + ran.lastLine());
        }
        return "it is called " + Plain.line(ran.out());
    }

    @Override
    public String write(PodAccess access) throws DemoFailed, InterruptedException {
        MachineAccess node = node(access);
        Ran ran = ssh(access, "known-hosts").on(node, "cat > " + marker + " && sync && cat " + marker, marker);
        if (ran.code() != 0 || !ran.out().equals(marker)) {
            throw new DemoFailed("writing a file on " + node.name() + " failed: " + ran.lastLine());
        }
        return "on " + node.name();
    }

    /** The machines may have been rebuilt, with other host keys: those of before are not asked for. */
    @Override
    public String seeGone(PodAccess access) throws DemoFailed, InterruptedException {
        MachineAccess node = node(access);
        Ran ran = ssh(access, "known-hosts-after").on(node, "test ! -e " + marker + " && echo gone", "");
        if (ran.code() != 0 || !ran.out().strip().equals("gone")) {
            throw new DemoFailed("the file is still on " + node.name() + " after the reset, or it cannot be asked: "
                    + ran.lastLine());
        }
        return "gone from " + node.name();
    }

    @Override
    public String typed(PodAccess access) throws DemoFailed {
        return ssh(access, "known-hosts").typed();
    }

    private static MachineAccess node(PodAccess access) throws DemoFailed {
        return access.machines().stream()
                .filter(m -> m.role() != NodeRole.JUMPHOST)
                .findFirst()
                .orElseThrow(() -> new DemoFailed("the pod has no machine but the jump host"));
    }
}
