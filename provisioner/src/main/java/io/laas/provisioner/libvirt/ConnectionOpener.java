package io.laas.provisioner.libvirt;

import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections, and gives up on hosts that do not even refuse. */
final class ConnectionOpener {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionOpener.class);
    private static final int TIMEOUT_SECONDS = 20;
    private final String host;
    private final String uri;

    ConnectionOpener(String host, String uri) {
        this.host = host;
        this.uri = uri;
    }

    HostConnection open() throws LibvirtException {
        LibvirtLibrary.ensureReady();
        CompletableFuture<HostConnection> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> open(result), "laas-libvirt-open");
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } catch (TimeoutException e) {
            result.cancel(false);
            throw new HypervisorException(
                    Reason.UNREACHABLE,
                    "Host %s: libvirt at %s did not answer within %d s; see that the host is up and its port open"
                            .formatted(host, uri, TIMEOUT_SECONDS),
                    e);
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new HypervisorException(Reason.CANCELLED, "Connecting to host " + host + " was interrupted", e);
        }
    }

    private void open(CompletableFuture<HostConnection> result) {
        try {
            HostConnection connection = new HostConnection(uri);
            if (!result.complete(connection)) {
                connection.close();
            }
        } catch (LibvirtException | LinkageError e) {
            if (!result.completeExceptionally(e)) {
                LOG.debug("Late answer of host {}: {}", host, e.getMessage());
            }
        }
    }

    private HypervisorException unwrapped(Throwable cause) throws LibvirtException {
        if (cause instanceof LibvirtException e) {
            if (LibvirtErrors.lost(e)) {
                throw e;
            }
            return new HypervisorException(
                    Reason.UNREACHABLE,
                    "Host %s: opening %s failed: %s; see that libvirtd runs there and lets us in"
                            .formatted(host, uri, LibvirtErrors.text(e)),
                    e);
        }
        return new HypervisorException(
                Reason.UNREACHABLE,
                "Host %s: the native libvirt library is incomplete here (%s). Install it with: apt-get install libvirt0"
                        .formatted(host, cause.getMessage()),
                cause);
    }
}
