package io.laas.jenkins.operation;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Node;
import hudson.remoting.Channel;
import hudson.remoting.VirtualChannel;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.config.LaasConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where work can be done: the processes of agents, and the controller's own where an administrator allows that. */
final class Places {
    private Places() {}

    /**
     * A process that can be asked to do something.
     *
     * @param name for people
     * @param root the directory where it may keep files
     */
    record Place(String name, VirtualChannel channel, String root) {}

    /** Returns whether work may be done in the controller's process. */
    static boolean controllerAllowed() {
        return LaasConfiguration.get().isOperationsOnController();
    }

    static Place controller() {
        return new Place(
                "the controller",
                FilePath.localChannel,
                JenkinsFacade.jenkins().getRootDir().getPath());
    }

    /** Returns the process of an agent; nothing while it is not connected. */
    static Optional<Place> agent(String node) {
        return Optional.ofNullable(JenkinsFacade.jenkins().getComputer(node)).flatMap(Places::of);
    }

    private static Optional<Place> of(Computer computer) {
        VirtualChannel channel = computer.getChannel();
        Node node = computer.getNode();
        FilePath root = node == null ? null : node.getRootPath();
        boolean lost = channel instanceof Channel c && c.isClosingOrClosed();
        return channel == null || root == null || lost
                ? Optional.empty()
                : Optional.of(new Place("agent " + computer.getName(), channel, root.getRemote()));
    }

    /** Returns the connected processes with the label; the controller's is one only where work may be done in it. */
    static List<Place> withLabel(String label) {
        List<Place> places = new ArrayList<>();
        for (Node node : nodes(label)) {
            if (node == JenkinsFacade.jenkins()) {
                if (controllerAllowed()) {
                    places.add(controller());
                }
            } else {
                agent(node.getNodeName()).ifPresent(places::add);
            }
        }
        return places;
    }

    /** Returns whether there is such a node at all, connected or not. */
    static boolean exists(String label) {
        return !nodes(label).isEmpty();
    }

    private static Set<Node> nodes(String label) {
        Label known = JenkinsFacade.jenkins().getLabel(label);
        return known == null ? Set.of() : known.getNodes();
    }
}
