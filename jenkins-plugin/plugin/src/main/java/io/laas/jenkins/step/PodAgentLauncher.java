package io.laas.jenkins.step;

import hudson.model.Descriptor;
import hudson.model.TaskListener;
import hudson.remoting.Channel;
import hudson.slaves.ComputerLauncher;
import hudson.slaves.SlaveComputer;
import io.laas.jenkins.step.ssh.AgentProgram;
import io.laas.jenkins.step.ssh.Link;
import java.io.IOException;

/** Starts Jenkins' agent program on a machine over the same connection as {@code laasRun}, and talks to it through that. */
final class PodAgentLauncher extends ComputerLauncher {
    private final AgentName name;
    private final String via;
    private volatile String trouble = "it is not known why";

    /**
     * @param via the agent around the step that wants this one; may be empty
     */
    PodAgentLauncher(AgentName name, String via) {
        this.name = name;
        this.via = via;
    }

    /** Returns why the last start failed. */
    String trouble() {
        return trouble;
    }

    @Override
    public void launch(SlaveComputer computer, TaskListener listener) {
        Link link = null;
        try {
            link = PodAgents.open(name, via);
            AgentProgram.Talk talk = AgentProgram.start(link, listener.getLogger());
            computer.setChannel(talk.in(), talk.out(), listener.getLogger(), new Closing(link));
        } catch (IOException | InterruptedException | RuntimeException e) {
            trouble = String.valueOf(e.getMessage());
            listener.error(trouble);
            if (link != null) {
                link.close();
            }
            PodAgents.get().removeIfOver(name.booking());
        }
    }

    @Override
    public Descriptor<ComputerLauncher> getDescriptor() {
        throw new UnsupportedOperationException("Agents on pods are not configured by anybody.");
    }

    /** Closes the connection with the channel. */
    private static final class Closing extends Channel.Listener {
        private final Link link;

        Closing(Link link) {
            this.link = link;
        }

        @Override
        public void onClosed(Channel channel, IOException cause) {
            link.close();
        }
    }
}
