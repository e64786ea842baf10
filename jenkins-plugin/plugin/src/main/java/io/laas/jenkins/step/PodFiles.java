package io.laas.jenkins.step;

import hudson.FilePath;
import hudson.model.Run;
import hudson.slaves.WorkspaceList;
import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingView;
import io.laas.jenkins.LaasRuntime;
import io.laas.model.BookingId;
import io.laas.model.descriptor.Descriptors;
import io.laas.model.descriptor.Profile;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Files about a pod for what runs in a block: a configuration for ssh, the PDF and the IDF. They are in the temporary directory of the
 * workspace, or, outside {@code node}, with the run on the controller. There are no secrets in them.
 */
final class PodFiles implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(PodFiles.class.getName());
    private static final int OWNER_ONLY = 0600;

    private final String node;
    private final String sshConfig;
    private final String pdf;
    private final String idf;

    private PodFiles(String node, FilePath directory, BookingId booking) {
        this.node = node;
        sshConfig = directory.child("ssh-" + booking).getRemote();
        pdf = directory.child("pdf-" + booking + ".yaml").getRemote();
        idf = directory.child("idf-" + booking + ".yaml").getRemote();
    }

    /** Returns the path of the configuration for ssh. */
    String sshConfig() {
        return sshConfig;
    }

    /** Returns the path of the pod descriptor file. */
    String pdf() {
        return pdf;
    }

    /** Returns the path of the installer descriptor file. */
    String idf() {
        return idf;
    }

    /** Writes them for a booking that is active. */
    static PodFiles write(StepContext context, BookingView view) throws IOException, InterruptedException {
        BookingId booking = view.booking().id();
        FilePath workspace = context.get(FilePath.class);
        FilePath around = workspace == null
                ? new FilePath(context.get(Run.class).getRootDir())
                : WorkspaceList.tempDir(workspace);
        FilePath directory = around.child("laas");
        PodFiles files =
                new PodFiles(workspace == null ? "" : FilePathUtils.getNodeName(workspace), directory, booking);
        if (view.access().isPresent()) {
            write(directory, files.sshConfig, SshConfig.text(view.access().get(), files.knownHosts()));
        }
        Descriptors descriptors =
                ScopedExecution.value(LaasRuntime.get().engine().descriptors().ofBooking(booking, Caller.SYSTEM));
        write(directory, files.pdf, descriptors.pdf(Profile.PHAROS_STRICT));
        write(directory, files.idf, descriptors.idf(Profile.PHAROS_STRICT));
        return files;
    }

    private static void write(FilePath directory, String path, String text) throws IOException, InterruptedException {
        FilePath file = directory.child(path);
        file.write(text, "UTF-8");
        file.chmod(OWNER_ONLY);
    }

    private String knownHosts() {
        return sshConfig + ".known";
    }

    /** Removes them; if their agent is away, they are lost with the workspace's temporary directory. */
    void delete() {
        for (String path : List.of(sshConfig, knownHosts(), pdf, idf)) {
            FilePath file = FilePathUtils.find(node, path);
            try {
                if (file != null) {
                    file.delete();
                }
            } catch (IOException | InterruptedException e) {
                LOG.log(Level.FINE, e, () -> path + " could not be removed");
            }
        }
    }
}
