package io.laas.provisioner.libvirt;

import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one host. Each call has one to itself, because libvirtd serves only a few requests of a connection at a
 * time. Connections are opened when needed and kept; one that died (libvirtd was restarted) is replaced with the next call.
 *
 * <p>Thread-safe. Calls must not be nested: the pool of a simulated host has a single connection.
 */
final class ConnectionPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);
    private static final int SIZE = 8;
    private static final int BUSY_TRIES = 60;
    private static final long BUSY_PAUSE_MILLIS = 100;
    private final String host;
    private final ConnectionOpener opener;
    private final Semaphore permits;
    private final Deque<HostConnection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /**
     * Creates a pool without connections.
     *
     * @param host how people call the host
     */
    ConnectionPool(String host, String uri) {
        this.host = host;
        opener = new ConnectionOpener(host, uri);
        permits = new Semaphore(uri.startsWith("test:") ? 1 : SIZE);
    }

    /** Does something that may be done twice: it is repeated if the connection turns out to be dead. */
    <T> T call(String what, LibvirtCall<T> call) {
        try {
            return once(what, call);
        } catch (LibvirtException e) {
            if (!LibvirtErrors.lost(e)) {
                throw LibvirtErrors.translate(host, what, e);
            }
            LOG.debug("Connection to host {} was lost: {}", host, e.getMessage());
        }
        return callOnce(what, call);
    }

    /** Does something that must not be done twice. */
    <T> T callOnce(String what, LibvirtCall<T> call) {
        try {
            return once(what, call);
        } catch (LibvirtException e) {
            throw LibvirtErrors.translate(host, what, e);
        }
    }

    private <T> T once(String what, LibvirtCall<T> call) throws LibvirtException {
        acquire(what);
        HostConnection connection = null;
        try {
            connection = borrow();
            T result = patiently(connection, call);
            giveBack(connection);
            return result;
        } catch (LibvirtException e) {
            if (LibvirtErrors.lost(e)) {
                discard(connection);
            } else {
                giveBack(connection);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            giveBack(connection);
            throw e;
        } finally {
            permits.release();
        }
    }

    private <T> T patiently(HostConnection connection, LibvirtCall<T> call) throws LibvirtException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.on(connection);
            } catch (LibvirtException e) {
                if (attempt == BUSY_TRIES || !LibvirtErrors.busy(e)) {
                    throw e;
                }
                Pause.millis(BUSY_PAUSE_MILLIS);
            }
        }
    }

    private void acquire(String what) {
        if (closed) {
            throw new HypervisorException(Reason.UNREACHABLE, "Host %s is closed; %s".formatted(host, what));
        }
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(Reason.CANCELLED, "Host %s: %s was interrupted".formatted(host, what), e);
        }
    }

    private HostConnection borrow() throws LibvirtException {
        for (HostConnection c = idle.pollFirst(); c != null; c = idle.pollFirst()) {
            if (c.simulated() || c.isAlive()) {
                return c;
            }
            discard(c);
        }
        return opener.open();
    }

    private void giveBack(HostConnection connection) {
        if (connection == null) {
            return;
        }
        idle.addFirst(connection);
        if (closed) {
            drain();
        }
    }

    private void drain() {
        for (HostConnection c = idle.pollFirst(); c != null; c = idle.pollFirst()) {
            discard(c);
        }
    }

    private void discard(HostConnection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (LibvirtException e) {
            LOG.debug("Closing a connection to host {} failed: {}", host, e.getMessage());
        }
    }

    /** Closes what is idle now and what is in use when it is given back. */
    @Override
    public void close() {
        closed = true;
        drain();
    }
}
