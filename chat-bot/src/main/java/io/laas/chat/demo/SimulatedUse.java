package io.laas.chat.demo;

import io.laas.model.operation.PodAccess;
import java.nio.file.Path;

/** Uses nothing, because nothing runs, and says so. */
final class SimulatedUse implements PodUse {
    private final DemoTools tools;
    private final Path key;

    /**
     * Creates a user.
     *
     * @param work directory for the key
     */
    SimulatedUse(DemoTools tools, Path work) {
        this.tools = tools;
        this.key = work.resolve("key");
    }

    @Override
    public String title(Stage stage) {
        return "simulated: "
                + switch (stage) {
                    case PROVISION -> "build it in libvirt's test driver";
                    case CHECK -> "check that every machine is in the books";
                    case WRITE -> "write a file on a node";
                    case VERIFY -> "see that every machine is back";
                    default -> stage.title();
                };
    }

    @Override
    public boolean happens(Stage stage) {
        return stage != Stage.LOGIN && stage != Stage.WRITE;
    }

    @Override
    public String newKey() throws DemoFailed, InterruptedException {
        return tools.newKey(key);
    }

    @Override
    public void require(PodAccess access) throws DemoFailed {
        if (!access.simulated()) {
            throw new DemoFailed("the pod is real, though a simulated one was asked for; see the lab file");
        }
    }

    @Override
    public String login(PodAccess access) {
        return "left out: no machine runs that one could log in to";
    }

    @Override
    public String write(PodAccess access) {
        return "left out: no machine has a disk to write to";
    }

    @Override
    public String seeGone(PodAccess access) {
        return "no file to look for";
    }

    @Override
    public String typed(PodAccess access) {
        return access.sshCommand();
    }
}
