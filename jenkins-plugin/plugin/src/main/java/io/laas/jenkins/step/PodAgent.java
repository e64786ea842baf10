package io.laas.jenkins.step;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.Slave;
import hudson.model.queue.CauseOfBlockage;
import hudson.slaves.EphemeralNode;
import hudson.slaves.RetentionStrategy;
import io.laas.model.BookingId;
import java.io.IOException;
import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * A machine of a pod as an agent, while it is booked and for the run that booked it: work of other runs is never done there. It is not
 * saved; after a restart of Jenkins it is made again when its run asks for it.
 */
public final class PodAgent extends Slave implements EphemeralNode {
    private static final long serialVersionUID = 1L;
    private static final int EXECUTORS = 1;

    private final long booking;

    PodAgent(AgentName name, String label, String directory, PodAgentLauncher launcher)
            throws Descriptor.FormException, IOException {
        super(name.toString(), directory, launcher);
        booking = name.booking().number();
        setNodeDescription("Machine %s of booking %s".formatted(name.machine(), name.booking()));
        setNumExecutors(EXECUTORS);
        setMode(Mode.EXCLUSIVE);
        setLabelString(label);
        setRetentionStrategy(new RetentionStrategy.Always());
        setNodeProperties(List.of());
    }

    BookingId booking() {
        return new BookingId(booking);
    }

    @Override
    public Node asNode() {
        return this;
    }

    @Override
    public CauseOfBlockage canTake(Queue.BuildableItem item) {
        return isOfItsRun(item, booking()) ? super.canTake(item) : new OfAnotherRun(getNodeName(), booking());
    }

    /** Returns whether something in the queue belongs to the run that has the booking. */
    static boolean isOfItsRun(Queue.Item item, BookingId booking) {
        if (!(item.task.getOwnerExecutable() instanceof Run<?, ?> run)) {
            return false;
        }
        RunBookings bookings = run.getAction(RunBookings.class);
        return bookings != null && bookings.all().contains(booking);
    }

    /** There is nothing to change about it. */
    @Override
    public Node reconfigure(StaplerRequest2 request, JSONObject form) {
        return this;
    }

    /** Tells why other runs do not get it. */
    private static final class OfAnotherRun extends CauseOfBlockage {
        private final String node;
        private final BookingId booking;

        OfAnotherRun(String node, BookingId booking) {
            this.node = node;
            this.booking = booking;
        }

        @Override
        public String getShortDescription() {
            return Messages.PodAgent_ofAnotherRun(node, booking);
        }
    }

    /** Describes the agent; nobody makes one by hand. */
    @Extension
    public static final class DescriptorImpl extends SlaveDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.PodAgent_name();
        }

        @Override
        public boolean isInstantiable() {
            return false;
        }
    }
}
