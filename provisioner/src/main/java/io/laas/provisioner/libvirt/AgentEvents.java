package io.laas.provisioner.libvirt;

import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.time.Duration;
import org.libvirt.LibvirtException;
import org.libvirt.event.AgentLifecycleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes those who wait for an agent as soon as any agent of the host connects. Only a hint: without events (connection lost)
 * they look once a second. Has a connection of its own, so that no call holds events back. Thread-safe.
 */
final class AgentEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentEvents.class);
    private static final long LOOK_MILLIS = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private final ConnectionOpener opener;
    private final AgentLifecycleListener listener = (domain, state, reason) -> happened();
    private HostConnection connection;
    private long count;

    AgentEvents(ConnectionOpener opener) {
        this.opener = opener;
    }

    /** Makes sure of a connection that hears events, if there can be one. */
    synchronized void listen() {
        try {
            if (connection != null && connection.isAlive()) {
                return;
            }
            close();
            connection = opener.open();
            connection.addAgentLifecycleListener(listener);
        } catch (LibvirtException e) {
            LOG.debug("No events from the host: {}", e.getMessage());
        }
    }

    /** Returns how many events there were, for {@link #await}. */
    synchronized long count() {
        return count;
    }

    /** Waits until there were more than {@code seen} events, a second has passed, or the time is over. */
    synchronized void await(long seen, Duration timeout) {
        long deadline = System.nanoTime() + Math.min(timeout.toNanos(), LOOK_MILLIS * NANOS_PER_MILLI);
        try {
            for (long left = deadline - System.nanoTime();
                    left > 0 && count == seen;
                    left = deadline - System.nanoTime()) {
                wait(left / NANOS_PER_MILLI + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(Reason.CANCELLED, "Waiting for a machine was interrupted", e);
        }
    }

    private synchronized void happened() {
        count++;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.removeAgentLifecycleListener(listener);
            connection.close();
        } catch (LibvirtException e) {
            LOG.debug("Closing the connection for events failed: {}", e.getMessage());
        }
        connection = null;
    }
}
