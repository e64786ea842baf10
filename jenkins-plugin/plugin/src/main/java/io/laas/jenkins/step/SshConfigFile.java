package io.laas.jenkins.step;

import hudson.FilePath;
import hudson.model.Run;
import hudson.slaves.WorkspaceList;
import io.laas.engine.booking.BookingView;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.PodAccess;
import java.io.IOException;
import java.io.Serializable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A file for {@code ssh -F} in which the machines of a pod have their names; those behind the jump host are reached through it. It is
 * in the temporary directory of the workspace, or, outside {@code node}, with the run on the controller. There is no key in it and no
 * path to one.
 */
final class SshConfigFile implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(SshConfigFile.class.getName());
    private static final int SSH = 22;
    private static final int OWNER_ONLY = 0600;

    private final String node;
    private final String path;

    private SshConfigFile(String node, String path) {
        this.node = node;
        this.path = path;
    }

    String path() {
        return path;
    }

    static SshConfigFile write(StepContext context, BookingView view) throws IOException, InterruptedException {
        FilePath workspace = context.get(FilePath.class);
        FilePath directory = workspace == null
                ? new FilePath(context.get(Run.class).getRootDir())
                : WorkspaceList.tempDir(workspace);
        FilePath file = directory.child("laas").child("ssh-" + view.booking().id());
        if (view.access().isPresent()) {
            file.write(text(view.access().get(), file.getRemote() + ".known"), "UTF-8");
            file.chmod(OWNER_ONLY);
        }
        return new SshConfigFile(workspace == null ? "" : FilePathUtils.getNodeName(workspace), file.getRemote());
    }

    static String text(PodAccess access, String knownHosts) {
        StringBuilder text = new StringBuilder();
        String jump =
                access.machines().isEmpty() ? "jump" : access.machines().get(0).name();
        host(text, jump, access.address(), access.user(), knownHosts);
        text.append("    Port ").append(access.port()).append('\n');
        for (MachineAccess machine : access.machines()) {
            String address = MachineAddress.of(machine);
            if (!machine.name().equals(jump) && !address.isEmpty()) {
                host(text, machine.name(), address, machine.user(), knownHosts);
                text.append("    Port ")
                        .append(SSH)
                        .append("\n    ProxyJump ")
                        .append(jump)
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static void host(StringBuilder text, String name, String address, String user, String knownHosts) {
        text.append("Host ").append(name).append('\n');
        option(text, "HostName", address);
        option(text, "User", user);
        option(text, "UserKnownHostsFile", knownHosts);
        text.append("    StrictHostKeyChecking accept-new\n");
    }

    private static void option(StringBuilder text, String name, String value) {
        String safe = value.replaceAll("[\\p{Cntrl}\"\\\\]", "");
        text.append("    ").append(name).append(" \"").append(safe).append("\"\n");
    }

    /** Removes the file; if its agent is away, the file is lost with the workspace's temporary directory. */
    void delete() {
        FilePath file = FilePathUtils.find(node, path);
        if (file == null) {
            return;
        }
        try {
            file.delete();
            file.sibling(file.getName() + ".known").delete();
        } catch (IOException | InterruptedException e) {
            LOG.log(Level.FINE, "The ssh configuration " + path + " could not be removed", e);
        }
    }
}
